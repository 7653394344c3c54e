import { ConfigError, Secret } from '../../../src/config';
import type { RunningShop } from '../../../src/main';
import { openDatabase } from '../../../src/open-database';
import { silentLogger } from '../../../src/platform/logger';
import { buysTelegram, buysWhatsApp } from '../../support/buyer-walks';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { startTransactionPooler, type TransactionPooler } from '../../support/transaction-pooler';

describe('a shop whose database stands behind a proxy that pools transactions', () => {
  let world: LiveWorld;
  let pooler: TransactionPooler;
  let database: LiveWorld['config']['database'];
  let shop: RunningShop;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    pooler = await startTransactionPooler({ url: world.database.appUrl, connections: 4 });
    database = {
      ...world.config.database,
      url: new Secret(pooler.through(world.database.appUrl)),
      isPooled: true,
    };
    shop = await startLiveShop({ ...world, config: { ...world.config, database } });
  });
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await pooler?.stop();
    await world?.close();
  });

  it('sells from the pool and on demand, and brings the codes', async () => {
    const [one, other] = await Promise.all([world.buyer(), world.buyer()]);
    const [pooled, asked] = await Promise.all([buysWhatsApp(one), buysTelegram(other)]);
    world.inbox.receive(pooled.phone, 'Your WhatsApp code is 314-159');
    world.classic.receive(asked.phone, 'Telegram code 27182');
    await Promise.all([one.reads(/^🔑 314-159/), other.reads(/^🔑 27182/)]);
    await world.booksBalance(shop);
  });

  it('uses every connection of the proxy, none of them as its own', () => {
    expect(pooler.transactions).toHaveLength(4);
    for (const count of pooler.transactions) expect(count).toBeGreaterThan(10);
  });

  it('is told what to set when it takes the proxy for the server itself', async () => {
    const config = { ...world.config, database: { ...database, isPooled: false } };
    const opening = openDatabase(config, silentLogger);
    await expect(opening).rejects.toThrow(ConfigError);
    await expect(opening).rejects.toThrow(/DATABASE_URL: a proxy that pools.*DATABASE_POOLER=transaction/);
  });
});
