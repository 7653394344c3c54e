import type { Channel } from '../entities/channel.entity';

/** What a channel is used for, with its name and where it is. */
export type Titled<Use> = Omit<Use, 'channel'> & { readonly title: string /** Marked. */; readonly chatId: bigint };

export function withTitles<Use extends { channel: Channel }>(uses: readonly Use[]): Titled<Use>[] {
  return uses.map(({ channel, ...use }) => ({ ...use, title: channel.title, chatId: channel.telegramId }));
}
