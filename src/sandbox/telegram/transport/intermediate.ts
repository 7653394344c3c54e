import { randomBytes } from 'node:crypto';
import { type Framing, PacketBuffer } from './framing';

const nextPacket = (bytes: Buffer) =>
  bytes.length < 4 ? undefined : { header: 4, body: bytes.readUInt32LE(0) & 0x7fffffff };

/** Four bytes of length, then the packet. The padded kind adds 0 to 15 random bytes that the reader cuts off. */
export class IntermediateFraming implements Framing {
  readonly name: 'intermediate' | 'padded';
  private readonly buffer = new PacketBuffer();

  constructor(private readonly padded: boolean) {
    this.name = padded ? 'padded' : 'intermediate';
  }

  unframe(chunk: Buffer): Buffer[] {
    const packets = this.buffer.take(chunk, nextPacket);
    return this.padded ? packets.map(withoutPadding) : packets;
  }

  frame(packet: Buffer): Buffer {
    const padding = this.padded ? randomBytes(Math.floor(Math.random() * 16)) : Buffer.alloc(0);
    const header = Buffer.allocUnsafe(4);
    header.writeUInt32LE(packet.length + padding.length);
    return Buffer.concat([header, packet, padding]);
  }
}

/** Plain packets tell their own length; encrypted ones are 24 bytes and whole cipher blocks. */
function withoutPadding(packet: Buffer): Buffer {
  if (packet.length < 24) return packet;
  const plain = packet.readBigInt64LE(0) === 0n;
  const length = plain ? 20 + packet.readUInt32LE(16) : 24 + ((packet.length - 24) & ~15);
  return packet.subarray(0, Math.min(length, packet.length));
}
