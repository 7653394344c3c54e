import type { BigInteger } from 'big-integer';
import { BinaryReader } from 'telegram/extensions';
import { expectFunction, type Mend, replaced } from './mend';

const bigInt = require('big-integer') as (value: bigint) => BigInteger;

interface Reader {
  readonly stream: Buffer;
  offset: number;
  readLong(signed?: boolean): BigInteger;
  tgReadBytes(): Buffer;
  tgReadString(): string;
}
const reader = BinaryReader.prototype as unknown as Reader;

function readLong(this: Reader, signed = true): BigInteger {
  const { stream, offset } = this;
  this.offset = offset + 8;
  return bigInt(signed ? stream.readBigInt64LE(offset) : stream.readBigUInt64LE(offset));
}

/** Where the bytes of a string begin and end; goes on behind their padding. */
function range(from: Reader): { start: number; end: number } {
  const { stream, offset } = from;
  const first = stream.readUInt8(offset);
  const isLong = first === 254;
  const start = offset + (isLong ? 4 : 1);
  const end = start + (isLong ? stream.readUIntLE(offset + 1, 3) : first);
  if (end > stream.length) throw new Error(`No more data left to read (need ${end - stream.length} bytes more).`);
  from.offset = end + ((4 - ((end - offset) % 4)) % 4);
  return { start, end };
}

function tgReadBytes(this: Reader): Buffer {
  const { start, end } = range(this);
  return this.stream.subarray(start, end);
}

function tgReadString(this: Reader): string {
  const { start, end } = range(this);
  return this.stream.toString('utf8', start, end);
}

/** Numbers and texts are read where they stand. */
export const fastFields: Mend = {
  name: 'fast-fields',
  reason: 'For each number, and for each byte of the length of a text, a piece of the packet is cut out first.',
  apply() {
    const undo = [
      replaced(reader, 'readLong', readLong),
      replaced(reader, 'tgReadBytes', tgReadBytes),
      replaced(reader, 'tgReadString', tgReadString),
    ];
    return () => {
      for (const step of undo) step();
    };
  },
  check() {
    for (const name of ['readLong', 'tgReadBytes', 'tgReadString']) expectFunction(reader, name);
  },
};
