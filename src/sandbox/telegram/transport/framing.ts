/** The longest packet taken from a client: a file part of 512 KB with room to spare. */
export const longestPacket = 4 * 1024 * 1024;

/** Bytes that cannot be a packet of this transport: the connection is beyond repair. */
export class BrokenTransport extends Error {}

/** Cuts a byte stream into packets and back. One per connection: framings count and buffer. */
export interface Framing {
  readonly name: 'full' | 'abridged' | 'intermediate' | 'padded' | 'obfuscated';
  /** Complete packets out of the bytes so far. Throws BrokenTransport. */
  unframe(chunk: Buffer): Buffer[];
  frame(packet: Buffer): Buffer;
}

/** Keeps the bytes of unfinished packets. `next` answers the size of the packet at the start, or undefined for "not yet". */
export class PacketBuffer {
  private pending: Buffer = Buffer.alloc(0);

  take(chunk: Buffer, next: (bytes: Buffer) => { header: number; body: number } | undefined): Buffer[] {
    this.pending = this.pending.length ? Buffer.concat([this.pending, chunk]) : chunk;
    const packets: Buffer[] = [];
    for (;;) {
      const size = next(this.pending);
      if (!size) return packets;
      if (size.body < 0 || size.body > longestPacket) throw new BrokenTransport(`a packet of ${size.body} bytes`);
      if (this.pending.length < size.header + size.body) return packets;
      packets.push(this.pending.subarray(size.header, size.header + size.body));
      this.pending = this.pending.subarray(size.header + size.body);
    }
  }
}

/** A transport error such as -404 as the four bytes that go into an ordinary packet. */
export function transportError(code: number): Buffer {
  const packet = Buffer.alloc(4);
  packet.writeInt32LE(code);
  return packet;
}
