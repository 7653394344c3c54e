import type { RunningShop } from '../../../src/main';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { openOwnerPool } from '../../support/owner-pool';
import { until } from '../../telegram/support/until';

const WITHIN_MS = 5_000;

describe('/readyz, within five seconds,', () => {
  let world: LiveWorld;
  let shop: RunningShop;

  beforeAll(async () => {
    world = await openLiveWorld({ poolNumbers: 1 });
    shop = await startLiveShop(world);
  });
  afterAll(async () => {
    await shop?.shutdown.run('the story is told');
    await world?.close();
  });

  async function says(part: string, isOk: boolean): Promise<void> {
    await until(
      `${part} is called ${isOk ? 'ready' : 'not ready'}`,
      async () => {
        const { checks } = (await (await fetch(`${shop.address}/readyz`)).json()) as {
          checks: Record<string, boolean>;
        };
        return checks[part] === isOk;
      },
      WITHIN_MS,
    );
  }
  const isReady = async () => (await fetch(`${shop.address}/readyz`)).status;

  it('tells of a database that lets nobody in, and that it is back', async () => {
    const buyer = await world.buyer();
    await buyer.asks('/start');
    const name = new URL(world.database.appUrl).pathname.slice(1);
    const app = openOwnerPool(world.database.appUrl, 1);
    await app.pool.query('SELECT 1');
    await world.query(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
    await app.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await says('database', false);
    expect(await isReady()).toBe(503);
    const asked = await buyer.says('/balance');
    await world.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
    await says('database', true);
    // What was said meanwhile is answered.
    await buyer.showsOn(asked + 1, /💳 Balance/);
    await app.close();
  });

  it('tells of a Telegram that swallows everything, and that it answers again', async () => {
    await says('telegram', true);
    const botId = BigInt(world.config.telegram!.botToken.reveal().split(':')[0]!);
    world.telegram.faults.blackHole(botId);
    await says('telegram', false);
    // That one line stays dead; the next one is a good one.
    await says('telegram', true);
  });

  it('tells of a worker that cannot do its work, and that it goes on', async () => {
    await says('worker', true);
    const owner = openOwnerPool(world.database.ownerUrl, 1);
    const session = await owner.pool.connect();
    await session.query('BEGIN');
    await session.query('LOCK TABLE job_ticks IN ACCESS EXCLUSIVE MODE');
    await says('worker', false);
    expect(await isReady()).toBe(503);
    await session.query('ROLLBACK');
    session.release();
    await owner.close();
    await says('worker', true);
    await until('all is well', async () => (await isReady()) === 200, WITHIN_MS);
  });
});
