import type { ProviderCapability } from '../../src/ports/sms-provider';
import type { SellingVendor } from '../../src/sandbox/vendors';
import { SELLING_KINDS, type SellingKindName } from '../support/selling-vendors';
import { openShop, type Shop, usd } from '../support/shop';

/** Who brings no SMS after the first. All others do, when asked or by themselves. */
const ONE_SMS: readonly SellingKindName[] = ['sms_man', 'textverified'];
const KINDS = Object.keys(SELLING_KINDS) as SellingKindName[];
/** Any simulator lets no order live longer. */
const LIFETIME = { minutes: 21 };
const OPENING = usd('1000');

type Vendor = SellingVendor & { readonly id: number };

let shop: Shop;
let vendor: Vendor;
let capabilities: ReadonlySet<ProviderCapability>;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await theirBooksAgree();
  await shop.booksBalance();
  await shop.close();
});

/** A buyer with 1.00 before an offer that this supplier alone has. It lasts five minutes, less than any order upstream. */
async function opened(kind: SellingKindName) {
  const offer = await shop.offer({ timeoutS: 300 });
  vendor = await shop.vendor(kind);
  await shop.all('UPDATE providers SET timeout_ms = 5000, poll_interval_ms = 1000 WHERE id = $1 RETURNING 1', [
    vendor.id,
  ]);
  await shop.route(offer, vendor.id, { maxCost: usd('2') });
  ({ capabilities } = (await shop.app.providers.get(vendor.id))!);
  const buyer = await shop.buyer({ balance: usd('1') });
  return { offer, buyer };
}

const order = () => vendor.orders()[0]!;
const sellOut = (kind: SellingKindName) => {
  const { service, country, operators } = SELLING_KINDS[kind].row ?? { service: 'tg', country: '49' };
  vendor.stock.set({ service, country, operators, cost: '0.2525', count: 0 });
};

async function polls() {
  await shop.passes({ seconds: 3 });
  await shop.runs('poll-providers');
}

/** Time enough for every look that a purchase of unknown outcome needs. */
async function settles() {
  for (let i = 0; i < 4; i += 1) {
    await shop.passes({ seconds: 6 });
    await shop.runs('settle-reservations');
  }
}

/** At the supplier, each order is one of ours or over and paid back, and the balance is what the orders say. */
async function theirBooksAgree() {
  const known = await shop.all<{ orderId: string }>(
    'SELECT upstream_order_id AS "orderId" FROM reservations WHERE provider_id = $1',
    [vendor.id],
  );
  const ours = new Set(known.map(({ orderId }) => orderId));
  const orders = vendor.orders();
  expect(orders.filter(({ id, refunded }) => !ours.has(id) && !refunded)).toEqual([]);
  const sum = (some: typeof orders) => some.reduce((total, { cost }) => total + cost, 0n);
  const { bought, spent, refunded } = vendor.upstreamOrders;
  expect([bought, spent, refunded]).toEqual([orders.length, sum(orders), sum(orders.filter((one) => one.refunded))]);
  expect(vendor.balance).toBe(OPENING - spent + refunded);
}

it('is told of every protocol that sells on demand; the others only bring messages', async () => {
  vendor = await shop.vendor();
  const sold = new Set(await Promise.all(KINDS.map(async (kind) => (await shop.vendor(kind, `a ${kind}`)).protocol)));
  const others = shop.app.providers.protocols.filter((protocol) => !sold.has(protocol as never));
  expect(others.sort()).toEqual([
    'gammu_smsd',
    'generic_inbox',
    'kannel',
    'smpp',
    'sms_server_tools',
    'source_chat',
    'twilio',
    'vonage',
  ]);
});

describe.each(KINDS)('a number from %s', (kind) => {
  it('is paid with its first code, brings a second one for nothing, and is ended at the supplier', async () => {
    const { offer, buyer } = await opened(kind);
    const reservation = await buyer.buys(offer);
    expect(reservation).toMatchObject({ stage: 'WAITING_CODE', origin: 'ON_DEMAND', phone: order().phone });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('0.20'), usd('0.80')]);
    await polls();
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    vendor.receive(reservation.phone!, 'Telegram code: 054321');
    await polls();
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'COMPLETED', messages: [{ code: '054321' }] });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('0.20'), 0n]);

    const asked = capabilities.has('resend') ? 'asked' : 'unsupported';
    expect(await buyer.asksForMore(reservation)).toEqual({ kind: asked });
    await polls();
    vendor.receive(reservation.phone!, 'Telegram code: 22222');
    await polls();
    await polls();
    const codes = (await buyer.sees(reservation)).messages.map(({ code }) => code);
    expect(codes).toEqual(ONE_SMS.includes(kind) ? ['054321'] : ['054321', '22222']);

    await shop.passes({ minutes: 5 });
    await shop.runs();
    await shop.runs();
    expect(order().phase).toBe(capabilities.has('finish') ? 'finished' : 'code');
    await shop.passes(LIFETIME);
    expect(order()).toMatchObject({ phase: 'finished', refunded: false });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('0.20'), 0n]);
  });

  it('is given back as soon as the supplier takes it, when the buyer cancels early', async () => {
    const { offer, buyer } = await opened(kind);
    const reservation = await buyer.buys(offer);
    const early = reservation.cancelableAt !== null && reservation.cancelableAt > shop.clock.now();
    const outcome = await buyer.cancels(reservation);
    expect(outcome).toEqual(early ? { kind: 'pending', dueAt: reservation.cancelableAt } : { kind: 'canceled' });
    expect(await buyer.balance()).toBe(usd(early ? '0.20' : '1'));
    await shop.passes({ minutes: 2, seconds: 1 });
    await shop.runs('finish-cancels');
    expect(order()).toMatchObject({ phase: 'canceled', refunded: true });
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'CANCELED', endReason: 'BUYER_CANCELED' });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('1'), 0n]);
  });

  it('is given back at once, when the buyer cancels late, and not any more once a code is there', async () => {
    const { offer, buyer } = await opened(kind);
    const [first, second] = [await buyer.buys(offer), await shop.buyer({ balance: usd('1') })];
    const late = await second.buys(offer);
    await shop.passes({ minutes: 3 });
    expect(await buyer.cancels(first)).toEqual({ kind: 'canceled' });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('1'), 0n]);
    expect(order()).toMatchObject({ phase: 'canceled', refunded: true });
    vendor.receive(late.phone!, 'Telegram code: 33333');
    expect(await second.cancels(late)).toEqual({ kind: 'completed' });
    expect([await second.balance(), await second.held()]).toEqual([usd('0.20'), 0n]);
  });

  it('whose purchase got no answer is bought once: found again, or its price given back', async () => {
    const { offer, buyer } = await opened(kind);
    vendor.faults.next({ kind: 'close_socket', effect: 'done' }, { action: SELLING_KINDS[kind].buy });
    const reservation = await buyer.buys(offer);
    expect(reservation).toMatchObject({ stage: 'REQUESTED', phone: null });
    await settles();
    expect(vendor.upstreamOrders.bought).toBe(1);
    if (capabilities.has('activeList')) {
      expect(await buyer.sees(reservation)).toMatchObject({ stage: 'WAITING_CODE', phone: order().phone });
      vendor.receive(order().phone, 'Telegram code: 44444');
      await polls();
      expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
      return;
    }
    await shop.passes({ minutes: 5 });
    await shop.runs();
    expect(['EXPIRED', 'CANCELED']).toContain(await buyer.stageOf(reservation));
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('1'), 0n]);
    await shop.passes(LIFETIME);
    expect(order()).toMatchObject({ phase: 'expired', refunded: true });
    expect(vendor.upstreamOrders.bought).toBe(1);
  });

  it('that nobody has comes from the next route', async () => {
    const { offer, buyer } = await opened(kind);
    const { phones } = await shop.pool(offer, { priority: 1 });
    sellOut(kind);
    expect(await buyer.buys(offer)).toMatchObject({ stage: 'WAITING_CODE', origin: 'POOL', phone: phones[0] });
    expect(vendor.upstreamOrders.bought).toBe(0);
  });

  it('without a code is paid back at its deadline, here and at the supplier', async () => {
    const { offer, buyer } = await opened(kind);
    const reservation = await buyer.buys(offer);
    await shop.passes({ minutes: 5, seconds: 1 });
    await shop.runs();
    await shop.runs();
    expect(await buyer.stageOf(reservation)).toBe('EXPIRED');
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('1'), 0n]);
    expect(order().refunded).toBe(true);
    expect(['canceled', 'banned']).toContain(order().phase);
  });
});
