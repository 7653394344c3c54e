/** What a channel is to be used for decides what the bot must be able to do there. */
export const CHANNEL_PURPOSES = ['MEMBERSHIP', 'POSTS'] as const;
export type ChannelPurpose = (typeof CHANNEL_PURPOSES)[number];

/** What an admin of the channel has to give the bot. */
export const LACKING_RIGHTS = ['BE_IN', 'BE_ADMIN', 'POST_MESSAGES', 'INVITE_USERS'] as const;
export type LackingRight = (typeof LACKING_RIGHTS)[number];
