import { addBalance } from '../../../src/usecases/wallet/add-balance';
import { refundReservation } from '../../../src/usecases/wallet/refund-reservation';
import { openResaleShop, type ResaleShop } from '../../conformance/support/resale-shop';

const OPERATOR = { type: 'ADMIN', id: '1' } as const;

describe('what a program reads of its past', () => {
  let first: ResaleShop;
  let reseller: Awaited<ReturnType<ResaleShop['reseller']>>;

  beforeAll(async () => {
    first = await openResaleShop();
    reseller = await first.reseller();
  });
  afterEach(() => first.verifies());
  afterAll(() => first.close());

  async function handler<Shape>(query: string): Promise<Shape> {
    return (await (await fetch(`${first.url}?api_key=${reseller.key}&${query}`)).json()) as Shape;
  }
  async function payments(query: string) {
    const headers = { authorization: `Bearer ${reseller.key}` };
    const answer = await fetch(`${first.address}/v1/user/payments?${query}`, { headers });
    return (await answer.json()) as { Data: { ID: number; Amount: number; ProviderName: string }[]; Total: number };
  }

  it('calls an order 10 and its cost nothing, once an operator gave its price back', async () => {
    const order = await reseller.gets(first.offers.whatsapp);
    await first.sms(order.reservation.phone!, 'Your code is 31415');
    const history = () => handler<{ status: string; cost: number; id: string }[]>('action=getHistory');
    expect(await history()).toEqual([expect.objectContaining({ id: String(order.id), status: '4', cost: 0.8 })]);
    const refund = { key: 'refund', reservationId: order.reservation.id, reason: 'it was of no use', actor: OPERATOR };
    expect((await refundReservation(first.shop.app, refund)).kind).toBe('refunded');
    expect(await history()).toEqual([expect.objectContaining({ id: String(order.id), status: '10', cost: 0 })]);
  });

  it('pages through the movements of available money without holes, from either end', async () => {
    for (const turn of [1, 2, 3]) {
      // Of each purchase, the hold moves available money, and the capture does not.
      const order = await reseller.gets(first.offers.whatsapp);
      await first.sms(order.reservation.phone!, `Your code is 2718${turn}`);
      const gift = { userId: reseller.userId, amount: BigInt(turn), key: `gift-${turn}`, reason: 'a gift' };
      await addBalance(first.shop.app, { ...gift, actor: OPERATOR });
    }
    const rows = await first.shop.all<{ id: string }>(
      `SELECT t.id::text FROM transfers t WHERE t.user_id = $1 AND 'AVAILABLE' IN (t.from_account, t.to_account) ORDER BY t.id`,
      [reseller.userId],
    );
    const ids = rows.map(({ id }) => Number(id));
    expect(ids.length).toBeGreaterThan(8);
    for (const [order, wanted] of [
      ['', ids],
      ['&reverse=true', [...ids].reverse()],
    ] as const) {
      const seen: number[] = [];
      for (let offset = 0; offset < ids.length; offset += 2) {
        const page = await payments(`limit=2&offset=${offset}${order}`);
        expect(page.Total).toBe(ids.length);
        expect(page.Data.length).toBe(Math.min(2, ids.length - offset));
        seen.push(...page.Data.map(({ ID }) => ID));
      }
      expect(seen).toEqual(wanted);
    }
    expect((await payments('reverse=true&limit=2')).Data).toMatchObject([
      { ProviderName: 'add', Amount: 0.0003 },
      { ProviderName: 'hold', Amount: -0.8 },
    ]);
  });
});
