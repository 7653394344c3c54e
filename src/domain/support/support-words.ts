/** What a buyer asks about: a payment, also one that the shop does not know of; an order; or anything else. */
export const SUPPORT_TOPICS = ['PAYMENT', 'ORDER', 'OTHER'] as const;
export type SupportTopic = (typeof SUPPORT_TOPICS)[number];

export const SUPPORT_STATES = ['OPEN', 'CLOSED'] as const;
export type SupportState = (typeof SUPPORT_STATES)[number];

export const SUPPORT_WRITERS = ['BUYER', 'OPERATOR'] as const;
export type SupportWriter = (typeof SUPPORT_WRITERS)[number];

/** Who has waited longest for an answer first; then who has none to wait for. Or by the time of opening. */
export const SUPPORT_SORTS = ['LONGEST_WAITING', 'NEWEST', 'OLDEST'] as const;
export type SupportSort = (typeof SUPPORT_SORTS)[number];

/** UTF-16 units of one message, so that it fits into one of Telegram's with the lines around it. */
export const LONGEST_SUPPORT_TEXT = 3_000;

/** What a thread is called: S-12. */
export const supportNumber = (id: bigint): string => `S-${id}`;
