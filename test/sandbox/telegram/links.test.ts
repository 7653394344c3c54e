import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { Api } from 'telegram';
import { ConnectionTCPAbridged, ConnectionTCPFull, ConnectionTCPObfuscated } from 'telegram/network/connection';
import { startTelegramSandbox, type TelegramSandbox } from '../../../src/sandbox/telegram';
import { AbridgedFraming } from '../../../src/sandbox/telegram/transport/abridged';
import type { Framing } from '../../../src/sandbox/telegram/transport/framing';
import { FullFraming } from '../../../src/sandbox/telegram/transport/full';
import { IntermediateFraming } from '../../../src/sandbox/telegram/transport/intermediate';
import { connectGramjs } from '../../support/telegram-clients';

let sandbox: TelegramSandbox;
beforeAll(async () => {
  sandbox = await startTelegramSandbox();
});
afterAll(() => sandbox.stop());

/** Writes the bytes and resolves with all that comes back until the server closes or the wanted length is there. */
function exchange(bytes: Buffer, wanted = Number.POSITIVE_INFINITY): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = connect(sandbox.port, sandbox.host);
    let answer = Buffer.alloc(0);
    const done = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length >= wanted) done();
    });
    socket.on('error', done);
    socket.on('close', done);
    socket.write(bytes);
    if (wanted === Number.POSITIVE_INFINITY) socket.end();
  });
}

/** req_pq_multi as a plain message. */
function askForPq(): Buffer {
  const packet = Buffer.alloc(40);
  packet.writeBigInt64LE(((BigInt(Date.now()) << 32n) / 1000n) & ~3n, 8);
  packet.writeUInt32LE(20, 16);
  packet.writeUInt32LE(0xbe7e8ef1, 20);
  randomBytes(16).copy(packet, 24);
  return packet;
}

describe('every transport', () => {
  it.each([
    ['full', Buffer.alloc(0), () => new FullFraming()],
    ['abridged', Buffer.from([0xef]), () => new AbridgedFraming()],
    ['intermediate', Buffer.alloc(4, 0xee), () => new IntermediateFraming(false)],
    ['padded intermediate', Buffer.alloc(4, 0xdd), () => new IntermediateFraming(true)],
  ] as [string, Buffer, () => Framing][])('%s begins a key exchange', async (_name, tag, framing) => {
    const asked = askForPq();
    const answer = await exchange(Buffer.concat([tag, framing().frame(asked)]), 80);
    const [packet] = framing().unframe(answer);
    expect(packet!.readUInt32LE(20)).toBe(0x05162463);
    expect(packet!.subarray(24, 40)).toEqual(asked.subarray(24, 40));
  });

  it.each([
    ['full', ConnectionTCPFull],
    ['abridged', ConnectionTCPAbridged],
    ['obfuscated', ConnectionTCPObfuscated],
  ])('%s carries a whole client', async (_name, connection) => {
    const client = await connectGramjs(sandbox, { connection });
    try {
      expect((await client.invoke(new Api.help.GetNearestDc())).thisDc).toBe(2);
    } finally {
      await client.destroy();
    }
  });
});

describe('bytes from strangers', () => {
  it('never bring the server down', async () => {
    const tags = [Buffer.alloc(0), Buffer.from([0xef]), Buffer.alloc(4, 0xee), Buffer.alloc(4, 0xdd)];
    for (let round = 0; round < 120; round++) {
      await exchange(Buffer.concat([tags[round % 4]!, randomBytes(1 + ((round * 37) % 700))]));
    }
    for (const length of [0, 1, 11, 12, 0x7fffffff, 0xffffffff]) {
      const head = Buffer.alloc(8);
      head.writeUInt32LE(length);
      await exchange(head);
      await exchange(Buffer.concat([Buffer.alloc(4, 0xee), head]));
    }
    expect((await exchange(new FullFraming().frame(askForPq()), 80)).length).toBeGreaterThan(80);
  });

  it('are told -404 when no key or no step of an exchange fits', async () => {
    const stranger = new FullFraming().frame(Buffer.concat([randomBytes(8), randomBytes(16), randomBytes(64)]));
    const [refusal] = new FullFraming().unframe(await exchange(stranger));
    expect(refusal!.readInt32LE(0)).toBe(-404);
    const truncated = new FullFraming().frame(askForPq().subarray(0, 28));
    expect(new FullFraming().unframe(await exchange(truncated))[0]!.readInt32LE(0)).toBe(-404);
  });
});
