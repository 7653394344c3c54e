import * as fc from 'fast-check';
import { startHandlerVendor } from '../../src/sandbox/vendors';
import { openShop, type Shop, type TestOffer, usd } from '../support/shop';
import type { TestBuyer } from '../support/test-buyer';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

type Act =
  | { kind: 'buys' | 'cancels' | 'changes' | 'code' | 'again' | 'claims'; buyer: number; pick: number }
  | { kind: 'vendor'; mood: number }
  | { kind: 'passes'; seconds: number }
  | { kind: 'restarts' };

const BUYERS = 3;
/** More, for a long search: SCHEDULES=500. */
const RUNS = Number(process.env.SCHEDULES ?? 20);
const who = { buyer: fc.nat(BUYERS - 1), pick: fc.nat(9) };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('buys' as const), ...who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('code' as const), ...who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancels' as const), ...who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('changes' as const), ...who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), ...who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('claims' as const), ...who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('vendor' as const), mood: fc.nat(4) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('passes' as const), seconds: fc.constantFrom(1, 7, 130, 650, 1_201) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restarts' as const) }) },
);

interface World {
  readonly hero: Awaited<ReturnType<typeof startHandlerVendor>>;
  readonly offers: readonly TestOffer[];
  readonly buyers: readonly TestBuyer[];
}

async function openWorld(): Promise<World> {
  await shop.set('maxUsesOfNumber', 2);
  const offers = [await shop.offer({ service: 'Telegram' }), await shop.offer({ service: 'WhatsApp' })];
  const hero = await shop.vendor();
  await shop.pool(offers[0]!, { numbers: 3 });
  await shop.route(offers[1]!, hero.id, { maxCost: usd('5') });
  await shop.pool(offers[1]!, { numbers: 2, priority: 1 });
  return {
    hero,
    offers,
    buyers: await Promise.all(Array.from({ length: BUYERS }, () => shop.buyer({ balance: usd('4') }))),
  };
}

/** Fresh money and fresh numbers, so that each schedule has something to fight for. */
async function tops(world: World, round: number): Promise<void> {
  const actor = { type: 'ADMIN', id: 'test' } as const;
  for (const { id } of world.buyers) {
    const key = `top:${round}:${id}`;
    await shop.db.ledger.post({
      key,
      type: 'ADD',
      amount: usd('2'),
      userId: id,
      actor,
      reason: '',
      at: shop.clock.now(),
    });
  }
  await shop.all(
    `INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
     SELECT r.provider_id, o.service_id, o.country_id, (37130000000 + $1 * 10 + o.id)::text, 'POOL', 'AVAILABLE', $2
     FROM routes r JOIN offers o ON o.id = r.offer_id WHERE r.is_pool ON CONFLICT DO NOTHING`,
    [round, shop.clock.now()],
  );
}

async function plays(world: World, step: Act): Promise<void> {
  switch (step.kind) {
    case 'passes':
      await shop.passes({ seconds: step.seconds });
      await Promise.all([shop.runs(), shop.runs()]);
      return;
    case 'restarts':
      return shop.restarts();
    case 'vendor': {
      const effect = step.mood % 2 === 0 ? 'done' : 'none';
      if (step.mood < 2) world.hero.faults.next({ kind: 'close_socket', effect }, { action: 'getNumberV2' });
      else if (step.mood < 4) world.hero.faults.next({ kind: 'status', status: 502, effect });
      else world.hero.faults.clear();
      return;
    }
    case 'buys': {
      await world.buyers[step.buyer]!.tries(world.offers[step.pick % 2]!);
      return;
    }
    default:
      return touches(world, step.kind, world.buyers[step.buyer]!, step.pick);
  }
}

async function touches(world: World, kind: string, buyer: TestBuyer, pick: number): Promise<void> {
  const mine = await shop.all<{ id: bigint }>('SELECT id FROM reservations WHERE user_id = $1 ORDER BY id DESC', [
    buyer.id,
  ]);
  const one = mine[pick % Math.max(1, Math.min(4, mine.length))];
  if (!one) return;
  const reservation = await buyer.sees(one);
  if (kind === 'cancels') await Promise.all([buyer.cancels(one), pick % 2 ? buyer.cancels(one) : undefined]);
  else if (kind === 'changes') await buyer.changes(one);
  else if (kind === 'again') await shop.runs('poll-providers', 'finish-cancels');
  else if (kind === 'claims') {
    const late = reservation.messages.find((message) => message.status === 'LATE');
    if (late) await Promise.all([buyer.claims(late.id), buyer.claims(late.id)]);
  } else if (reservation.phone) {
    if (reservation.origin === 'ON_DEMAND') world.hero.receive(reservation.phone, `Code ${10_000 + pick}`);
    else
      await Promise.all([buyer.gets(reservation, `Code ${10_000 + pick}`), pick % 2 ? buyer.cancels(one) : undefined]);
  }
}

describe('any schedule of buyers, codes, broken answers, restarts and time', () => {
  it('leaves the books balanced, each number used as often as it was completed, and in the end nothing open', async () => {
    const world = await openWorld();
    let round = 0;
    // One shop lives through all schedules: a world that has seen much is the harder test.
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (steps) => {
        round += 1;
        await tops(world, round);
        // Two acts at a time: what happens at once must end as if one had come first.
        for (let i = 0; i < steps.length; i += 2) {
          await Promise.all(steps.slice(i, i + 2).map((step) => plays(world, step)));
        }
        world.hero.faults.clear();
        await shop.runs();
        await shop.booksBalance();
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    await shop.passes({ minutes: 21 });
    await shop.runs();
    await shop.passes({ minutes: 10 });
    await shop.runs();
    await shop.booksBalance();
    expect(await shop.one(`SELECT count(*)::int AS open FROM reservations WHERE ended_at IS NULL`)).toEqual({
      open: 0,
    });
    const { bought, spent, refunded } = world.hero.upstreamOrders;
    const kept = await shop.one<{ cost: bigint | null; orders: bigint }>(
      `SELECT COALESCE(sum(upstream_cost), 0)::bigint AS cost, count(*) AS orders FROM reservations
       WHERE origin = 'ON_DEMAND' AND status = 'COMPLETED' AND claim_of_id IS NULL`,
    );
    expect(bought).toBeGreaterThan(0);
    // What the supplier kept is what was delivered, or a code that came too late.
    expect(spent - refunded).toBeGreaterThanOrEqual(kept.cost!);
  }, 600_000);
});
