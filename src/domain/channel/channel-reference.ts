/** How an operator names a channel or group. */
export type ChannelReference =
  /** Its public name, without the @. */
  | { readonly kind: 'public'; readonly name: string }
  /** Its marked id. */
  | { readonly kind: 'id'; readonly telegramId: bigint }
  /** An invite link, which a bot cannot open. */
  | { readonly kind: 'invite'; readonly link: string }
  | { readonly kind: 'unreadable' };

const HOST = String.raw`(?:https?:\/\/)?(?:www\.)?t(?:elegram)?\.(?:me|dog)\/`;
const INVITE = new RegExp(String.raw`^(?:${HOST}(?:joinchat\/|\+)|tg:\/\/join\?invite=)([\w-]{10,64})$`, 'i');
const PRIVATE_POST = new RegExp(String.raw`^${HOST}c\/(\d{1,13})(?:\/\d+)*\/?$`, 'i');
const PUBLIC = new RegExp(String.raw`^(?:@|${HOST}(?:s\/)?)?([A-Za-z][A-Za-z0-9_]{3,31})(?:\/\d+)?\/?$`);
const MARK = 1_000_000_000_000n;

/** Reads `@name`, t.me links of channels, posts and invitations, and ids. */
export function readChannelReference(text: string): ChannelReference {
  const trimmed = text.trim();
  const hash = INVITE.exec(trimmed)?.[1];
  if (hash) return { kind: 'invite', link: `https://t.me/+${hash}` };
  const bare = PRIVATE_POST.exec(trimmed)?.[1];
  if (bare) return { kind: 'id', telegramId: -(MARK + BigInt(bare)) };
  if (/^-100\d{1,13}$/.test(trimmed)) return { kind: 'id', telegramId: BigInt(trimmed) };
  const name = PUBLIC.exec(trimmed)?.[1];
  return name ? { kind: 'public', name } : { kind: 'unreadable' };
}

/** The same link in one form; undefined when it is none. */
export function readInviteLink(text: string): string | undefined {
  const reference = readChannelReference(text);
  return reference.kind === 'invite' ? reference.link : undefined;
}

/** Where a button takes somebody who is to join. Undefined for a private channel without a link. */
export function joinUrl(channel: { username: string | null; inviteLink: string | null }): string | undefined {
  if (channel.username) return `https://t.me/${channel.username}`;
  return channel.inviteLink ?? undefined;
}
