/** Wrong passwords in a row after which a person must wait. */
export const MAX_WRONG_PASSWORDS = 5;
export const LOCK_MS = 15 * 60_000;

/** What a password of the panel must be like. Long enough is what counts; the rest is the choice of its owner. */
export const PASSWORD_LENGTH = { least: 10, most: 128 } as const;
