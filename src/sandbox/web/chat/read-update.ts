import type { Api } from 'telegram';

/** What one update says about the chat with one bot. */
export type BotChatNews =
  | { readonly kind: 'message'; readonly message: Api.TypeMessage; readonly pts: number }
  | { readonly kind: 'gone'; readonly ids: readonly number[] }
  | { readonly kind: 'typing'; readonly on: boolean }
  | { readonly kind: 'read'; readonly upTo: number }
  | { readonly kind: 'stars'; readonly stars: number }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'profile' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'none' };

/** Reads one update; `unclear` asks to look at the whole chat again. */
export function readUpdate(update: Api.TypeUpdate | Api.TypeUpdates, botId: string): BotChatNews {
  const none = { kind: 'none' } as const;
  switch (update.className) {
    case 'UpdateNewMessage':
    case 'UpdateEditMessage':
      return isFrom(peerOf(update.message), botId)
        ? { kind: 'message', message: update.message, pts: update.pts }
        : none;
    case 'UpdateDeleteMessages':
      return { kind: 'gone', ids: update.messages };
    case 'UpdateUserTyping':
      if (update.userId.toString() !== botId) return none;
      return { kind: 'typing', on: update.action.className !== 'SendMessageCancelAction' };
    case 'UpdateReadHistoryOutbox':
      return isFrom(update.peer, botId) ? { kind: 'read', upTo: update.maxId } : none;
    case 'UpdateStarsBalance':
      return { kind: 'stars', stars: Number(update.balance.amount) };
    case 'UpdateServiceNotification':
      return { kind: 'notice', text: update.message };
    case 'UpdatePeerBlocked':
      return isFrom(update.peerId, botId) ? { kind: 'profile' } : none;
    case 'UpdateBotCommands':
    case 'UpdateBotMenuButton':
      return update.botId.toString() === botId ? { kind: 'profile' } : none;
    case 'UpdateShortMessage':
    case 'UpdateShortSentMessage':
    case 'UpdateShortChatMessage':
    case 'UpdatesTooLong':
      return { kind: 'unclear' };
    default:
      return none;
  }
}

/** How the update moves the account's own pts; undefined for what does not, channels included. */
export function ptsOf(update: object): { pts: number; count: number } | undefined {
  const { className, pts, ptsCount } = update as { className?: string; pts?: unknown; ptsCount?: unknown };
  if (typeof pts !== 'number' || typeof ptsCount !== 'number' || className?.includes('Channel')) return undefined;
  return { pts, count: ptsCount };
}

const peerOf = (message: Api.TypeMessage) => message.peerId;
const isFrom = (peer: Api.TypePeer | undefined, botId: string) =>
  peer?.className === 'PeerUser' && peer.userId.toString() === botId;
