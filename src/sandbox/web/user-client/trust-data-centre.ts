import { createHash, createPublicKey } from 'node:crypto';
import bigInt from 'big-integer';
import type { Gramjs } from './gramjs';

/** Adds the data centre's RSA key to those that GramJS accepts. Throws when the text is no RSA public key. */
export function trustDataCentre({ serverKeys }: Gramjs, publicKeyPem: string): void {
  const { n, e } = createPublicKey(publicKeyPem).export({ format: 'jwk' });
  if (!n || !e) throw new Error('the data centre offers no RSA key');
  const [modulus, exponent] = [Buffer.from(n, 'base64url'), Buffer.from(e, 'base64url')];
  const hash = createHash('sha1').update(tlBytes(modulus)).update(tlBytes(exponent)).digest();
  const fingerprint = hash.readBigInt64LE(hash.length - 8).toString();
  serverKeys.set(fingerprint, {
    n: bigInt(modulus.toString('hex'), 16),
    e: Number.parseInt(exponent.toString('hex'), 16),
  });
}

/** TL's `bytes`: length, content, zeros up to a multiple of four. */
function tlBytes(content: Buffer): Buffer {
  const long = content.length > 253;
  const head = long ? Buffer.alloc(4) : Buffer.from([content.length]);
  if (long) head.writeUInt32LE(254 + content.length * 256);
  const size = head.length + content.length;
  return Buffer.concat([head, content, Buffer.alloc((4 - (size % 4)) % 4)]);
}
