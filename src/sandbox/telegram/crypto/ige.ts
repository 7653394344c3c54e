import { createCipheriv } from 'node:crypto';
import { decryptBlock, decryptionSchedule } from './aes-decrypt';

/**
 * AES-256-IGE. `iv` is 32 bytes: the previous ciphertext block, then the previous plaintext block. Lengths are multiples of 16.
 * Encryption is one native CBC pass over p[i] xor p[i-2]: CBC adds c[i-1], the output xor p[i-1] is the IGE block.
 */
export function igeEncrypt(plain: Buffer, key: Buffer, iv: Buffer): Buffer {
  const input = Buffer.from(plain);
  for (let at = input.length - 1; at >= 32; at--) input[at]! ^= plain[at - 32]!;
  for (let at = 16; at < 32 && at < input.length; at++) input[at]! ^= iv[at]!;
  const cipher = createCipheriv('aes-256-cbc', key, iv.subarray(0, 16)).setAutoPadding(false);
  const output = cipher.update(input);
  for (let at = 0; at < 16 && at < output.length; at++) output[at]! ^= iv[16 + at]!;
  for (let at = 16; at < output.length; at++) output[at]! ^= plain[at - 16]!;
  return output;
}

/** The reverse of igeEncrypt; block by block, because each block needs the one before. */
export function igeDecrypt(cipher: Buffer, key: Buffer, iv: Buffer): Buffer {
  const schedule = decryptionSchedule(key);
  const output = Buffer.allocUnsafe(cipher.length);
  const block = new Uint32Array(4);
  const before = [0, 4, 8, 12].map((at) => iv.readUInt32BE(at));
  const plain = [16, 20, 24, 28].map((at) => iv.readUInt32BE(at));
  for (let at = 0; at < cipher.length; at += 16) {
    for (let word = 0; word < 4; word++) block[word] = cipher.readUInt32BE(at + word * 4) ^ plain[word]!;
    decryptBlock(schedule, block);
    for (let word = 0; word < 4; word++) {
      plain[word] = (block[word]! ^ before[word]!) >>> 0;
      before[word] = cipher.readUInt32BE(at + word * 4);
      output.writeUInt32BE(plain[word]!, at + word * 4);
    }
  }
  return output;
}
