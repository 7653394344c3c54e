import type { InboundMigration } from '../../../ports/inbound-update';
import { Api, fromLong } from '../gramjs';
import { markChannel, markedIdOf } from '../peers';
import type { Cast } from './cast';

/**
 * A small group that became a supergroup says so last, and the supergroup says so first; one of them may be missed
 * (core.telegram.org/api/channel#migration).
 */
export function readMigration({ action, peerId }: Api.MessageService, { chats }: Cast): InboundMigration | undefined {
  const titled = (bare: string) => chats.get(bare)?.title ?? null;
  if (action instanceof Api.MessageActionChatMigrateTo && peerId instanceof Api.PeerChat) {
    const [chatId, fromChatId] = [markChannel(fromLong(action.channelId)), markedIdOf(peerId)];
    return { kind: 'migration', chatId, fromChatId, chatTitle: titled(String(peerId.chatId)) };
  }
  if (action instanceof Api.MessageActionChannelMigrateFrom && peerId instanceof Api.PeerChannel)
    return {
      kind: 'migration',
      chatId: markedIdOf(peerId),
      fromChatId: -fromLong(action.chatId),
      chatTitle: action.title,
    };
  return undefined;
}
