import { reportPeople } from '../../src/database/queries/reports/people';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { noteStep } from '../../src/usecases/users/note-step';
import { type ApiShop, openApiShop } from './support/api-shop';

const HOUR_MS = 3_600_000;

describe('reports', () => {
  let shop: ApiShop;
  let ann: bigint;
  let bob: bigint;
  let from: string;
  let to: string;
  beforeAll(async () => {
    shop = await openApiShop();
    from = new Date(Math.floor(shop.clock.now().getTime() / (24 * HOUR_MS)) * 24 * HOUR_MS).toISOString();
    [ann, bob] = [await shop.user({ firstName: 'Ann' }), await shop.user({ firstName: 'Bob' })];
    await noteStep(shop.app, { userId: ann, step: 'OPENED' });
    await noteStep(shop.app, { userId: ann, step: 'CHOSE' });
    const refunded = await shop.sale(ann, '111111');
    await shop.sale(ann, '222222');
    await shop.clock.advance(24 * HOUR_MS);
    await noteStep(shop.app, { userId: ann, step: 'OPENED' });
    await noteStep(shop.app, { userId: bob, step: 'OPENED' });
    await noteStep(shop.app, { userId: bob, step: 'OPENED' });
    await shop.sale(bob);
    await shop.sale(bob, '333333');
    await shop.ask(
      `mutation { refundReservation(input: {idempotencyKey: "r", reservationId: "${refunded}"}) { __typename } }`,
    );
    to = new Date(Date.parse(from) + 2 * 24 * HOUR_MS).toISOString();
  });
  afterAll(async () => {
    expect((await verifyBooks(shop.app)).findings).toEqual([]);
    await shop.close();
  });

  const ask = async (query: string, variables: object = {}) => {
    const { data, errors } = await shop.ask(query, { from, to, ...variables });
    expect(errors).toBeUndefined();
    return data;
  };

  it('tell what was earned on each day, the empty ones too', async () => {
    const later = new Date(Date.parse(to) + 24 * HOUR_MS).toISOString();
    const { moneyReport: days } = await ask(
      `query ($from: DateTime!, $to: DateTime!) { moneyReport(from: $from, to: $to) {
        start sales refunds revenue margin held released salesCount refundsCount } }`,
      { to: later },
    );
    const [price] = await shop.app.db.sql.rows<{ text: string }>(
      'test.price',
      'SELECT (price / 10000.0)::numeric(12, 4)::text AS text FROM reservations LIMIT 1',
    );
    const times = (n: number) => (Number(price!.text) * n).toFixed(4);
    expect(days.map(({ start }: { start: string }) => start)).toEqual(
      [0, 1, 2].map((n) => new Date(Date.parse(from) + n * 24 * HOUR_MS).toISOString()),
    );
    expect(days[0]).toMatchObject({
      sales: times(2),
      refunds: '0.0000',
      revenue: times(2),
      salesCount: 2,
      held: times(2),
    });
    expect(days[1]).toMatchObject({
      sales: times(1),
      refunds: times(1),
      revenue: '0.0000',
      salesCount: 1,
      refundsCount: 1,
    });
    expect(days[2]).toMatchObject({ sales: '0.0000', salesCount: 0 });
  });

  it('count days by the calendar of a time zone', async () => {
    const query = `query ($from: DateTime!, $to: DateTime!, $zone: String!, $interval: ReportInterval!) {
      moneyReport(from: $from, to: $to, timeZone: $zone, interval: $interval) { start salesCount } }`;
    const spring = { from: '2026-03-28T23:00:00Z', to: '2026-03-30T22:00:00Z', zone: 'Europe/Berlin' };
    const { moneyReport: days } = await ask(query, { ...spring, interval: 'DAY' });
    expect(days.map(({ start }: { start: string }) => start)).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    const { moneyReport: hours } = await ask(query, { ...spring, interval: 'HOUR' });
    expect(hours).toHaveLength(47); // the clocks went forward in between
    const { moneyReport: weeks } = await ask(query, { ...spring, interval: 'WEEK' });
    expect(weeks[0].start).toBe('2026-03-22T23:00:00.000Z'); // a Monday in Berlin
  });

  it('tell how reservations went and how long codes took', async () => {
    const { successReport } = await ask(
      `query ($from: DateTime!, $to: DateTime!) { successReport(by: SERVICE, from: $from, to: $to) {
        name reserved completed open tries wins successRate medianSecondsToCode } }`,
    );
    expect(successReport).toEqual([
      {
        name: 'WhatsApp',
        reserved: 4,
        completed: 3,
        open: 1,
        tries: 3,
        wins: 3,
        successRate: 1,
        medianSecondsToCode: 0,
      },
    ]);
    for (const by of ['COUNTRY', 'PROVIDER', 'OFFER']) {
      const query = `query ($from: DateTime!, $to: DateTime!) { successReport(by: ${by}, from: $from, to: $to) { name reserved } }`;
      const { successReport: rows } = await ask(query);
      expect(rows).toHaveLength(1);
      expect(rows[0].reserved).toBe(4);
    }
  });

  it('tell how far people came: somebody who came on two days is one', async () => {
    const { funnelReport, usersReport } = await ask(
      `query ($from: DateTime!, $to: DateTime!) {
        funnelReport(from: $from, to: $to) { newUsers opened chose reserved completed }
        usersReport(from: $from, to: $to) { start newUsers opened chose reserved completed } }`,
    );
    expect(funnelReport).toEqual({ newUsers: 2, opened: 2, chose: 1, reserved: 2, completed: 2 });
    expect(usersReport.map(({ start, ...counts }: { start: string }) => counts)).toEqual([
      { newUsers: 2, opened: 1, chose: 1, reserved: 1, completed: 1 },
      { newUsers: 0, opened: 2, chose: 0, reserved: 1, completed: 1 },
    ]);
    const range = {
      from: shop.clock.now(),
      to: new Date(shop.clock.now().getTime() + HOUR_MS / 2),
      interval: 'HOUR',
      timeZone: 'Asia/Kolkata',
    } as const;
    expect((await reportPeople(shop.app.db, range))[0]).toMatchObject({ opened: 2 });
  });

  it('tell who paid most, and what buyers have with us', async () => {
    const { topUsers, moneyNow } = await ask(
      `query ($from: DateTime!, $to: DateTime!) {
        topUsers(from: $from, to: $to) { user { firstName } purchases refunds }
        moneyNow { openReservations wallets held } }`,
    );
    expect(topUsers).toHaveLength(2);
    expect(topUsers).toContainEqual({ user: { firstName: 'Ann' }, purchases: 2, refunds: 1 });
    expect(moneyNow).toMatchObject({ openReservations: 1, wallets: 2 });
  });

  it('tell how providers do', async () => {
    const { providerHealth } = await ask(
      '{ providerHealth { name openReservations completed failed provider { protocol } } }',
    );
    expect(providerHealth).toEqual([
      { name: 'own', openReservations: 1, completed: 1, failed: 0, provider: { protocol: 'generic_inbox' } },
    ]);
  });

  it.each([
    ['an end before the beginning', { to: '2020-01-01T00:00:00Z' }, 'from must be before to.'],
    ['a zone that nobody knows', { zone: 'Mars/Olympus' }, 'timeZone must be an IANA name'],
    ['an offset instead of a zone', { zone: '+03:00' }, 'timeZone must be an IANA name'],
    ['more points than anybody reads', { from: '2000-01-01T00:00:00Z' }, 'at most 750 are given'],
  ])('are refused for %s, with what to give instead', async (_situation, variables, words) => {
    const query = `query ($from: DateTime!, $to: DateTime!, $zone: String! = "UTC") {
      moneyReport(from: $from, to: $to, timeZone: $zone) { start } }`;
    const { errors } = await shop.ask(query, { from, to, ...variables });
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors![0]!.message).toContain(words);
  });
});
