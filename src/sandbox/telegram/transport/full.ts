import { crc32 } from './crc32';
import { BrokenTransport, type Framing, PacketBuffer } from './framing';

const nextPacket = (bytes: Buffer) => {
  if (bytes.length < 4) return undefined;
  const length = bytes.readUInt32LE(0);
  if (length < 12) throw new BrokenTransport(`a full packet of ${length} bytes`);
  return { header: 0, body: length };
};

/** Length, sequence number, packet, CRC-32; both numbers are checked, as the real server does. */
export class FullFraming implements Framing {
  readonly name = 'full';
  private readonly buffer = new PacketBuffer();
  private received = 0;
  private sent = 0;

  unframe(chunk: Buffer): Buffer[] {
    return this.buffer.take(chunk, nextPacket).map((packet) => {
      const end = packet.length - 4;
      if (packet.readUInt32LE(4) !== this.received++) throw new BrokenTransport('a full packet out of sequence');
      if (packet.readUInt32LE(end) !== crc32(packet.subarray(0, end)))
        throw new BrokenTransport('a full packet with a wrong checksum');
      return packet.subarray(8, end);
    });
  }

  frame(packet: Buffer): Buffer {
    const framed = Buffer.allocUnsafe(packet.length + 12);
    framed.writeUInt32LE(framed.length, 0);
    framed.writeUInt32LE(this.sent++, 4);
    packet.copy(framed, 8);
    framed.writeUInt32LE(crc32(framed.subarray(0, framed.length - 4)), framed.length - 4);
    return framed;
  }
}
