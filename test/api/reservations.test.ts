import { type ApiShop, openApiShop } from './support/api-shop';
import { countStatements } from './support/count-statements';
import { send } from './support/graphql-client';

const REFUND = `mutation ($input: RefundReservationInput!) { refundReservation(input: $input) {
  __typename
  ... on ReservationRefunded { isRepeated transaction { type amount reservationId } wallet { available } }
  ... on AlreadyRefunded { transaction { type } }
  ... on ReservationNotCompleted { stage }
  ... on Refusal { message }
} }`;

describe('reservations over GraphQL', () => {
  let shop: ApiShop;
  let userId: bigint;
  let completed: bigint;
  let open: bigint;
  beforeAll(async () => {
    shop = await openApiShop();
    userId = await shop.user();
    completed = await shop.sale(userId, '482913');
    open = await shop.sale(userId);
  });
  afterAll(() => shop?.close());

  it('show who bought what, in which state, and what it cost', async () => {
    const { data } = await shop.ask(
      `query ($id: BigIntId!) { user(id: $id) { reservations { totalCount edges { node {
        id status stage price origin service { name } country { iso } transactions { edges { node { type } } } } } } } }`,
      { id: String(userId) },
    );
    const [newest, oldest] = data.user.reservations.edges.map(({ node }: { node: unknown }) => node);
    expect(newest).toMatchObject({
      id: String(open),
      status: 'WAITING_CODE',
      service: { name: 'WhatsApp' },
      origin: 'POOL',
    });
    expect(oldest).toMatchObject({ id: String(completed), status: 'COMPLETED', country: { iso: 'EE' } });
    const types = oldest.transactions.edges.map(({ node }: { node: { type: string } }) => node.type);
    expect(types).toEqual(['PURCHASE', 'HOLD']);
  });

  it('show codes only to keys that may see messages', async () => {
    const query = `{ reservation(id: "${completed}") { messages { text code isLate } } }`;
    const { data } = await shop.ask(query);
    expect(data.reservation.messages).toEqual([{ text: 'Your code is 482913', code: '482913', isLate: false }]);
    const key = await shop.key('reservations:read', 'users:read', 'wallet:read', 'reports:read', 'providers:read');
    const refused = await send(shop.server.address, { key, query });
    expect([refused.status, refused.errors![0]!.extensions.code]).toEqual([403, 'FORBIDDEN']);
    const all = await send(shop.server.address, {
      key,
      query: '{ reservations { edges { node { id phone endReason } } } }',
    });
    expect(all.text).not.toContain('482913');
    expect(shop.log.join('')).not.toContain('482913');
  });

  it('are found by state, by user and by number', async () => {
    const find = async (filter: string) => {
      const { data } = await shop.ask(`{ reservations(filter: ${filter}) { edges { node { id phone } } } }`);
      return data.reservations.edges.map(({ node }: { node: { id: string } }) => BigInt(node.id));
    };
    expect(await find('{ statuses: [COMPLETED] }')).toEqual([completed]);
    expect(await find('{ statuses: [WAITING_CODE] }')).toEqual([open]);
    const { data } = await shop.ask(`{ reservation(id: "${open}") { phone } }`);
    expect(await find(`{ phone: "+${data.reservation.phone}" }`)).toEqual([open]);
    expect(await find('{ userId: "424242" }')).toEqual([]);
    expect(await find(`{ to: "2026-01-01T00:00:00Z" }`)).toEqual([]);
  });

  it('are refunded once, even when five ask at once, and only when completed', async () => {
    const early = await shop.ask(REFUND, { input: { idempotencyKey: 'r0', reservationId: String(open) } });
    expect(early.data.refundReservation).toMatchObject({
      __typename: 'ReservationNotCompleted',
      stage: 'WAITING_CODE',
    });
    const input = { idempotencyKey: 'r1', reservationId: String(completed), reason: 'spent' };
    const same = await Promise.all(Array.from({ length: 5 }, () => shop.ask(REFUND, { input })));
    expect(same.map(({ data }) => data.refundReservation.__typename)).toEqual(Array(5).fill('ReservationRefunded'));
    expect(same.filter(({ data }) => !data.refundReservation.isRepeated)).toHaveLength(1);
    const again = await shop.ask(REFUND, { input: { ...input, idempotencyKey: 'r2' } });
    expect(again.data.refundReservation).toMatchObject({
      __typename: 'AlreadyRefunded',
      transaction: { type: 'REFUND' },
    });
    const unknown = await shop.ask(REFUND, { input: { idempotencyKey: 'r3', reservationId: '424242' } });
    expect(unknown.data.refundReservation.__typename).toBe('ReservationNotFound');
    const { data } = await shop.ask('{ ledgerCheck { isOk findings { invariant row } } }');
    expect(data.ledgerCheck).toEqual({ isOk: true, findings: [] });
  });

  it('cost the same number of statements for one as for many', async () => {
    for (let i = 0; i < 5; i += 1) await shop.sale(await shop.user(), '1234');
    const query = `query ($n: Int) { reservations(first: $n, filter: { statuses: [COMPLETED] }) { edges { node {
      user { firstName } service { name } country { name } offer { price } provider { name } messages { text } } } } }`;
    const ask = (n: number) => countStatements(shop.app.db.pool, () => shop.ask(query, { n }));
    expect(await ask(6)).toEqual(await ask(1));
  });
});
