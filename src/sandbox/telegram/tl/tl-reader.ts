import { TlError } from './tl-object';

/** A cursor over TL bytes. Every read checks what is left, so hostile lengths end in a TlError and never in an allocation. */
export class TlReader {
  /** How deep the value being read is nested; bounded, because the bytes come from strangers. */
  depth = 0;

  constructor(
    private readonly buffer: Buffer,
    public offset = 0,
  ) {}

  get left(): number {
    return this.buffer.length - this.offset;
  }

  private take(count: number): number {
    if (count < 0 || count > this.left) throw new TlError(`needs ${count} bytes, ${this.left} are left`);
    const start = this.offset;
    this.offset += count;
    return start;
  }

  int(): number {
    return this.buffer.readInt32LE(this.take(4));
  }

  uint(): number {
    return this.buffer.readUInt32LE(this.take(4));
  }

  long(): bigint {
    return this.buffer.readBigInt64LE(this.take(8));
  }

  double(): number {
    return this.buffer.readDoubleLE(this.take(8));
  }

  /** Bytes without a length prefix; shares memory with the source. */
  raw(count: number): Buffer {
    const start = this.take(count);
    return this.buffer.subarray(start, start + count);
  }

  /** Length-prefixed bytes with padding; shares memory with the source. */
  bytes(): Buffer {
    const head = this.buffer[this.take(1)]!;
    const short = head < 254;
    if (head === 255) throw new TlError('255 is no length of a byte string');
    const length = short ? head : this.buffer.readUIntLE(this.take(3), 3);
    // Small values are copied: kept in the world, they would keep the whole packet alive.
    const value = length < 4096 ? Buffer.from(this.raw(length)) : this.raw(length);
    const used = length + (short ? 1 : 4);
    this.take((4 - (used % 4)) % 4);
    return value;
  }

  string(): string {
    return this.bytes().toString('utf8');
  }
}
