import { createHmac } from 'node:crypto';
import { sameText } from '../../platform/vendor/same-text';

export type HmacAlgorithm = 'sha1' | 'sha256' | 'sha512';

export const hmac = (
  algorithm: HmacAlgorithm,
  key: string | Buffer,
  signed: string | Buffer,
  encoding: 'hex' | 'base64' = 'hex',
): string => createHmac(algorithm, key).update(signed).digest(encoding);

/** Whether a signature in hexadecimal is the expected one, whatever the case of its letters; in constant time. */
export const sameHex = (given: string, expected: string): boolean => sameText(given.toLowerCase(), expected);
