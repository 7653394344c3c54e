import { randomBytes, randomUUID } from 'node:crypto';
import type { Ids } from '../ports/ids';

/** Identifiers from the operating system's random source. */
export const cryptoIds: Ids = {
  uuid: () => randomUUID(),
  int63() {
    const value = randomBytes(8).readBigUInt64BE() >> 1n;
    return value === 0n ? 1n : value;
  },
  token: () => randomBytes(16).toString('base64url'),
};
