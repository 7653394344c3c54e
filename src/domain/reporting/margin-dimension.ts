/** By what the margin is looked at. */
export const MARGIN_DIMENSIONS = ['PROVIDER', 'SERVICE', 'COUNTRY', 'OFFER', 'DAY'] as const;
export type MarginDimension = (typeof MARGIN_DIMENSIONS)[number];
