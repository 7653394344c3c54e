import { randomBytes } from 'node:crypto';
import type { BigInteger } from 'big-integer';
import { expectFunction, type Mend, replaced } from './mend';

const bigInt = require('big-integer') as (value: bigint | number | string) => BigInteger;

interface IntegerFunctions {
  readBigIntFromBuffer(buffer: Buffer, little?: boolean, signed?: boolean): BigInteger;
  toSignedLittleBuffer(big: unknown, bytes?: number): Buffer;
}
const package_ = require('telegram/Helpers') as IntegerFunctions;

const TOP_BIT = 0x8000_0000_0000_0000n;

function readBigIntFromBuffer(buffer: Buffer, little = true, signed = false): BigInteger {
  const { length } = buffer;
  if (length === 8) {
    const bytes = Buffer.isBuffer(buffer) ? buffer : Buffer.from(buffer);
    if (little) return bigInt(signed ? bytes.readBigInt64LE(0) : bytes.readBigUInt64LE(0));
    return bigInt(signed ? bytes.readBigInt64BE(0) : bytes.readBigUInt64BE(0));
  }
  if (length === 0) return bigInt(0);
  const hex = (little ? Buffer.from(buffer).reverse() : Buffer.from(buffer)).toString('hex');
  const value = BigInt(`0x${hex}`);
  return bigInt(signed ? BigInt.asIntN(length * 8, value) : value);
}

function toSignedLittleBuffer(big: unknown, bytes = 8): Buffer {
  const value = native(big);
  const buffer = Buffer.allocUnsafe(bytes);
  if (bytes === 8) {
    buffer.writeBigInt64LE(value >= -TOP_BIT && value < TOP_BIT ? value : BigInt.asIntN(64, value), 0);
    return buffer;
  }
  let rest = BigInt.asUintN(bytes * 8, value);
  for (let at = 0; at < bytes; at += 1) {
    buffer[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  return buffer;
}

/** The bigint inside a big-integer object, without the detour over decimal text where there is one inside. */
export function native(big: unknown): bigint {
  if (typeof big === 'bigint') return big;
  if (typeof big === 'number') return BigInt(big);
  // As the package has it: a field that was left out is a zero.
  if (big === undefined || big === null) return 0n;
  const inner = (big as { value?: unknown }).value;
  return typeof inner === 'bigint' ? inner : BigInt(String(big));
}

/** Half of the client's CPU goes into these two, by way of hexadecimal and decimal text. */
export const fastIntegers: Mend = {
  name: 'fast-integers',
  reason: 'Reading and writing a 64 bit number takes a detour over text; half of all CPU time goes there.',
  apply() {
    const undo = [
      replaced(package_, 'readBigIntFromBuffer', readBigIntFromBuffer),
      replaced(package_, 'toSignedLittleBuffer', toSignedLittleBuffer),
    ];
    return () => {
      for (const step of undo) step();
    };
  },
  check() {
    expectFunction(package_, 'readBigIntFromBuffer');
    expectFunction(package_, 'toSignedLittleBuffer');
    for (const bytes of [8, 16, 32]) {
      const sample = randomBytes(bytes);
      const read = package_.readBigIntFromBuffer(sample, true, true);
      if (!package_.toSignedLittleBuffer(read, bytes).equals(sample)) {
        throw new Error(`The mended integers do not survive a round trip of ${bytes} bytes.`);
      }
    }
  },
};
