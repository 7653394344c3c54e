import { type Cipher, createCipheriv } from 'node:crypto';
import { AbridgedFraming } from './abridged';
import { BrokenTransport, type Framing } from './framing';
import { IntermediateFraming } from './intermediate';

const innerFramings: Record<number, () => Framing> = {
  4025479151: () => new AbridgedFraming(),
  4008636142: () => new IntermediateFraming(false),
  3722304989: () => new IntermediateFraming(true),
};

/** AES-256-CTR around another framing; both keys come from the 64 bytes with which the client begins. */
export class ObfuscatedFraming implements Framing {
  readonly name = 'obfuscated';
  private readonly incoming: Cipher;
  private readonly outgoing: Cipher;
  private readonly inner: Framing;

  constructor(header: Buffer) {
    const reversed = Buffer.from(header.subarray(8, 56)).reverse();
    this.incoming = createCipheriv('aes-256-ctr', header.subarray(8, 40), header.subarray(40, 56));
    this.outgoing = createCipheriv('aes-256-ctr', reversed.subarray(0, 32), reversed.subarray(32, 48));
    const make = innerFramings[this.incoming.update(header).readUInt32LE(56)];
    if (!make) throw new BrokenTransport('an obfuscated header without a known transport inside');
    this.inner = make();
  }

  unframe(chunk: Buffer): Buffer[] {
    return this.inner.unframe(this.incoming.update(chunk));
  }

  frame(packet: Buffer): Buffer {
    return this.outgoing.update(this.inner.frame(packet));
  }
}
