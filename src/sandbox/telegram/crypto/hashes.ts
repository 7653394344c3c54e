import { createHash } from 'node:crypto';

const hashed = (algorithm: string, parts: Buffer[]) => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const sha1 = (...parts: Buffer[]): Buffer => hashed('sha1', parts);
export const sha256 = (...parts: Buffer[]): Buffer => hashed('sha256', parts);

/** Both buffers have the same length. */
export function xor(one: Buffer, other: Buffer): Buffer {
  const result = Buffer.allocUnsafe(one.length);
  for (let at = 0; at < one.length; at++) result[at] = one[at]! ^ other[at]!;
  return result;
}
