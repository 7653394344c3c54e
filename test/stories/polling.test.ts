import type { ProviderFaultKind } from '../../src/ports/sms-provider';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ ownerIds: [1n] });
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

const fault = (kind: ProviderFaultKind, more = {}) => ({ kind: 'fault', fault: kind, detail: 'no', ...more }) as const;

/** A supplier that shows its orders one by one only, with so many of them open. */
async function supplierWithOrders(orders: number, o: { perSecond: number; intervalMs: number }) {
  const offer = await shop.offer({ price: usd('0.10') });
  const slow = await shop.scripted('slow', ['acquire', 'orderState']);
  await shop.route(offer, slow.id);
  await shop.all('UPDATE providers SET budget_per_second = $1, poll_interval_ms = $2 RETURNING 1', [
    o.perSecond,
    o.intervalMs,
  ]);
  const buyers = await Promise.all(Array.from({ length: orders }, () => shop.buyer({ balance: usd('1') })));
  const reservations = [];
  for (const [i, buyer] of buyers.entries()) {
    slow.next('acquire', { kind: 'acquired', orderId: `o${i}`, phone: `3712000000${i}` });
    reservations.push(await buyer.buys(offer));
  }
  return { slow, buyers, reservations };
}

const asked = (supplier: { calls: { method: string; asked: readonly unknown[] }[] }) =>
  supplier.calls.filter(({ method }) => method === 'orderState').map(({ asked: [id] }) => id);

const turn = async (seconds: number) => {
  await shop.passes({ seconds });
  await shop.runs('poll-providers');
};

describe('a supplier whose orders are read one by one', () => {
  it('is asked within its budget, each turn for those that were unseen for longest', async () => {
    const { slow } = await supplierWithOrders(5, { perSecond: 1, intervalMs: 2_500 });
    slow.always('orderState', { kind: 'waiting' });
    for (let i = 0; i < 4; i += 1) await turn(3);
    expect(asked(slow)).toEqual(['o0', 'o1', 'o2', 'o3', 'o4', 'o0', 'o1', 'o2']);
  });

  it('whose word on one order is odd is still asked for the others', async () => {
    const { slow } = await supplierWithOrders(3, { perSecond: 100, intervalMs: 1_000 });
    slow.always('orderState', (id) => (id === 'o0' ? fault('wrong_state') : { kind: 'waiting' }));
    await turn(3);
    expect(asked(slow).sort()).toEqual(['o0', 'o1', 'o2']);
  });

  it('which does not answer is asked once, and no further order of it until it should be back', async () => {
    const { slow } = await supplierWithOrders(3, { perSecond: 1, intervalMs: 1_000 });
    slow.always('orderState', fault('unavailable'));
    await turn(3);
    expect(asked(slow)).toEqual(['o0']);
    await turn(0);
    expect(asked(slow)).toEqual(['o0']);
    slow.always('orderState', { kind: 'received', messages: [{ text: 'Telegram code 12345', externalId: 's' }] });
    await turn(3);
    expect(asked(slow)).toEqual(['o0', 'o1']);
  });
});

describe('a list with a row that nobody understands', () => {
  it('holds up no other code, and the operator is told what the row looks like, once it lasts and until it is over', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer();
    const [first, second] = [await buyer.buys(offer), await buyer.buys(offer)];
    hero.receive(first.phone!, 'Telegram code 12345');
    hero.receive(second.phone!, 'Telegram code 67890');
    const query = new URLSearchParams({ api_key: 'key-of-hero', action: 'getActiveActivations' });
    const list = (await (await fetch(`${hero.baseUrl}?${query}`)).json()) as { data: Record<string, unknown>[] };
    const odd = list.data.map((row) => (row.phoneNumber === second.phone ? { ...row, phoneNumber: '' } : row));
    hero.faults.next(
      { kind: 'body', text: JSON.stringify({ ...list, data: odd }) },
      { action: 'getActiveActivations' },
    );
    await turn(3);
    // The readable row brought one code, and the order that the list lacked was asked for by itself.
    expect([await buyer.stageOf(first), await buyer.stageOf(second)]).toEqual(['COMPLETED', 'COMPLETED']);
    const told = () =>
      shop.all<{ facts: { detail: string } }>(`SELECT facts FROM operator_alerts WHERE kind = 'orders_unreadable'`);
    const [alert] = await told();
    expect(alert!.facts.detail).toContain('phoneNumber: ""');
    expect(alert!.facts.detail).not.toMatch(/\d{3}/);
    await buyer.buys(offer);
    await turn(61);
    expect(await told()).toEqual([]);
  });
});

describe('a supplier that cannot be polled', () => {
  const poll = async () =>
    (await shop.one<{ failures: number }>('SELECT poll_failures AS failures FROM providers')).failures;
  const alerts = async () =>
    (await shop.all<{ kind: string }>('SELECT kind FROM operator_alerts')).map(({ kind }) => kind);

  it('is told to the operator when its silence lasts, waits longer each time, and is forgiven by its first answer', async () => {
    const { slow } = await supplierWithOrders(1, { perSecond: 10, intervalMs: 500 });
    slow.always('orderState', fault('unavailable'));
    for (const seconds of [1, 1, 2, 4]) await turn(seconds);
    expect([await poll(), await alerts()]).toEqual([4, []]);
    await turn(8);
    expect([await poll(), await alerts()]).toEqual([5, ['provider_unreachable']]);
    await turn(8);
    expect(slow.called('orderState')).toBe(5); // its breaker is open
    slow.always('orderState', { kind: 'waiting' });
    await turn(9);
    expect([await poll(), await alerts()]).toEqual([0, []]);
  });

  it('by a refusal of rate is left alone for as long as it said, and that is no failure', async () => {
    const { slow } = await supplierWithOrders(1, { perSecond: 10, intervalMs: 500 });
    slow.next('orderState', fault('rate_limited', { retryAfterMs: 20_000 })).always('orderState', { kind: 'waiting' });
    await turn(1);
    await turn(19);
    expect([slow.called('orderState'), await poll()]).toEqual([1, 0]);
    await turn(1);
    expect(slow.called('orderState')).toBe(2);
  });

  it('because it refuses the key is told to the operator at once', async () => {
    const { slow } = await supplierWithOrders(1, { perSecond: 10, intervalMs: 500 });
    slow.always('orderState', fault('auth'));
    await turn(1);
    expect(await alerts()).toEqual(['provider_key_refused']);
  });
});
