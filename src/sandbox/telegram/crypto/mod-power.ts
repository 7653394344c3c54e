import { constants, createPublicKey, publicEncrypt } from 'node:crypto';

/** A non-negative number as big-endian bytes, left-padded to `length`. */
export const toBytes = (value: bigint, length: number): Buffer =>
  Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
export const toNumber = (bytes: Buffer): bigint => (bytes.length ? BigInt(`0x${bytes.toString('hex')}`) : 0n);

/**
 * base ** exponent mod modulus as 256 bytes, for odd 2048-bit moduli and 256-byte bases below them. An RSA public
 * operation without padding is exactly this power, in native code and without any check of the modulus.
 * Throws when the base is not below the modulus.
 */
export function modPower(base: Buffer, exponent: Buffer, modulus: Buffer): Buffer {
  const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') };
  return publicEncrypt({ key: createPublicKey({ key: jwk, format: 'jwk' }), padding: constants.RSA_NO_PADDING }, base);
}
