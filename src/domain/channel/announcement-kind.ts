/** What a channel may be told of by itself. */
export const ANNOUNCEMENT_KINDS = ['RESTOCK', 'PRICE_CHANGE', 'NEW_SERVICE'] as const;
export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number];

/** Stands in a template for the lines of what is announced. */
export const LIST_PLACE = '{list}';
export const LONGEST_TEMPLATE = 1_000;
