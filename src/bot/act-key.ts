import { createHash } from 'node:crypto';

/**
 * The key of an act of a person, as a UUID (RFC 9562, version 8). It follows from who acts and on what, so a repeated
 * press is the same act, and nobody can use up the key of another person's act.
 */
export function actKey(
  act: 'reserve' | 'change' | 'claim' | 'pay' | 'give',
  userId: bigint,
  subject: string | bigint,
): string {
  const bytes = createHash('sha256').update(`${act}:${userId}:${subject}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Eight characters for a button, made when the button is shown. */
export function newNonce(uuid: string): string {
  return createHash('sha256').update(uuid).digest('base64url').slice(0, 8);
}
