import type { App } from '../../app';

/** By which a person's claim of a channel's reward is known again, also after he was erased. `channelTelegramId` is marked. */
export function rewardMark(app: App, telegramId: bigint, channelTelegramId: bigint): Promise<Buffer> {
  return app.personMark(telegramId, `reward:${channelTelegramId}`);
}
