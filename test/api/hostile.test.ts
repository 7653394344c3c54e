import { type ApiShop, openApiShop } from './support/api-shop';
import { type Call, send } from './support/graphql-client';
import { hostileCalls } from './support/hostile-calls';

describe('hostile requests', () => {
  let shop: ApiShop;
  let key: string;
  beforeAll(async () => {
    shop = await openApiShop();
    await shop.user({ username: 'victim' });
    await shop.sale(await shop.user(), '482913');
    const { SCOPES } = require('../../src/domain/access/scopes') as typeof import('../../src/domain/access/scopes');
    key = await shop.key(...SCOPES);
  });
  afterAll(() => shop?.close());

  it('get a clear answer each, and change nothing', async () => {
    const before = await contents();
    const calls = hostileCalls();
    expect(calls.length).toBeGreaterThanOrEqual(500);
    const wrong: string[] = [];
    for (const { name, call } of calls) {
      const problem = await problemWith(call);
      if (problem) wrong.push(`${name}: ${problem}`);
    }
    expect(wrong).toEqual([]);
    expect(await contents()).toEqual(before);
    expect(shop.log.filter((line) => line.includes('a GraphQL request failed'))).toEqual([]);
    expect((await shop.ask('{ users(first: 1) { totalCount } }')).data.users.totalCount).toBe(2);
  });

  async function problemWith(call: Call): Promise<string | undefined> {
    const before = process.cpuUsage();
    const { status, errors, text } = await send(shop.server.address, { key, ...call });
    const tookMs = process.cpuUsage(before).user / 1_000;
    if (status >= 500) return `status ${status}`;
    if (errors?.some(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR')) return 'masked fault';
    if (!errors?.length || !errors.every(({ message }) => message.length > 0)) return `no error: ${text.slice(0, 100)}`;
    if (/node_modules|\bat .*\.[jt]s:\d+/.test(text)) return 'a stack trace';
    if (text.length > 100_000) return `an answer of ${text.length} bytes`;
    if (tookMs > 5000) return `took ${Math.round(tookMs)} ms of the processor`;
    return undefined;
  }

  async function contents() {
    const tables = [
      'users',
      'wallets',
      'transfers',
      'audit_log',
      'services',
      'countries',
      'offers',
      'routes',
      'providers',
    ];
    const parts = [...tables, 'reservations', 'messages', 'outbox', 'numbers'].map(
      (table) => `(SELECT md5(string_agg(x::text, '|' ORDER BY x::text)) FROM ${table} x) AS ${table}`,
    );
    const [row] = await shop.app.db.sql.rows<Record<string, string>>('test.contents', `SELECT ${parts.join(', ')}`);
    return row;
  }
});
