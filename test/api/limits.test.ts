import { spawnSync } from 'node:child_process';
import { Client } from 'pg';
import { projectRoot } from '../support/project-root';
import { until } from '../telegram/support/until';
import { type ApiShop, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

const USERS = '{ users { edges { node { id } } } }';

describe('what a request may take', () => {
  let shop: ApiShop;
  let owner: Client;
  /** Sees what others run; outside of the owner's transactions, where what is seen stands still. */
  let watcher: Client;
  beforeAll(async () => {
    shop = await openApiShop();
    owner = new Client({ connectionString: shop.database.ownerUrl });
    watcher = new Client({ connectionString: shop.database.adminUrl });
    await Promise.all([owner.connect(), watcher.connect()]);
  });
  afterAll(async () => {
    await Promise.all([owner?.end(), watcher?.end()]);
    await shop?.close();
  });

  /** Statements of the program that wait for the owner of the lock: what signs a key in, or reads settings, does not. */
  async function running(): Promise<number> {
    const { rows } = await watcher.query(
      `SELECT count(*)::integer AS n FROM pg_stat_activity
       WHERE datname = current_database() AND usename = 'numbershop_app' AND wait_event_type = 'Lock'`,
    );
    return rows[0].n;
  }

  const whenRunning = (count: number) => until(`${count} statements wait`, async () => (await running()) === count);

  /** Nobody can read users meanwhile, so every query of them runs until it is stopped. */
  async function whileUsersAreLocked(work: () => Promise<void>): Promise<void> {
    await owner.query('BEGIN; LOCK TABLE users, wallets IN ACCESS EXCLUSIVE MODE');
    try {
      await work();
    } finally {
      await owner.query('ROLLBACK');
    }
  }

  it('ends in Postgres itself when its time is up, and is told so', async () => {
    await whileUsersAreLocked(async () => {
      const asked = shop.ask(USERS);
      await whenRunning(1);
      await shop.clock.advance(15_000);
      const { errors } = await asked;
      expect(errors![0]!.extensions.code).toBe('TIMED_OUT');
      expect(errors![0]!.message).toContain('15 s');
      await whenRunning(0);
    });
    expect((await shop.ask(USERS)).errors).toBeUndefined();
    expect(shop.log.join('')).not.toContain('a GraphQL request failed');
  });

  it('ends in Postgres itself when its caller goes away', async () => {
    await whileUsersAreLocked(async () => {
      const leaving = new AbortController();
      const key = await shop.key('users:read');
      const asked = fetch(`${shop.server.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query: USERS }),
        signal: leaving.signal,
      });
      await whenRunning(1);
      leaving.abort();
      await expect(asked).rejects.toThrow();
      await whenRunning(0);
    });
    expect((await shop.ask(USERS)).errors).toBeUndefined();
  });

  it('does not stop a mutation whose caller went away: the money is there once', async () => {
    const userId = await shop.user();
    const key = await shop.key('wallet:write');
    const query = `mutation { addBalance(input: {idempotencyKey: "left", userId: "${userId}", amount: "5"}) { __typename } }`;
    await whileUsersAreLocked(async () => {
      const leaving = new AbortController();
      const asked = fetch(`${shop.server.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query }),
        signal: leaving.signal,
      });
      await whenRunning(1);
      leaving.abort();
      await expect(asked).rejects.toThrow();
      expect(await running()).toBe(1);
    });
    const available = async () =>
      (await shop.ask(`{ wallet(userId: "${userId}") { available } }`)).data.wallet.available;
    await until('the money is there', async () => (await available()) === '5.0000');
    const { data } = await send(shop.server.address, { key, query });
    expect(data.addBalance.__typename).toBe('BalanceAdded');
    expect(await available()).toBe('5.0000');
  });

  it('is at most half of the connections, so that the shop goes on selling', async () => {
    await whileUsersAreLocked(async () => {
      const asked = Array.from({ length: 12 }, () => shop.ask(USERS));
      await whenRunning(4);
      const [row] = await shop.app.db.sql.rows<{ one: number }>('test.one', 'SELECT 1 AS one');
      expect(row).toEqual({ one: 1 });
      expect(await running()).toBe(4);
      await shop.clock.advance(15_000);
      for (const answer of await Promise.all(asked)) expect(answer.errors![0]!.extensions.code).toBe('TIMED_OUT');
      await whenRunning(0);
    });
  });

  it.each([
    ['aliases', `{ ${Array.from({ length: 51 }, (_, i) => `a${i}: __typename`).join(' ')} }`],
    ['directives', `{ users { totalCount ${'@include(if: true) '.repeat(51)} } }`],
    ['variables', `query (${Array.from({ length: 101 }, (_, i) => `$v${i}: Int`).join(' ')}) { __typename }`],
    ['repeated fields', `{ ${'__typename '.repeat(52)} }`],
    ['fragment spreads', `{ ${'...A '.repeat(201)} } fragment A on Query { __typename }`],
    ['operations', Array.from({ length: 21 }, (_, i) => `query Q${i} { __typename }`).join(' ')],
    ['fragments', `{ __typename } ${Array.from({ length: 51 }, (_, i) => `fragment F${i} on User { id }`).join(' ')}`],
  ])('has a limit on %s', async (name, query) => {
    const { status, errors, headers } = await shop.ask(query);
    expect([status, errors![0]!.extensions.code]).toEqual([400, 'TOO_COMPLEX']);
    expect(errors![0]!.message).toContain(name);
    expect(errors![0]!.extensions.requestId).toBe(headers.get('x-request-id'));
  });

  it('lets any number of reads of a document listen for its end, without a warning', () => {
    // In a process of its own: the runner's hears nothing of warnings.
    const reads = `const { RequestLife } = require('./src/api/request-life');
      const { systemClock } = require('./src/platform/system-clock');
      const { signal } = new RequestLife(systemClock, 1_000, () => undefined);
      for (let read = 0; read < 20; read += 1) signal.addEventListener('abort', () => read);`;
    const args = ['-r', './scripts/run-typescript.js', '-e', reads];
    expect(spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  it('has a limit on wrong keys from one address, which known keys do not feel', async () => {
    const good = await shop.key('users:read');
    const status = async (key: string) => (await send(shop.server.address, { key, query: USERS })).status;
    expect(await status(good)).toBe(200);
    const wrong = (n: number) => `nsk_${String(n).padStart(43, 'x')}`;
    for (let i = 0; i < 20; i += 1) {
      expect(await status(wrong(i))).toBe(401);
      await shop.clock.advance(10);
    }
    const refused = await send(shop.server.address, { key: wrong(20), query: USERS });
    expect([refused.status, refused.errors![0]!.extensions.code]).toEqual([429, 'THROTTLED']);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    for (let i = 0; i < 30; i += 1) {
      await shop.clock.advance(10);
      expect(await status(wrong(30 + i))).toBe(429);
    }
    await shop.clock.advance(seconds * 1_000);
    expect(await status(wrong(60))).toBe(401);
    expect(await status(wrong(61))).toBe(429);
    expect(await status(good)).toBe(200);
    await shop.clock.advance(10_000);
    expect(await status(wrong(21))).toBe(401);
    expect(await status(good)).toBe(200);
  });

  it('counts wrong keys that come all at once like those that come one by one, and lets as many right ones in', async () => {
    const fresh = await openApiShop();
    try {
      const status = async (key: string) => (await send(fresh.server.address, { key, query: USERS })).status;
      const right = await Promise.all(Array.from({ length: 45 }, () => fresh.key('users:read')));
      expect(await Promise.all(right.map(status))).toEqual(right.map(() => 200));
      const wrong = Array.from({ length: 100 }, (_, n) => `nsk_${String(n).padStart(43, 'y')}`);
      const answers = await Promise.all(wrong.map(status));
      expect([401, 429].map((one) => answers.filter((answer) => answer === one).length)).toEqual([20, 80]);
    } finally {
      await fresh.close();
    }
  });

  it('ends within a second when another process revokes the key', async () => {
    const key = await shop.key('users:read');
    const status = async () => (await send(shop.server.address, { key, query: USERS })).status;
    expect(await status()).toBe(200);
    const { rows } = await owner.query('SELECT max(id) AS id FROM api_keys');
    await shop.app.db.apiKeys.revoke(rows[0].id, shop.clock.now());
    await shop.clock.advance(1_000);
    expect(await status()).toBe(401);
  });
});
