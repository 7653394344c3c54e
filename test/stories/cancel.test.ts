import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

async function boughtFromHero() {
  const offer = await shop.offer();
  const hero = await shop.vendor();
  await shop.route(offer, hero.id);
  const buyer = await shop.buyer({ balance: usd('1') });
  return { offer, hero, buyer, reservation: await buyer.buys(offer) };
}

describe('a cancel', () => {
  it('waits within the first two minutes until the supplier grants it', async () => {
    const { hero, buyer, reservation } = await boughtFromHero();
    const outcome = await buyer.cancels(reservation);
    expect(outcome).toEqual({ kind: 'pending', dueAt: reservation.cancelableAt });
    expect(await buyer.cancels(reservation)).toEqual(outcome);
    expect((await buyer.sees(reservation)).status).toBe('WAITING_CODE');
    await shop.runs('finish-cancels');
    expect(hero.orders()[0]!.phase).toBe('new');
    expect(await buyer.balance()).toBe(usd('0.20'));

    await shop.passes({ minutes: 2, seconds: 1 });
    await shop.runs('finish-cancels');
    expect(hero.orders()[0]).toMatchObject({ phase: 'canceled', refunded: true });
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'CANCELED', endReason: 'BUYER_CANCELED' });
    expect(await buyer.balance()).toBe(usd('1'));
    expect(await shop.notices(buyer)).toEqual(['reservation_ended']);
  });

  it('is granted at once after the first two minutes', async () => {
    const { hero, buyer, reservation } = await boughtFromHero();
    await shop.passes({ minutes: 3 });
    expect(await buyer.cancels(reservation)).toEqual({ kind: 'canceled' });
    expect(hero.orders()[0]).toMatchObject({ phase: 'canceled', refunded: true });
    expect(await buyer.balance()).toBe(usd('1'));
    expect(await shop.notices(buyer)).toEqual([]);
  });

  it('comes too late for a code that the supplier has already: it is delivered and paid', async () => {
    const { hero, buyer, reservation } = await boughtFromHero();
    await shop.passes({ minutes: 3 });
    hero.receive(reservation.phone!, 'Telegram code: 54321');
    expect(await buyer.cancels(reservation)).toEqual({ kind: 'completed' });
    expect((await buyer.sees(reservation)).messages[0]).toMatchObject({ code: '54321' });
    expect(await buyer.cancels(reservation)).toEqual({ kind: 'completed' });
    expect(await buyer.balance()).toBe(usd('0.20'));
  });

  it('loses against a code that arrives while it waits', async () => {
    const { hero, buyer, reservation } = await boughtFromHero();
    expect(await buyer.cancels(reservation)).toMatchObject({ kind: 'pending' });
    hero.receive(reservation.phone!, 'Telegram code: 54321');
    await shop.runs('poll-providers');
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
    await shop.passes({ minutes: 3 });
    await shop.runs('finish-cancels');
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
  });

  it('is decided once when the code arrives in the very moment', async () => {
    const { hero, buyer, reservation } = await boughtFromHero();
    await shop.passes({ minutes: 3 });
    hero.receive(reservation.phone!, 'Telegram code: 54321');
    await Promise.all([buyer.cancels(reservation), shop.runs('poll-providers'), buyer.cancels(reservation)]);
    await shop.passes({ seconds: 30 });
    await shop.runs();
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
    expect(await buyer.balance()).toBe(usd('0.20'));
  });

  it('that the supplier never answers ends with the deadline', async () => {
    const offer = await shop.offer();
    const mute = await shop.scripted('mute', ['acquire', 'cancel', 'orderState']);
    await shop.route(offer, mute.id);
    mute.next('acquire', { kind: 'acquired', orderId: '1', phone: '37121111111', cancelableAt: shop.clock.now() });
    mute.always('cancel', { kind: 'fault', fault: 'unavailable', detail: '502' });
    mute.always('orderState', { kind: 'waiting' });
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    expect(await buyer.cancels(reservation)).toMatchObject({ kind: 'pending' });
    await shop.passes({ seconds: 10 });
    await shop.runs('finish-cancels');
    expect(mute.called('cancel')).toBe(2);
    await shop.passes({ minutes: 20 });
    await shop.runs();
    expect(await buyer.stageOf(reservation)).toBe('EXPIRED');
    expect(await buyer.balance()).toBe(usd('1'));
  });

  it('of a purchase whose outcome is unknown has nothing to cancel yet', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    hero.faults.next({ kind: 'close_socket', effect: 'none' }, { action: 'getNumberV2' });
    const buyer = await shop.buyer();
    expect(await buyer.cancels(await buyer.buys(offer))).toEqual({ kind: 'still_asking' });
  });

  it('of on-demand numbers counts towards the pause too', async () => {
    const offer = await shop.offer({ price: usd('0.10') });
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    await shop.set('maxCancelsAnHour', 2);
    const buyer = await shop.buyer();
    await buyer.cancels(await buyer.buys(offer));
    await buyer.cancels(await buyer.buys(offer));
    expect(await buyer.outcomeOf(offer)).toBe('paused');
  });
});

describe('changing the number', () => {
  it('keeps the money held and the deadline, and gives the old number back', async () => {
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer, { numbers: 2 });
    const buyer = await shop.buyer({ balance: usd('1') });
    const old = await buyer.buys(offer);
    await shop.passes({ minutes: 5 });
    const changed = await buyer.changes(old);
    if (changed.kind !== 'changed') throw new Error(changed.kind);
    expect(changed.view).toMatchObject({ stage: 'WAITING_CODE', expiresAt: old.expiresAt, replacesId: old.id });
    expect(phones).toContain(changed.view.phone);
    expect(changed.view.phone).not.toBe(old.phone);
    expect(await buyer.sees(old)).toMatchObject({ endReason: 'BUYER_CHANGED_NUMBER', replacedById: changed.newId });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('0.20'), usd('0.80')]);
    expect((await shop.number(old.phone!)).status).toBe('AVAILABLE');
    expect(await buyer.changes(old)).toMatchObject({ kind: 'repeated', newId: changed.newId });
  });

  it('is refused with no other number, and nothing changes', async () => {
    const offer = await shop.offer();
    await shop.pool(offer, { numbers: 1 });
    const [buyer, stranger] = [await shop.buyer(), await shop.buyer()];
    const reservation = await buyer.buys(offer);
    expect(await buyer.changes(reservation)).toEqual({ kind: 'out_of_stock' });
    expect(await stranger.changes(reservation)).toEqual({ kind: 'not_yours' });
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    await buyer.gets(reservation, 'Code 12345');
    expect(await buyer.changes(reservation)).toEqual({ kind: 'not_waiting' });
  });

  it('of an on-demand number waits for the early-cancel window, then cancels the old one upstream', async () => {
    const { hero, buyer, reservation } = await boughtFromHero();
    expect(await buyer.changes(reservation)).toEqual({ kind: 'too_early', until: reservation.cancelableAt });
    await shop.passes({ minutes: 3 });
    const changed = await buyer.changes(reservation);
    if (changed.kind !== 'changed') throw new Error(changed.kind);
    expect(changed.view).toMatchObject({ stage: 'WAITING_CODE', expiresAt: reservation.expiresAt });
    await shop.runs('close-upstream');
    expect(hero.orders().map((order) => order.phase)).toEqual(['canceled', 'new']);
  });

  it('twice at once changes once', async () => {
    const offer = await shop.offer();
    await shop.pool(offer, { numbers: 5 });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    const taps = await Promise.all([buyer.changes(reservation), buyer.changes(reservation)]);
    expect(taps.map((tap) => tap.kind).sort()).toEqual(['changed', 'repeated']);
  });
});
