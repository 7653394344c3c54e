import type { App } from '../../app';

/** A person blocked the bot, or took that back. Nothing happens when he is not known. */
export async function markBlocked(app: App, o: { telegramId: bigint; blocked: boolean }): Promise<void> {
  await app.db.customers.markBlocked(o.telegramId, o.blocked);
}
