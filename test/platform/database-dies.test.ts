import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type SandboxProcess, sandboxProcess } from '../support/sandbox-process';
import { until } from '../telegram/support/until';

describe('a shop whose embedded database dies', () => {
  let shop: SandboxProcess;
  let key: string;

  beforeAll(async () => {
    shop = await sandboxProcess({ env: { LOG_LEVEL: 'info' } });
    key = ((await (await fetch(`${shop.origin}/sandbox`)).json()) as { adminApiKey: string }).adminApiKey;
  }, 180_000);
  afterAll(() => shop?.close());

  const ask = async (query: string): Promise<unknown> => {
    const response = await fetch(`${shop.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query }),
    });
    return ((await response.json()) as { data?: unknown }).data;
  };

  it('has it back while requests are under way, and goes on with all that it does', async () => {
    for (let death = 0; death < 3; death += 1) {
      const asking = Array.from({ length: 20 }, () =>
        ask('{ users(first: 50) { edges { node { id } } } }').catch(() => 0),
      );
      const pid = shop.databasePid();
      process.kill(pid, 'SIGQUIT');
      await until(
        'the shop is ready again',
        async () => existsSync(pidFile()) && shop.databasePid() !== pid && (await shop.statusOf('/readyz')) === 200,
      );
      await Promise.all(asking);
      expect(await ask('{ health { isReady } }')).toEqual({ health: { isReady: true } });
    }
    expect(shop.child.exitCode).toBeNull();
    expect(shop.words()).toContain('the embedded PostgreSQL is back');
  }, 60_000);

  it('has it back when somebody told it to stop: it would wait for the shop for ever, and let nobody new in', async () => {
    const pid = shop.databasePid();
    process.kill(pid, 'SIGTERM');
    await until(
      'another one serves, and the shop is ready',
      async () => existsSync(pidFile()) && shop.databasePid() !== pid && (await shop.statusOf('/readyz')) === 200,
    );
    expect(await ask('{ health { isReady } }')).toEqual({ health: { isReady: true } });
    expect(shop.words()).toContain('was told to stop by somebody else');
  }, 30_000);

  it('ends with a word and a failure when it dies again and again, and leaves nothing running', async () => {
    for (let pid = 0; shop.child.exitCode === null; ) {
      await until(
        'another one serves, or the shop has ended',
        () => shop.child.exitCode !== null || (existsSync(pidFile()) && shop.databasePid() !== pid),
      );
      if (shop.child.exitCode !== null) break;
      pid = shop.databasePid();
      try {
        process.kill(pid, 'SIGQUIT');
      } catch {
        // it was the last one, and is gone
      }
    }
    expect(await shop.exited).toBe(1);
    expect(shop.words()).toMatch(/died 6 times in a row/);
    expect(shop.words()).toContain('the shop ends, since its database does not live');
  }, 90_000);

  const pidFile = () => join(shop.dataDir, 'postgres/cluster/postmaster.pid');
});
