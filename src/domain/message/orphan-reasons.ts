/** Why a message is nobody's. */
export const ORPHAN_REASONS = ['NO_RESERVATION', 'AMBIGUOUS', 'OLDER_THAN_RESERVATION', 'RESERVATION_OVER'] as const;
export type OrphanReason = (typeof ORPHAN_REASONS)[number];
