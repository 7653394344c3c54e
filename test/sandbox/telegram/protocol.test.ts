import { gzipSync } from 'node:zlib';
import { AuthKey } from 'telegram/crypto/AuthKey.js';
import { StringSession } from 'telegram/sessions/index.js';
import { startTelegramSandbox, type TelegramSandbox } from '../../../src/sandbox/telegram';
import { telegramCodec } from '../../../src/sandbox/telegram/tl/telegram-schema';
import { TlWriter } from '../../../src/sandbox/telegram/tl/tl-writer';
import { eventually } from './eventually';
import { RawClient } from './raw-client';

describe('the protocol, message by message', () => {
  let sandbox: TelegramSandbox;
  let client: RawClient;
  let unknown: string[];

  beforeEach(async () => {
    unknown = [];
    const log = (event: string, facts: Record<string, unknown>) =>
      event === 'telegram.method_unknown' && unknown.push(String(facts.method));
    sandbox = await startTelegramSandbox({ log: (event, facts) => void log(event, facts) });
    const { id } = sandbox.createUser({ phone: '+10000000041', firstName: 'Raw' });
    client = new RawClient(sandbox, sandbox.sessionFor(id).authKey);
    await client.learnSalt();
  });
  afterEach(async () => {
    client.close();
    await sandbox.stop();
  });

  const answered = (msgId: bigint, times = 1) => eventually(() => expect(client.answersTo(msgId)).toHaveLength(times));

  it('announces a session once, and numbers its messages odd and rising', async () => {
    await answered(client.send({ _: 'help.getNearestDc' }));
    expect(client.service('new_session_created')).toHaveLength(1);
    const ids = client.heard.map((message) => message.msgId);
    expect(ids.every((id) => id % 2n === 1n)).toBe(true);
    expect([...ids].sort((one, other) => (one < other ? -1 : 1))).toEqual(ids);
  });

  it('answers a repeated message id again without running it again', async () => {
    const msgId = client.send({ _: 'help.getNearestDc' });
    await answered(msgId);
    client.send({ _: 'help.getNearestDc' }, msgId);
    await answered(msgId, 2);
    expect(sandbox.calls.count('help.getNearestDc')).toBe(1);
  });

  it('answers a container in a container, errors among the rest', async () => {
    const writer = new TlWriter();
    const ids = Array.from({ length: 5 }, () => client.nextId());
    writer.uint(0x73f1f8dc);
    writer.uint(ids.length);
    for (const [index, id] of ids.entries()) {
      const body = telegramCodec().encode(
        index === 2 ? { _: 'messages.getAllStickers', hash: 0n } : { _: 'help.getNearestDc' },
      );
      writer.long(id);
      writer.uint(index * 2 + 1);
      writer.uint(body.length);
      writer.raw(body);
    }
    client.send(writer.finish());
    for (const id of ids) await answered(id);
    const answers = ids.map((id) => client.answersTo(id)[0]!);
    expect(answers.map((answer) => answer._)).toEqual([
      'nearestDc',
      'nearestDc',
      'rpc_error',
      'nearestDc',
      'nearestDc',
    ]);
    expect(new Set(answers.map((answer) => answer.packet)).size).toBe(1);
    expect(answers[2]!.errorMessage).toContain('messages.getAllStickers');
    expect(unknown).toEqual(['messages.getAllStickers']);
  });

  it('waits for the request that another one names, and fails with it', async () => {
    const failing = client.send({ _: 'contacts.resolveUsername', username: 'nobody' });
    const after = client.send({ _: 'invokeAfterMsg', msgId: failing, query: { _: 'help.getNearestDc' } });
    await answered(after);
    expect(client.answersTo(after)[0]).toMatchObject({ _: 'rpc_error', errorMessage: 'MSG_WAIT_FAILED' });
  });

  it('answers pings, salts, states, drops and foreign sessions', async () => {
    client.send({ _: 'ping', pingId: 5n });
    client.send({ _: 'get_future_salts', num: 3 });
    client.send({ _: 'msgs_state_req', msgIds: [12n] });
    client.send({ _: 'destroy_session', sessionId: 99n });
    const drop = client.send({ _: 'rpc_drop_answer', reqMsgId: 12n });
    await answered(drop);
    expect(client.service('pong')[0]).toMatchObject({ pingId: 5n });
    expect(client.service('future_salts')[0]!.salts).toHaveLength(3);
    expect(client.service('msgs_state_info')[0]!.info).toEqual(Buffer.from([1]));
    expect(client.service('destroy_session_none')).toHaveLength(1);
    expect(client.answersTo(drop)[0]!._).toBe('rpc_answer_unknown');
  });

  it('unpacks packed requests, and refuses what it cannot read', async () => {
    const writer = new TlWriter();
    writer.uint(0x3072cfa1);
    writer.bytes(gzipSync(telegramCodec().encode({ _: 'help.getNearestDc' })));
    await answered(client.send(writer.finish()));
    const garbage = client.send(Buffer.from('deadbeef00000000', 'hex'));
    await answered(garbage);
    expect(client.answersTo(garbage)[0]!.errorMessage).toMatch(/^INPUT_METHOD_INVALID_/);
    const truncated = client.send(
      telegramCodec().encode({ _: 'contacts.resolveUsername', username: 'a long enough name' }).subarray(0, 12),
    );
    await answered(truncated);
    expect(client.answersTo(truncated)[0]!.errorMessage).toBe('INPUT_REQUEST_INVALID');
    client.send({ _: 'ping', pingId: 1n }, client.nextId() + 1n);
    await eventually(() => expect(client.service('bad_msg_notification')[0]).toMatchObject({ errorCode: 18 }));
  });

  it.each([1, 150, 198, 214, 229])('takes a client of layer %i, and answers in its own', async (asked) => {
    const msgId = client.send({ _: 'invokeWithLayer', layer: asked, query: { _: 'help.getNearestDc' } });
    await answered(msgId);
    expect(client.answersTo(msgId)[0]).toMatchObject({ _: 'nearestDc' });
  });

  it('listens where the own session of a stock client can keep it', async () => {
    const others = await Promise.all(Array.from({ length: 10 }, () => startTelegramSandbox()));
    for (const { host, port } of [sandbox, ...others]) {
      const session = new StringSession('');
      session.setDC(2, host, port);
      session.setAuthKey(new AuthKey(Buffer.alloc(256, 1)), 2);
      expect(new StringSession(session.save()).save()).toBe(session.save());
    }
    await Promise.all(others.map((other) => other.stop()));
  });

  it('refuses what is no layer', async () => {
    const msgId = client.send({ _: 'invokeWithLayer', layer: 0, query: { _: 'help.getNearestDc' } });
    await answered(msgId);
    expect(client.answersTo(msgId)[0]!.errorMessage).toBe('CONNECTION_LAYER_INVALID');
  });

  it('is not harmed by five hundred malformed requests', async () => {
    for (let round = 0; round < 500; round++) {
      const bytes = Buffer.alloc(4 * (1 + (round % 40)));
      for (let at = 0; at < bytes.length; at++) bytes[at] = (round * 31 + at * 17) & 255;
      bytes.writeUInt32LE(telegramCodec().schema.named('messages.sendMessage').id, 0);
      client.send(bytes);
    }
    await answered(client.send({ _: 'help.getNearestDc' }));
  });
});
