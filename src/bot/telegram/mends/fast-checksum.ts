import * as zlib from 'node:zlib';
import { expectFunction, type Mend, replaced } from './mend';

const package_ = require('telegram/Helpers') as { crc32(bytes: Buffer | string): number };
const nativeCrc32 = (zlib as unknown as { crc32?: (bytes: Buffer | string) => number }).crc32;

/** Each packet is summed byte by byte in JavaScript; Node has the same sum built in since 20.15. */
export const fastChecksum: Mend = {
  name: 'fast-checksum',
  reason: 'The checksum of every packet is computed byte by byte in JavaScript.',
  apply: () => (nativeCrc32 ? replaced(package_, 'crc32', nativeCrc32) : () => undefined),
  check() {
    expectFunction(package_, 'crc32');
    if (package_.crc32(Buffer.from('123456789')) !== 0xcbf43926) throw new Error('The mended checksum is not CRC-32.');
  },
};
