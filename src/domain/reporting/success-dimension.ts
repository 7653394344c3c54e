/** By what success is looked at. */
export const SUCCESS_DIMENSIONS = ['SERVICE', 'COUNTRY', 'PROVIDER', 'OFFER'] as const;
export type SuccessDimension = (typeof SUCCESS_DIMENSIONS)[number];
