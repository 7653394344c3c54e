import { createPublicKey, generatePrimeSync } from 'node:crypto';
import { TlWriter } from '../tl/tl-writer';
import { sha1, sha256, xor } from './hashes';
import { igeDecrypt } from './ige';
import { modPower, toBytes, toNumber } from './mod-power';

const publicExponent = 65537n;

/** The data centre's RSA key: what clients trust before any key exchange. */
export class ServerRsaKey {
  /** PKCS#1. */
  readonly publicKeyPem: string;
  /** Last 8 bytes of SHA-1 over the TL bytes of n and e, as a signed number. */
  readonly fingerprint: bigint;

  constructor(
    readonly modulus: Buffer,
    readonly privateExponent: Buffer,
  ) {
    const e = Buffer.from([1, 0, 1]);
    const writer = new TlWriter();
    writer.bytes(modulus);
    writer.bytes(e);
    this.fingerprint = sha1(writer.finish()).readBigInt64LE(12);
    const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: e.toString('base64url') };
    this.publicKeyPem = createPublicKey({ key: jwk, format: 'jwk' })
      .export({ type: 'pkcs1', format: 'pem' })
      .toString();
  }

  /**
   * Four primes of 512 bits instead of two of 1024: found ten times faster, and this key guards nothing but a sandbox.
   * A client that prints the fingerprint unpadded would not find one that begins with a zero digit: another is made then.
   */
  static generate(): ServerRsaKey {
    for (;;) {
      const primes = [1, 2, 3, 4].map(() => generatePrimeSync(512, { bigint: true }));
      const modulus = primes.reduce((product, prime) => product * prime, 1n);
      const order = primes.reduce((product, prime) => product * (prime - 1n), 1n);
      if (modulus >> 2047n !== 1n || order % publicExponent === 0n) continue;
      const made = new ServerRsaKey(toBytes(modulus, 256), toBytes(inverse(publicExponent, order), 256));
      if (BigInt.asUintN(64, made.fingerprint) >> 60n !== 0n) return made;
    }
  }

  /** Undoes RSA_PAD: 192 bytes of padded data, or undefined when the block was not made for this key. */
  openPadded(encrypted: Buffer): Buffer | undefined {
    if (encrypted.length !== 256 || toNumber(encrypted) >= toNumber(this.modulus)) return undefined;
    const block = modPower(encrypted, this.privateExponent, this.modulus);
    const cipher = block.subarray(32);
    const temporaryKey = xor(block.subarray(0, 32), sha256(cipher));
    const opened = igeDecrypt(cipher, temporaryKey, Buffer.alloc(32));
    const padded = Buffer.from(opened.subarray(0, 192)).reverse();
    return sha256(temporaryKey, padded).equals(opened.subarray(192)) ? padded : undefined;
  }
}

/** value ** -1 mod modulus. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, s0, s1] = [modulus, value, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - quotient * r1, s1, s0 - quotient * s1];
  }
  return s0 < 0n ? s0 + modulus : s0;
}
