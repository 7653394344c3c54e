import { randomUUID } from 'node:crypto';
import { payReferral, referralPayload } from '../../src/usecases/growth/referrals';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { applySnapshot } from '../../src/usecases/payments/read-invoice';
import { refundReceipt } from '../../src/usecases/payments/refund-receipt';
import { startTopUp } from '../../src/usecases/payments/start-top-up';
import { meetUser } from '../../src/usecases/users/meet-user';
import { type ApiShop, CLI_ACTOR, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

const REFERRALS = `query ($from: DateTime!, $to: DateTime!) {
  referralsReport(from: $from, to: $to) { userId invited payers paidIn earned waiting user { firstName } } }`;
const WAYS = `query ($from: DateTime!, $to: DateTime!) {
  waysReport(from: $from, to: $to) { word users payers paidIn revenue } }`;

describe('how people came, over GraphQL', () => {
  let shop: ApiShop;
  let methodId: number;
  let begin: Date;
  let ann: bigint;
  beforeAll(async () => {
    shop = await openApiShop();
    const { app, clock } = shop;
    const [method] = await app.db.sql.rows<{ id: number }>(
      'test.method',
      `INSERT INTO payment_methods (name, protocol, currency, rate, rate_at, is_active, accepts_terms, created_at)
       VALUES ('Bank', 'scripted', 'USD', 1, $1, true, true, $1) RETURNING id`,
      [clock.now()],
    );
    methodId = method!.id;
    await app.db.transact((tx) => tx.settings.put({ key: 'referralPercent', value: 10, at: clock.now() }));
    ann = await comes();
    await clock.advance(86_400_000);
    begin = clock.now();
  });
  afterEach(async () => expect((await verifyBooks(shop.app)).findings).toEqual([]));
  afterAll(() => shop?.close());

  let telegramId = 5_000n;
  async function comes(startPayload?: string): Promise<bigint> {
    telegramId += 1n;
    const names = { firstName: 'Guest', lastName: null, username: null, language: 'en' } as const;
    return (await meetUser(shop.app, { telegramId, ...names, startPayload })).id;
  }
  /** Five dollars; gives the receipt. */
  async function pays(userId: bigint): Promise<bigint> {
    const { app, bank, clock } = shop;
    const order = { key: randomUUID(), userId, methodId, amount: 50_000n, language: 'en', title: 'Balance' };
    const started = await startTopUp(app, order);
    if (started.kind !== 'started') throw new Error(started.kind);
    const receiptKey = randomUUID();
    const { externalId } = started.payment;
    bank.pays(externalId!, { amount: '5.00', receiptKey, arrivedAt: clock.now() });
    await applySnapshot(app, started.method, started.payment, bank.invoices.get(externalId!)!);
    return (await app.db.payments.findReceiptByKey(methodId, receiptKey))!.id;
  }
  const report = async (query: string) => {
    const span = { from: begin.toISOString(), to: new Date(shop.clock.now().getTime() + 1).toISOString() };
    const { data, errors } = await shop.ask(query, span);
    expect(errors).toBeUndefined();
    return data;
  };

  it('says who invited, what these paid in, what was earned and what waits', async () => {
    const { app, clock } = shop;
    const payload = await referralPayload(app, ann);
    const [bob, carl] = [await comes(payload), await comes(payload)];
    await comes(payload);
    await pays(bob);
    const [due] = await app.db.growth.listMaturedReferrals(new Date(clock.now().getTime() + 99 * 86_400_000), 1);
    await clock.advance(15 * 86_400_000);
    expect((await payReferral(app, { id: due! })).kind).toBe('paid');
    await pays(carl);
    const back = await pays(carl);
    await refundReceipt(app, { key: randomUUID(), receiptId: back, reason: '', paidBy: 'cash', actor: CLI_ACTOR });
    expect((await report(REFERRALS)).referralsReport).toEqual([
      {
        ...{ userId: String(ann), invited: 3, payers: 2, paidIn: '10.0000', earned: '0.5000', waiting: '0.5000' },
        user: { firstName: 'Guest' },
      },
    ]);
  });

  it('counts people, payers and revenue by the word of their link', async () => {
    begin = new Date(shop.clock.now().getTime() + 1);
    await shop.clock.advance(1_000);
    const [first] = [await comes('c_spring'), await comes('c_spring'), await comes('anything')];
    await comes();
    await comes(`g_${'A'.repeat(22)}`);
    await comes(await referralPayload(shop.app, ann));
    await pays(first);
    await shop.sale(first, '482913');
    const { waysReport } = await report(WAYS);
    const none = { users: 1, payers: 0, paidIn: '0.0000', revenue: '0.0000' };
    const [{ revenue, ...spring }, ...others] = waysReport;
    expect(spring).toEqual({ word: 'c_spring', users: 2, payers: 1, paidIn: '5.0000' });
    expect(Number(revenue)).toBeGreaterThan(0);
    expect(others).toEqual(['anything', 'g_', 'r_', null].map((word) => ({ word, ...none })));
  });

  it('keeps nothing of what the link of a gift carries', async () => {
    const [kept] = await shop.app.db.sql.rows<{ count: number }>(
      'test.gifts',
      `SELECT count(*)::int AS count FROM users WHERE joined_via LIKE 'g\\_%' AND joined_via <> 'g_'`,
    );
    expect(kept).toEqual({ count: 0 });
  });

  it('is told only to keys with the scope of reports, and people only to those of users', async () => {
    const { address } = shop.server;
    const variables = { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    const ask = async (query: string, ...scopes: Parameters<typeof shop.key>) =>
      (await send(address, { key: await shop.key(...scopes), query, variables })).status;
    expect(await ask(WAYS, 'reports:read')).toBe(200);
    expect(await ask(WAYS, 'promotions:read', 'users:read')).toBe(403);
    expect(await ask(REFERRALS, 'reports:read')).toBe(403);
  });
});
