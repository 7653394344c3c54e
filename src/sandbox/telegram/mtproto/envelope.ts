import { randomBytes } from 'node:crypto';
import { sha256 } from '../crypto/hashes';
import { igeDecrypt, igeEncrypt } from '../crypto/ige';
import type { AuthKey } from './auth-keys';

/** What is inside an encrypted packet. */
export interface InnerMessage {
  salt: bigint;
  sessionId: bigint;
  msgId: bigint;
  seqNo: number;
  body: Buffer;
}

/** MTProto 2.0: x is 0 for what the client sends, 8 for what the server sends. */
function cipherOf(key: Buffer, msgKey: Buffer, x: 0 | 8) {
  const a = sha256(msgKey, key.subarray(x, x + 36));
  const b = sha256(key.subarray(40 + x, 76 + x), msgKey);
  return {
    key: Buffer.concat([a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)]),
    iv: Buffer.concat([b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)]),
  };
}

const msgKeyOf = (key: Buffer, padded: Buffer, x: 0 | 8) =>
  sha256(key.subarray(88 + x, 120 + x), padded).subarray(8, 24);

/** Opens a client's packet; undefined when it was not made with this key or its lengths do not fit. */
export function openEnvelope(authKey: AuthKey, packet: Buffer): InnerMessage | undefined {
  const encrypted = packet.subarray(24);
  if (encrypted.length < 48 || encrypted.length % 16 !== 0) return undefined;
  const msgKey = packet.subarray(8, 24);
  const cipher = cipherOf(authKey.key, msgKey, 0);
  const plain = igeDecrypt(encrypted, cipher.key, cipher.iv);
  if (!msgKeyOf(authKey.key, plain, 0).equals(msgKey)) return undefined;
  const length = plain.readUInt32LE(28);
  const padding = plain.length - 32 - length;
  if (length % 4 !== 0 || padding < 12 || padding > 1024) return undefined;
  return {
    salt: plain.readBigInt64LE(0),
    sessionId: plain.readBigInt64LE(8),
    msgId: plain.readBigInt64LE(16),
    seqNo: plain.readUInt32LE(24),
    body: plain.subarray(32, 32 + length),
  };
}

/** Closes a packet for the client. */
export function sealEnvelope(authKey: AuthKey, message: InnerMessage): Buffer {
  const unpadded = 32 + message.body.length;
  const padding = 12 + ((16 - ((unpadded + 12) % 16)) % 16);
  const plain = Buffer.allocUnsafe(unpadded + padding);
  plain.writeBigInt64LE(message.salt, 0);
  plain.writeBigInt64LE(message.sessionId, 8);
  plain.writeBigInt64LE(message.msgId, 16);
  plain.writeUInt32LE(message.seqNo, 24);
  plain.writeUInt32LE(message.body.length, 28);
  message.body.copy(plain, 32);
  randomBytes(padding).copy(plain, unpadded);
  const msgKey = msgKeyOf(authKey.key, plain, 8);
  const cipher = cipherOf(authKey.key, msgKey, 8);
  return Buffer.concat([Buffer.from(authKey.id, 'hex'), msgKey, igeEncrypt(plain, cipher.key, cipher.iv)]);
}
