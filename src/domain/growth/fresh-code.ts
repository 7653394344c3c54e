/** Digits and capitals of which none is taken for another: no 0 and O, no 1 and I. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 10;

/** A code for people to type, of 50 random bits. `token`: random bytes as base64url, at least ten. */
export function freshCode(token: string): string {
  const bytes = Buffer.from(token, 'base64url').subarray(0, LENGTH);
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
}
