import { Api, fromLong } from './gramjs';
import type { PeerKind } from './session-store';

const CHANNEL_MARK = 1_000_000_000_000n;

export const markChannel = (id: bigint): bigint => -(CHANNEL_MARK + id);

/** What a marked id names, without the mark. */
export function unmark(marked: bigint): { kind: PeerKind; id: bigint } {
  if (marked > 0n) return { kind: 'USER', id: marked };
  const id = -marked;
  return id > CHANNEL_MARK ? { kind: 'CHANNEL', id: id - CHANNEL_MARK } : { kind: 'GROUP', id };
}

export function markedIdOf(peer: Api.TypePeer): bigint {
  if (peer instanceof Api.PeerUser) return fromLong(peer.userId);
  if (peer instanceof Api.PeerChannel) return markChannel(fromLong(peer.channelId));
  return -fromLong(peer.chatId);
}
