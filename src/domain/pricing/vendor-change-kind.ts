/** What may change in a supplier's lists. */
export const VENDOR_CHANGE_KINDS = [
  'NEW_SERVICE',
  'GONE_SERVICE',
  'NEW_COUNTRY',
  'GONE_COUNTRY',
  'NEW_PRICE',
  'GONE_PRICE',
  'DEARER',
  'CHEAPER',
] as const;
export type VendorChangeKind = (typeof VENDOR_CHANGE_KINDS)[number];
