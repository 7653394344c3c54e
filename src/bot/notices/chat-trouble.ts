import type { App } from '../../app';
import type { OutboxRow } from '../../database/queues/outbox';
import { raiseAlert } from '../../usecases/alerts/raise-alert';

const TOLD_EVERY_S = 3_600;

/** Tells the owners, once an hour for each channel, that the bot may not post there. */
export async function tellChatTrouble(app: App, { chatId }: Pick<OutboxRow, 'chatId'>, detail: string): Promise<void> {
  if (chatId === null) return;
  const channel = await app.db.channels.findByTelegramId(chatId);
  await raiseAlert(app, {
    key: `channel-unpostable:${chatId}`,
    kind: 'channel_unpostable',
    facts: { title: channel?.title ?? String(chatId), detail },
    everyS: TOLD_EVERY_S,
  });
}
