import { createHash, createPublicKey } from 'node:crypto';
import { longFromHex, serializeBytes, serverKeys, toLong } from '../gramjs';

/** From now on a data centre with this RSA key (PEM) is believed to be itself. Telegram's own keys stay. */
export function trustServerKey(publicKeyPem: string): void {
  const { n, e } = createPublicKey(publicKeyPem).export({ format: 'jwk' });
  const modulus = Buffer.from(n as string, 'base64url');
  const exponent = Buffer.from(e as string, 'base64url');
  const digest = createHash('sha1').update(serializeBytes(modulus)).update(serializeBytes(exponent)).digest();
  const fingerprint = digest.readBigInt64LE(digest.length - 8);
  serverKeys.set(toLong(fingerprint).toString(), {
    n: longFromHex(modulus.toString('hex')),
    e: Number(`0x${exponent.toString('hex')}`),
  });
}
