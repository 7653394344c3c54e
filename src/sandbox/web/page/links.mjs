import { ask } from './overlays.mjs';

/**
 * Follows a link: one to this bot becomes a START, one to a channel joins or leaves it after a question, anything else of
 * the web opens in a new tab after a question.
 */
export async function followLink(url, { botUsername, words, start, look, setMember }) {
  let address;
  try {
    address = new URL(url);
  } catch {
    return;
  }
  const payload = startPayload(address, botUsername);
  if (payload !== undefined) return start(payload);
  if (isTelegram(address)) {
    const channel = await look(url);
    if (!channel) return;
    const [text, yes] = channel.isMember ? [words.leaveChannel, words.leave] : [words.joinChannel, words.join];
    const isSure = await ask({ text, address: channel.title, yes, no: words.cancel, danger: channel.isMember });
    if (isSure) await setMember(url, !channel.isMember);
    return;
  }
  if (!['http:', 'https:', 'mailto:', 'tel:'].includes(address.protocol)) return;
  const agreed = await ask({ text: words.openLink, address: address.href, yes: words.open, no: words.cancel });
  if (agreed) window.open(address.href, '_blank', 'noopener,noreferrer');
}

const isTelegram = ({ protocol, hostname }) => protocol === 'https:' && hostname === 't.me';

/** What `https://t.me/<bot>?start=…` or `tg://resolve?domain=<bot>&start=…` asks to start with; undefined for other links. */
function startPayload(address, botUsername) {
  const name =
    address.protocol === 'tg:' ? address.searchParams.get('domain') : isTelegram(address) && address.pathname.slice(1);
  if (!name || name.toLowerCase() !== botUsername.toLowerCase()) return undefined;
  return address.searchParams.get('start') ?? '';
}
