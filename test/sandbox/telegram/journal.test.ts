import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bigInt from 'big-integer';
import { Api } from 'telegram';
import { startTelegramSandbox } from '../../../src/sandbox/telegram';
import { connectGramjs, connectGramjsBot } from '../../support/telegram-clients';

const token = '7100000020:journal';

describe('a data centre that is killed and started again', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'telegram-journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('still knows keys, chats, pts, channels and used random ids', async () => {
    const journalPath = join(folder, 'telegram.jsonl');
    const first = await startTelegramSandbox({ journalPath });
    const botId = first.createBot({ token, username: 'journal_bot', name: 'J' }).id;
    const person = first.createUser({ phone: '+10000000031', firstName: 'Kim' });
    const channel = first.createChannel({
      title: 'Kept',
      username: 'kept_room',
      creatorId: person.id,
      kind: 'channel',
    });
    first.setAdmin(channel.id, botId);
    const { stringSession } = first.sessionFor(person.id);
    const user = await connectGramjs(first, { session: stringSession });
    const bot = await connectGramjsBot(first, token);
    const randomId = bigInt(31);
    await user.sendMessage('journal_bot', { message: 'before' });
    await bot.invoke(new Api.messages.SendMessage({ peer: person.id.toString(), message: 'kept', randomId }));
    const state = await bot.invoke(new Api.updates.GetState());
    const botSession = (bot.session as unknown as { save(): string }).save();
    await user.destroy();
    await bot.destroy();
    // No stop: a killed process closes nothing, and may leave half a line.
    appendFileSync(journalPath, '["account","half a li');

    const second = await startTelegramSandbox({ journalPath });
    try {
      expect(second.publicKeyPem).toBe(first.publicKeyPem);
      expect(second.createBot({ token, username: 'journal_bot', name: 'J' }).id).toBe(botId);
      expect(second.createUser({ phone: '+10000000031', firstName: 'Kim' })).toEqual(person);
      expect(second.history(person.id, botId).map((message) => message.text)).toEqual(['before', 'kept']);
      const again = await connectGramjs(second, { session: botSession });
      expect(await again.invoke(new Api.updates.GetState())).toMatchObject({ pts: state.pts, qts: state.qts });
      const peer = new Api.InputPeerUser({ userId: bigInt(person.id.toString()), accessHash: bigInt.zero });
      const repeat = again.invoke(new Api.messages.SendMessage({ peer, message: 'kept', randomId }));
      await expect(repeat).rejects.toThrow('RANDOM_ID_DUPLICATE');
      const missed = await again.invoke(new Api.updates.GetDifference({ pts: state.pts - 2, qts: 1, date: 1 }));
      expect((missed as Api.updates.Difference).newMessages).toHaveLength(2);
      const full = await again.invoke(new Api.channels.GetFullChannel({ channel: 'kept_room' }));
      expect((full.fullChat as Api.ChannelFull).adminsCount).toBe(2);
      await again.destroy();
    } finally {
      await second.stop();
      await first.stop();
    }
  });

  it('drops the oldest messages of a long chat', async () => {
    const sandbox = await startTelegramSandbox({ maxMessagesPerChat: 5, now: () => 1_700_000_000_000 });
    const botId = sandbox.createBot({ token, username: 'journal_bot', name: 'J' }).id;
    const person = sandbox.createUser({ phone: '+10000000031', firstName: 'Kim' });
    const user = await connectGramjs(sandbox, { session: sandbox.sessionFor(person.id).stringSession });
    try {
      for (let index = 0; index < 8; index++) await user.sendMessage('journal_bot', { message: `m${index}` });
      const kept = sandbox.history(person.id, botId);
      expect(kept.map((message) => message.text)).toEqual(['m3', 'm4', 'm5', 'm6', 'm7']);
      expect(kept[0]!.date).toBe(1_700_000_000);
    } finally {
      await user.destroy();
      await sandbox.stop();
    }
  });
});
