import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { TelegramSandbox } from '../../../src/sandbox/telegram';
import { sha1, sha256 } from '../../../src/sandbox/telegram/crypto/hashes';
import { igeDecrypt, igeEncrypt } from '../../../src/sandbox/telegram/crypto/ige';
import { telegramCodec } from '../../../src/sandbox/telegram/tl/telegram-schema';
import type { TlObject } from '../../../src/sandbox/telegram/tl/tl-object';
import { IntermediateFraming } from '../../../src/sandbox/telegram/transport/intermediate';
import { eventually } from './eventually';

export interface RawMessage {
  /** Messages with the same number came in the same packet. */
  packet: number;
  msgId: bigint;
  seqNo: number;
  body: Buffer;
}

/** A client that sends exactly what it is told and keeps every message as it came. */
export class RawClient {
  readonly heard: RawMessage[] = [];
  closed = false;
  private readonly socket: Socket;
  private readonly framing = new IntermediateFraming(false);
  private readonly sessionId = randomBytes(8);
  private lastId = 0n;
  private packets = 0;

  constructor(
    sandbox: TelegramSandbox,
    private readonly key: Buffer,
    public salt = 0n,
  ) {
    this.socket = connect(sandbox.port, sandbox.host);
    this.socket.write(Buffer.alloc(4, 0xee));
    this.socket.on('data', (chunk) => {
      for (const packet of this.framing.unframe(chunk)) this.take(packet);
    });
    this.socket.on('close', () => {
      this.closed = true;
    });
  }

  nextId(): bigint {
    const byClock = ((BigInt(Date.now()) << 32n) / 1000n) & ~3n;
    this.lastId = byClock > this.lastId ? byClock : this.lastId + 4n;
    return this.lastId;
  }

  send(body: Buffer | TlObject, msgId = this.nextId()): bigint {
    const bytes = Buffer.isBuffer(body) ? body : telegramCodec().encode(body);
    const head = Buffer.alloc(32);
    head.writeBigInt64LE(this.salt, 0);
    this.sessionId.copy(head, 8);
    head.writeBigInt64LE(msgId, 16);
    head.writeUInt32LE(1, 24);
    head.writeUInt32LE(bytes.length, 28);
    const padding = randomBytes(12 + ((16 - ((32 + bytes.length + 12) % 16)) % 16));
    const plain = Buffer.concat([head, bytes, padding]);
    const msgKey = sha256(this.key.subarray(88, 120), plain).subarray(8, 24);
    const { key, iv } = this.cipher(msgKey, 0);
    this.socket.write(
      this.framing.frame(Buffer.concat([sha1(this.key).subarray(12), msgKey, igeEncrypt(plain, key, iv)])),
    );
    return msgId;
  }

  private cipher(msgKey: Buffer, x: number) {
    const a = sha256(msgKey, this.key.subarray(x, x + 36));
    const b = sha256(this.key.subarray(40 + x, 76 + x), msgKey);
    const key = Buffer.concat([a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)]);
    return { key, iv: Buffer.concat([b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)]) };
  }

  private take(packet: Buffer): void {
    const { key, iv } = this.cipher(packet.subarray(8, 24), 8);
    const plain = igeDecrypt(packet.subarray(24), key, iv);
    this.packets++;
    const body = plain.subarray(32, 32 + plain.readUInt32LE(28));
    if (body.readUInt32LE(0) !== 0x73f1f8dc) {
      this.heard.push({ packet: this.packets, msgId: plain.readBigInt64LE(16), seqNo: plain.readUInt32LE(24), body });
      return;
    }
    for (let at = 8, left = body.readUInt32LE(4); left > 0; left--) {
      const length = body.readUInt32LE(at + 12);
      const inner = body.subarray(at + 16, at + 16 + length);
      this.heard.push({
        packet: this.packets,
        msgId: body.readBigInt64LE(at),
        seqNo: body.readUInt32LE(at + 8),
        body: inner,
      });
      at += 16 + length;
    }
  }

  /** What was answered to a request so far, decoded; rpc_result is taken off. */
  answersTo(msgId: bigint): (TlObject & { packet: number })[] {
    return this.heard
      .filter(({ body }) => body.readUInt32LE(0) === 0xf35c6d01 && body.readBigInt64LE(4) === msgId)
      .map(({ body, packet }) => ({ ...telegramCodec().decode(body.subarray(12)), packet }));
  }

  service(name: string): TlObject[] {
    const id = telegramCodec().schema.named(name).id;
    return this.heard.filter(({ body }) => body.readUInt32LE(0) === id).map(({ body }) => telegramCodec().decode(body));
  }

  /** Learns the salt, as clients do: by being told that theirs is wrong. */
  async learnSalt(): Promise<void> {
    this.send({ _: 'help.getNearestDc' });
    await eventually(() => {
      const told = this.service('bad_server_salt')[0];
      if (!told) throw new Error('no salt yet');
      this.salt = told.newServerSalt;
    });
  }

  close(): void {
    this.socket.destroy();
  }
}
