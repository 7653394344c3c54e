import { TlError } from './tl-object';

/** Grows as it is written; `finish` hands out the bytes. One writer makes one value. */
export class TlWriter {
  private buffer: Buffer;
  private length = 0;

  constructor(expectedBytes = 512) {
    this.buffer = Buffer.allocUnsafe(expectedBytes);
  }

  private room(count: number): number {
    const start = this.length;
    const end = start + count;
    if (end > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.buffer.length * 2));
      this.buffer.copy(larger, 0, 0, start);
      this.buffer = larger;
    }
    this.length = end;
    return start;
  }

  int(value: number): void {
    const at = this.room(4);
    this.buffer.writeInt32LE(value | 0, at);
  }

  uint(value: number): void {
    const at = this.room(4);
    this.buffer.writeUInt32LE(value >>> 0, at);
  }

  /** Kept for flags: their bits are known only after the fields have been looked at. */
  uintAt(position: number, value: number): void {
    this.buffer.writeUInt32LE(value >>> 0, position);
  }

  get position(): number {
    return this.length;
  }

  long(value: bigint): void {
    const at = this.room(8);
    this.buffer.writeBigInt64LE(BigInt.asIntN(64, value), at);
  }

  double(value: number): void {
    const at = this.room(8);
    this.buffer.writeDoubleLE(value, at);
  }

  raw(value: Buffer): void {
    const at = this.room(value.length);
    value.copy(this.buffer, at);
  }

  bytes(value: Buffer): void {
    if (value.length > 0xffffff) throw new TlError(`${value.length} bytes do not fit a byte string`);
    const head = value.length < 254 ? 1 : 4;
    const padding = (4 - ((head + value.length) % 4)) % 4;
    const at = this.room(head + value.length + padding);
    if (head === 1) this.buffer[at] = value.length;
    else this.buffer.writeUInt32LE(((value.length << 8) | 254) >>> 0, at);
    value.copy(this.buffer, at + head);
    this.buffer.fill(0, at + head + value.length, at + head + value.length + padding);
  }

  string(value: string): void {
    this.bytes(Buffer.from(value, 'utf8'));
  }

  finish(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}
