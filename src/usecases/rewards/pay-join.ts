import type { App } from '../../app';
import { claimRewards } from './claim-rewards';

/**
 * Somebody is in a channel, as Telegram told: what joining it brings is theirs, without a press, and they are told so. It is
 * asked for once more, since money hangs on it. `channelId` is Telegram's. Nothing happens where nothing is to be had.
 */
export async function payJoin(app: App, o: { channelId: bigint; userId: bigint; telegramId: bigint }): Promise<void> {
  const channel = await app.db.channels.findByTelegramId(o.channelId);
  if (!channel) return;
  const { userId, telegramId } = o;
  const { gained } = await claimRewards(app, { userId, telegramId, channelId: channel.id, isTold: true });
  if (gained > 0n) app.wake('outbox');
}
