import type { TelegramLookups } from '../ports/messenger';

const NOT_CONNECTED = { kind: 'unknown', detail: 'not_connected' } as const;

/** Answers as long as this process has no link to Telegram. */
export const noLookups: TelegramLookups = {
  lookUpMember: async () => ({ kind: 'unknown', reason: 'not_connected', detail: 'not_connected' }),
  findChannel: async () => NOT_CONNECTED,
  createInviteLink: async () => NOT_CONNECTED,
};

/** Lookups that are handed out before the link to Telegram is made. */
export function lateLookups(): { lookups: TelegramLookups; connect(to: TelegramLookups): void } {
  let present = noLookups;
  return {
    lookups: {
      lookUpMember: (channelId, telegramId) => present.lookUpMember(channelId, telegramId),
      findChannel: (reference) => present.findChannel(reference),
      createInviteLink: (channelId) => present.createInviteLink(channelId),
    },
    connect(to) {
      present = to;
    },
  };
}
