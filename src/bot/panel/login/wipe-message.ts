import type { App } from '../../../app';
import type { Messenger } from '../../../ports/messenger';
import { MESSAGE_KIND } from '../../answer-row';

/**
 * Deletes a message with a secret from the chat, at once. What cannot be done now is put into the outbox, which tries until
 * it is done.
 */
export async function wipeMessage(
  { app, messenger }: { app: App; messenger: Pick<Messenger, 'deleteMessages'> },
  o: { userId: bigint; telegramId: bigint; messageId: number },
): Promise<void> {
  const outcome = await messenger.deleteMessages(o.telegramId, [o.messageId]);
  if (outcome.kind === 'sent') return;
  const payload = { text: '', delete: [o.messageId] };
  const key = `wipe:${o.telegramId}:${o.messageId}`;
  await app.db.outbox.put({ key, lane: 0, userId: o.userId, kind: MESSAGE_KIND, payload, at: app.clock.now() });
  app.wake('outbox');
}
