import type { App } from '../../../app';
import type { Messenger } from '../../../ports/messenger';
import type { User } from '../../../usecases/users/meet-user';
import { putRow } from '../../outbox/put';

/**
 * Deletes a message with a secret from the chat and from the inbox, at once and before anything is done with it. What
 * Telegram does not do now is put into the outbox, which tries until it is done.
 */
export async function wipeMessage(
  { app, messenger }: { app: App; messenger: Pick<Messenger, 'deleteMessages'> },
  { user, message }: { user: Pick<User, 'id' | 'telegramId'>; message: { id: bigint; messageId: number } },
): Promise<void> {
  const { id: userId, telegramId } = user;
  const { messageId } = message;
  await app.db.inbox.forgetText(message.id);
  const outcome = await messenger.deleteMessages(telegramId, [messageId]);
  if (outcome.kind === 'sent') return;
  const payload = { text: '', delete: [messageId] };
  const key = `wipe:${telegramId}:${messageId}`;
  await putRow(app, { key, lane: 0, userId, kind: 'message', payload });
}
