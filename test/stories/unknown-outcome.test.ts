import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

/** A supplier whose next purchases break off, before or after it did them. */
async function shopWithBrokenVendor(effect: 'none' | 'done', times = 1) {
  const offer = await shop.offer();
  const hero = await shop.vendor();
  await shop.route(offer, hero.id);
  hero.faults.next({ kind: 'close_socket', effect }, { action: 'getNumberV2', times });
  return { offer, hero };
}

/** Time enough for every look that a purchase of unknown outcome needs. */
async function settles() {
  for (let i = 0; i < 4; i += 1) {
    await shop.passes({ seconds: 6 });
    await shop.runs('settle-reservations');
  }
}

describe('a purchase whose answer was lost', () => {
  it('is found at the supplier and adopted, not bought twice, and the buyer is told', async () => {
    const { offer, hero } = await shopWithBrokenVendor('done');
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    expect(reservation).toMatchObject({ stage: 'REQUESTED', status: 'WAITING_CODE', phone: null });
    expect(await buyer.held()).toBe(usd('0.80'));

    await settles();
    const found = await buyer.sees(reservation);
    expect(found).toMatchObject({ stage: 'WAITING_CODE', phone: hero.orders()[0]!.phone });
    expect(hero.upstreamOrders.bought).toBe(1);
    expect(await shop.notices(buyer)).toEqual(['number_arrived']);
    hero.receive(found.phone!, 'Telegram code 12345');
    await shop.runs('poll-providers');
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
  });

  it('goes to the next route when two looks show that nothing was bought', async () => {
    const { offer, hero } = await shopWithBrokenVendor('none');
    const { phones } = await shop.pool(offer, { priority: 1 });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    expect(reservation.stage).toBe('REQUESTED');
    await shop.passes({ seconds: 4 });
    await shop.runs('settle-reservations');
    expect(await buyer.stageOf(reservation)).toBe('REQUESTED'); // one look is no answer
    await settles();
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'WAITING_CODE', origin: 'POOL', phone: phones[0] });
    expect(hero.upstreamOrders.bought).toBe(0);
    expect(await shop.notices(buyer)).toEqual(['number_arrived']);
  });

  it('is looked for again, and nothing bought twice, while the list has a row that nobody understands', async () => {
    const { offer, hero } = await shopWithBrokenVendor('done');
    await shop.pool(offer, { priority: 1 });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    const text = '{"status":"success","data":[{"activationId":"9","phoneNumber":"","activationStatus":"odd"}]}';
    hero.faults.next({ kind: 'body', text }, { action: 'getActiveActivations', times: 4 });
    await settles();
    expect(await buyer.stageOf(reservation)).toBe('REQUESTED');
    hero.faults.clear();
    await settles();
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'WAITING_CODE', phone: hero.orders()[0]!.phone });
  });

  it('gives the price back when nothing was bought and no route is left', async () => {
    const { offer } = await shopWithBrokenVendor('none');
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    await settles();
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'CANCELED', endReason: 'PROVIDER_REFUSED' });
    expect(await buyer.balance()).toBe(usd('1'));
    expect(await shop.notices(buyer)).toEqual(['reservation_ended']);
  });

  it('of several buyers at once leaves each with one order, and none over', async () => {
    const { offer, hero } = await shopWithBrokenVendor('done', 4);
    const buyers = await Promise.all(Array.from({ length: 4 }, () => shop.buyer()));
    const reservations = await Promise.all(buyers.map((buyer) => buyer.buys(offer)));
    await shop.passes({ seconds: 6 });
    await Promise.all([shop.runs('settle-reservations'), shop.runs('settle-reservations')]);
    await settles();
    const phones = await Promise.all(buyers.map(async (buyer, i) => (await buyer.sees(reservations[i]!)).phone));
    expect(new Set(phones).size).toBe(4);
    expect(phones).not.toContain(null);
    expect(hero.upstreamOrders.bought).toBe(4);
  });

  it('stays open while the supplier cannot even show its orders, and its money is free at the deadline', async () => {
    const { offer, hero } = await shopWithBrokenVendor('done');
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    hero.faults.next({ kind: 'status', status: 503 }, { times: Number.POSITIVE_INFINITY });
    await settles();
    expect(await buyer.stageOf(reservation)).toBe('REQUESTED');
    await shop.passes({ minutes: 20 });
    await shop.runs('expire-reservations');
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'EXPIRED', endReason: 'TIMED_OUT' });
    expect(await buyer.balance()).toBe(usd('1'));
  });

  it('waits for the deadline at a supplier without a list', async () => {
    const offer = await shop.offer();
    const blind = await shop.scripted('blind', ['acquire']);
    await shop.route(offer, blind.id);
    blind.next('acquire', { kind: 'fault', fault: 'unknown_outcome', detail: 'timed out' });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    await settles();
    expect(await buyer.stageOf(reservation)).toBe('REQUESTED');
    expect(blind.called('acquire')).toBe(1);
  });

  it('whose answer comes after all, when another route was taken long ago, is canceled at the supplier', async () => {
    const offer = await shop.offer();
    const slow = await shop.scripted('slow', ['acquire', 'listActive', 'cancel']);
    await shop.route(offer, slow.id);
    await shop.pool(offer, { priority: 1 });
    slow.always('listActive', { kind: 'orders', orders: [] }).always('cancel', { kind: 'done' });
    let answers: (() => void) | undefined;
    slow.next('acquire', () => {
      return new Promise((resolve) => {
        answers = () => resolve({ kind: 'acquired', orderId: 'late-1', phone: '37121111111' });
      });
    });
    const buyer = await shop.buyer();
    const buying = buyer.buys(offer);
    await shop.until(async () => answers !== undefined);
    await shop.passes({ seconds: 16 });
    await settles();
    answers!();
    expect(await buying).toMatchObject({ stage: 'WAITING_CODE', origin: 'POOL' });
    await shop.passes({ minutes: 3 });
    await shop.runs('close-upstream');
    expect(slow.calls.at(-1)).toEqual({ method: 'cancel', asked: ['late-1'] });
  });
});

describe('an order that is open at a supplier and belongs to nobody', () => {
  it('is canceled there after a few minutes, but not while a purchase may still claim it', async () => {
    const { offer, hero } = await shopWithBrokenVendor('done');
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    await shop.all(`UPDATE reservations SET reconcile_at = reconcile_at + interval '1 hour' WHERE id = $1`, [
      reservation.id,
    ]);
    await shop.passes({ minutes: 4 });
    await shop.runs('poll-providers', 'close-upstream');
    expect(hero.orders()[0]!.phase).toBe('new');
    await shop.all(`UPDATE reservations SET expires_at = $2 WHERE id = $1`, [reservation.id, shop.clock.now()]);
    await shop.runs('expire-reservations');
    await shop.passes({ minutes: 2 });
    await shop.runs('poll-providers', 'close-upstream');
    expect(hero.orders()[0]).toMatchObject({ phase: 'canceled', refunded: true });
  });
});
