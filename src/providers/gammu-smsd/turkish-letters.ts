import { withNationalLetters } from '../kit/national-letters';

/** What the daemon writes for an escape into a table that it does not know. */
export const UNKNOWN_ESCAPE = '¹';

/** Files keep no header; these letters behind such an escape are Turkish. */
export const withTurkishLetters = (text: string): string =>
  /¹[GIScgis]/.test(text) ? withNationalLetters(text, { single: 1 }, UNKNOWN_ESCAPE) : text;
