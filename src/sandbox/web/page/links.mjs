import { ask } from './overlays.mjs';

/** Follows a link: one to this bot becomes a START, anything else of the web opens in a new tab after a question. */
export async function followLink(url, { botUsername, words, start }) {
  let address;
  try {
    address = new URL(url);
  } catch {
    return;
  }
  const payload = startPayload(address, botUsername);
  if (payload !== undefined) return start(payload);
  if (!['http:', 'https:', 'mailto:', 'tel:'].includes(address.protocol)) return;
  const agreed = await ask({ text: words.openLink, address: address.href, yes: words.open, no: words.cancel });
  if (agreed) window.open(address.href, '_blank', 'noopener,noreferrer');
}

/** What `https://t.me/<bot>?start=…` or `tg://resolve?domain=<bot>&start=…` asks to start with; undefined for other links. */
function startPayload(address, botUsername) {
  const name =
    address.protocol === 'tg:'
      ? address.searchParams.get('domain')
      : /^(www\.)?t(elegram)?\.me$/.test(address.hostname) && address.pathname.slice(1);
  if (!name || name.toLowerCase() !== botUsername.toLowerCase()) return undefined;
  return address.searchParams.get('start') ?? '';
}
