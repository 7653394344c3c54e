import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

const MINUTE = 60_000;

/** Minutes from now until the shop's promise to the buyer ends. */
async function promised(o: {
  kind?: 'hero' | 'onlinesim' | 'textverified';
  lives: number;
  timeoutS: number;
  isLost?: boolean;
}) {
  const { kind = 'hero', lives, timeoutS } = o;
  const offer = await shop.offer({ timeoutS });
  const vendor = await shop.vendor(kind, kind, { lifetimeMs: lives * MINUTE });
  await shop.route(offer, vendor.id);
  const buyer = await shop.buyer({ balance: usd('10') });
  const madeAt = shop.clock.now().getTime();
  const buy = { hero: 'getNumberV2', onlinesim: 'getNum', textverified: 'verifications/create' }[kind];
  if (o.isLost) vendor.faults.next({ kind: 'close_socket', effect: 'done' }, { action: buy });
  const reservation = await buyer.buys(offer);
  for (let i = 0; o.isLost && i < 4; i += 1) {
    await shop.passes({ seconds: 6 });
    await shop.runs('settle-reservations');
  }
  expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
  const { expiresAt } = await buyer.sees(reservation);
  return (expiresAt.getTime() - madeAt) / MINUTE;
}

describe('the deadline of a number', () => {
  it.each([
    [40, 3_600, 40],
    [45, 3_600, 45],
    [60, 3_600, 60],
    [60, 1_200, 20],
    [10, 1_200, 10],
  ])(
    'is the end that the supplier names, here %i minutes, but never after the shop’s own %i seconds',
    async (lives, timeoutS, minutes) => {
      expect(await promised({ lives, timeoutS })).toBeCloseTo(minutes, 0);
    },
  );

  it.each([
    ['onlinesim', 6],
    ['textverified', 7],
  ] as const)('is that of %s as well where the order was found after its answer was lost', async (kind, lives) => {
    expect(await promised({ kind, lives, timeoutS: 1_200, isLost: true })).toBeLessThanOrEqual(lives + 0.1);
  });
});
