import { randomUUID } from 'node:crypto';
import type { SellingVendor } from '../../src/sandbox/vendors';
import { SELLING_KINDS, type SellingKindName } from '../support/selling-vendors';
import { openShop, type Shop, usd } from '../support/shop';

const STEPS_AT_MOST = 60;
/** Everybody who takes money for numbers. */
const KINDS = Object.keys(SELLING_KINDS) as SellingKindName[];

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

async function shopWith(kind: SellingKindName) {
  const offer = await shop.offer();
  const vendor: SellingVendor & { readonly id: number } = await shop.vendor(kind);
  await shop.route(offer, vendor.id);
  await shop.all('UPDATE providers SET timeout_ms = 5000, poll_interval_ms = 1000 RETURNING 1');
  const isBlind = (await shop.app.providers.get(vendor.id))!.listActive === undefined;
  return { offer, vendor, isBlind };
}

/** Time enough to find out what became of a purchase, within the life of any order. */
async function timeHeals() {
  for (const seconds of [17, 6, 6, 12]) {
    await shop.passes({ seconds });
    await shop.runs('settle-reservations', 'poll-providers', 'finish-cancels', 'close-upstream');
  }
}

/** Orders that are alive at the supplier and that the shop knows nothing of. */
async function unknownOrders(vendor: SellingVendor): Promise<string[]> {
  const known = await shop.all<{ id: string }>(
    `SELECT upstream_order_id AS id FROM reservations WHERE upstream_order_id IS NOT NULL
     UNION SELECT upstream_order_id FROM upstream_order_ends`,
  );
  const ids = new Set(known.map(({ id }) => id));
  return vendor
    .orders()
    .filter(({ id, phase }) => phase === 'new' && !ids.has(String(id)))
    .map(({ id }) => String(id));
}

const losses = () =>
  shop.one<{ count: number; amount: bigint }>(
    'SELECT count(*)::int AS count, COALESCE(sum(amount), 0)::bigint AS amount FROM lost_purchases',
  );

describe.each(KINDS)('a program that dies while it buys at %s', (kind) => {
  it('leaves at no step a buyer who paid for nothing, or an order that nobody knows of', async () => {
    const { offer, vendor, isBlind } = await shopWith(kind);
    const points: string[] = [];
    for (let steps = 0; steps < STEPS_AT_MOST; steps += 1) {
      await shop.passes({ minutes: 1 });
      await shop.runs('look-at-balances');
      await shop.passes({ seconds: 1 });
      const buyer = await shop.buyer({ balance: usd('1') });
      const key = randomUUID();
      const life = shop.diesAfterSteps(steps);
      await buyer.tries(offer, key).catch((error: Error) => {
        if (!life.isDead) throw error;
      });
      points.push(life.diedAt ?? 'none');
      shop.restarts();
      await timeHeals();
      const again = await buyer.tries(offer, key); // as a buyer does who saw no answer
      if (again.kind === 'refused') throw new Error(`after ${life.diedAt}: ${again.reason}`);
      const { id } = again.view;
      const found = await buyer.sees({ id });
      if (found.stage === 'WAITING_CODE') {
        vendor.receive(found.phone!, 'Telegram code 12345');
        await timeHeals();
        expect([life.diedAt, await buyer.stageOf({ id })]).toEqual([life.diedAt, 'COMPLETED']);
        expect(await buyer.balance()).toBe(usd('0.20'));
      } else {
        expect([life.diedAt, found.stage]).toEqual([life.diedAt, 'CANCELED']);
        expect(await buyer.balance()).toBe(usd('1'));
      }
      if (!life.isDead) break;
    }
    await shop.passes({ minutes: 4 });
    await shop.runs('poll-providers', 'close-upstream');
    await shop.passes({ minutes: 3 });
    await shop.runs('close-upstream');
    expect(points).toEqual(expect.arrayContaining(['due.takeAsk', 'a call whose answer never came', 'a transaction']));
    expect(points.at(-1)).toBe('none');
    // Where the supplier shows no list, what was bought into the void is known by its price.
    const unknown = (await unknownOrders(vendor)).length;
    expect(await losses()).toEqual({ count: unknown, amount: BigInt(unknown) * usd('0.2525') });
    expect(unknown > 0).toBe(isBlind);
    await shop.booksBalance();
  }, 180_000);
});
