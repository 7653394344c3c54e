/** Length, command, status and number: 4 octets each. */
const HEADER = 16;
/** A message of 64 KiB in message_payload, and the rest of its PDU. */
const LONGEST = 70_000;

/** One PDU as it came. */
export interface Frame {
  readonly command: number;
  readonly status: number;
  readonly sequence: number;
  /** All of it, header included. */
  readonly bytes: Buffer;
}

/**
 * Cuts what a socket brings into PDUs. npm `smpp` cuts as well, but after one PDU that it cannot read, or a length below
 * its header's, its session reads nothing any more.
 */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);

  /** `broken`: begins with a length that no PDU has, so that nobody can tell where the next one begins. */
  read(chunk: Buffer): { readonly frames: readonly Frame[]; readonly broken?: Buffer } {
    const all = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const frames: Frame[] = [];
    let at = 0;
    while (all.length - at >= 4) {
      const length = all.readUInt32BE(at);
      if (length < HEADER || length > LONGEST) return { frames, broken: all.subarray(at) };
      if (all.length - at < length) break;
      const bytes = all.subarray(at, at + length);
      frames.push({
        ...{ command: bytes.readUInt32BE(4), status: bytes.readUInt32BE(8), sequence: bytes.readUInt32BE(12), bytes },
      });
      at += length;
    }
    this.rest = all.subarray(at);
    return { frames };
  }
}
