import { type Framing, PacketBuffer } from './framing';

function nextPacket(bytes: Buffer) {
  if (bytes.length < 1) return undefined;
  const words = bytes[0]! & 0x7f;
  if (words < 0x7f) return { header: 1, body: words * 4 };
  return bytes.length < 4 ? undefined : { header: 4, body: bytes.readUIntLE(1, 3) * 4 };
}

/** One byte of length in words, or 7f and three bytes. */
export class AbridgedFraming implements Framing {
  readonly name = 'abridged';
  private readonly buffer = new PacketBuffer();

  unframe(chunk: Buffer): Buffer[] {
    return this.buffer.take(chunk, nextPacket);
  }

  frame(packet: Buffer): Buffer {
    const words = packet.length / 4;
    if (words < 0x7f) return Buffer.concat([Buffer.from([words]), packet]);
    const header = Buffer.alloc(4, 0x7f);
    header.writeUIntLE(words, 1, 3);
    return Buffer.concat([header, packet]);
  }
}
