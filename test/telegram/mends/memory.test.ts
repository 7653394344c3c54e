import { Api, TelegramClient } from 'telegram';
import { MemorySession, StringSession } from 'telegram/sessions';
import { toLong } from '../../../src/bot/telegram/gramjs';
import { ForgetfulSession } from '../../../src/bot/telegram/mends/forgetful-session';
import { dropEntityCache } from '../../../src/bot/telegram/mends/no-entity-cache';
import { SilentLogger } from '../../../src/bot/telegram/mends/silent-logger';
import { PeerBook } from '../../../src/bot/telegram/peers';

const seen = (accessHash: bigint) => ({
  users: [new Api.User({ id: toLong(5n), accessHash: toLong(accessHash), firstName: 'Ann' })],
});

describe('what the package remembers of people', () => {
  it('grows with each update for ever, unless the session forgets (defect 8)', async () => {
    const sizeAfterUpdates = (session: MemorySession) => {
      for (let update = 0; update < 500; update += 1) session.processEntities(seen(1n) as never);
      return (session as unknown as { _entities: Set<unknown> })._entities.size;
    };
    expect(sizeAfterUpdates(new MemorySession())).toBe(500);
    expect(sizeAfterUpdates(await ForgetfulSession.of({ dcId: 2, host: '127.0.0.1', authKey: undefined }))).toBe(0);
  });

  it('keeps the first access hash for ever; ours is the last one (defect 9)', async () => {
    const client = new TelegramClient(new StringSession(''), 1, 'hash', { baseLogger: new SilentLogger() });
    const cache = () =>
      (client as unknown as { _entityCache: { add(o: unknown): void; get(id: unknown): unknown } })._entityCache;
    cache().add(seen(1n));
    cache().add(seen(2n));
    expect(String((cache().get(toLong(5n)) as Api.InputPeerUser).accessHash)).toBe('1');
    dropEntityCache(client);
    cache().add(seen(2n));
    expect(cache().get(toLong(5n))).toBeUndefined();
    const book = new PeerBook({ findPeer: async () => undefined });
    expect(book.learn(seen(1n).users, [])).toHaveLength(1);
    expect(book.learn(seen(1n).users, [])).toHaveLength(0);
    expect(book.learn(seen(2n).users, [])).toHaveLength(1);
    expect(String(((await book.input(5n)) as Api.InputPeerUser).accessHash)).toBe('2');
  });
});
