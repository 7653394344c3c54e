import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config';
import { SecretBox } from '../../src/platform/secret-box';
import { type PaymentSimulator, startStripeSimulator } from '../../src/sandbox/payments';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { openOwnerPool } from '../support/owner-pool';
import { runShopTool } from '../support/shop-tools';

const TODAY = () => new Date().toISOString().slice(0, 10);

describe('npm run shop -- reconcile', () => {
  let database: TestDatabase;
  let dataDir: string;
  let stripe: PaymentSimulator;
  let owner: ReturnType<typeof openOwnerPool>;
  const shop = (...args: string[]) => runShopTool(database, dataDir, ['reconcile', ...args]);

  beforeAll(async () => {
    database = await openTestDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'numbershop-cli-'));
    stripe = await startStripeSimulator({ apiKey: 'sk_test_1', webhookKey: 'whsec' });
    owner = openOwnerPool(database.ownerUrl, 1);
  });
  afterAll(async () => {
    await owner?.close();
    await stripe?.stop();
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('has nothing to compare in a shop without ways to pay, and refuses a day that is none', async () => {
    expect(await shop()).toMatchObject({ code: 0 });
    expect(await shop('--day', '2026-02-30')).toMatchObject({
      code: 2,
      complained: expect.stringContaining('"2026-02-30" is no day'),
    });
    expect((await shop('--day', '2999-01-01')).complained).toContain('has not begun yet');
    expect(await shop('--method', 'Stripe')).toMatchObject({ code: 2 });
  });

  it('names each difference with what to do, and ends with 1', async () => {
    const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, DATA_DIR: dataDir };
    const box = new SecretBox(loadConfig(env).secretKey);
    await owner.pool.query(
      `INSERT INTO payment_methods (name, protocol, base_url, api_key_sealed, webhook_key_sealed, currency, rate, rate_at,
         is_active, accepts_terms, created_at) VALUES ('Cards', 'stripe', $1, $2, $2, 'USD', 1, now(), true, true, now())`,
      [stripe.baseUrl, box.seal('sk_test_1')],
    );
    expect(await shop('--day', TODAY())).toMatchObject({
      code: 0,
      printed: expect.stringContaining('0 difference(s)'),
    });
    const session = await fetch(`${stripe.baseUrl}/v1/checkout/sessions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_1' },
      body: new URLSearchParams({
        ...{ client_reference_id: 'of-another-shop', 'line_items[0][price_data][currency]': 'usd' },
        'line_items[0][price_data][unit_amount]': '700',
      }),
    });
    const { id } = (await session.json()) as { id: string };
    stripe.act(id, 'pay');
    const said = await shop('--day', TODAY(), '--method', 'cards');
    expect(said.code).toBe(1);
    expect(said.complained).toMatch(
      /^Cards: nobody's: 7\.00 USD came as pi_\w+ \(invoice cs_test_\w+\).*another shop/m,
    );
    const json = await shop('--day', TODAY(), '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.printed)).toMatchObject({
      ...{ day: TODAY(), isOver: false, isWhole: true, differences: 1 },
      methods: [{ name: 'Cards', theirs: 1, ours: 0, found: [{ kind: 'nobodys', there: '7.00 USD' }] }],
    });
  });

  it('does not call a day good when a provider does not answer', async () => {
    stripe.faults.next({ kind: 'status', status: 503 }, { times: 3 });
    const said = await shop('--day', TODAY());
    expect(said.code).toBe(1);
    expect(said.complained).toContain('Cards: NOT compared: unavailable');
  });
});
