import { openReservation } from '../../src/usecases/reservations/reserve-number';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

const KEY = '0198c0de-0000-7000-8000-000000000001';

describe('a program that dies', () => {
  it('after the hold and before the question: the next one asks, once, and the same tap finds the same reservation', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer({ balance: usd('1') });
    const opened = await openReservation(shop.app, {
      key: KEY,
      userId: buyer.id,
      offerId: offer.id,
      price: offer.price,
    });
    if (opened.kind !== 'reserved') throw new Error(opened.kind);
    shop.restarts();
    expect(await buyer.outcomeOf(offer, KEY)).toBe('repeated');
    await shop.passes({ seconds: 16 });
    await Promise.all([shop.runs('settle-reservations'), shop.runs('settle-reservations')]);
    expect(await buyer.sees({ id: opened.reservationId })).toMatchObject({ stage: 'WAITING_CODE' });
    expect(hero.upstreamOrders.bought).toBe(1);
    expect(await shop.notices(buyer)).toEqual(['number_arrived']);
  });

  it('after the supplier sold and before that was written down: the order is adopted', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer();
    const opened = await openReservation(shop.app, {
      key: KEY,
      userId: buyer.id,
      offerId: offer.id,
      price: offer.price,
    });
    if (opened.kind !== 'reserved') throw new Error(opened.kind);
    const { ask } = opened;
    const now = shop.clock.now();
    await shop.db.dueReservations.takeAsk(opened.reservationId, ask!.routeId, now, new Date(now.getTime() + 15_000));
    const provider = await shop.app.providers.get(hero.id);
    await provider!.acquire!({ reservationKey: KEY, serviceCode: 'tg', countryCode: '49', maxCost: usd('1') });
    shop.restarts();
    await shop.passes({ seconds: 16 });
    await shop.runs('settle-reservations');
    expect(await buyer.sees({ id: opened.reservationId })).toMatchObject({
      stage: 'WAITING_CODE',
      phone: hero.orders()[0]!.phone,
    });
    expect(hero.upstreamOrders.bought).toBe(1);
  });

  it('after a message was stored and before it was given: the next one gives it', async () => {
    const offer = await shop.offer();
    const { providerId, phones } = await shop.pool(offer);
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    await shop.db.messages.storeAndMatch({
      providerId,
      source: 'WEBHOOK',
      drafts: [{ dedupeKey: 'id:1', phone: phones[0]!, text: 'Code 12345' }],
      now: shop.clock.now(),
      lateWindowS: 600,
    });
    shop.restarts();
    await shop.passes({ seconds: 4 });
    await Promise.all([shop.runs('process-stored-messages'), shop.runs('process-stored-messages')]);
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'COMPLETED', messages: [{ code: '12345' }] });
    expect(await shop.notices(buyer)).toEqual(['code_received']);
  });

  it('after the supplier took a number back and before the release: the next one releases', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    await buyer.cancels(reservation);
    await shop.passes({ minutes: 3 });
    const now = shop.clock.now();
    await shop.db.dueReservations.takeCancel(reservation.id, now, new Date(now.getTime() + 20_000));
    const provider = await shop.app.providers.get(hero.id);
    expect(await provider!.cancel!(hero.orders()[0]!.id)).toEqual({ kind: 'done' });
    shop.restarts();
    await shop.passes({ seconds: 21 });
    await shop.runs('finish-cancels');
    expect(await buyer.stageOf(reservation)).toBe('CANCELED');
    expect(await buyer.balance()).toBe(usd('1'));
  });

  it('while it told a supplier that an order is over: the next one tells again when the lease ends', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer();
    await buyer.buys(offer);
    await shop.passes({ minutes: 19, seconds: 59 });
    await shop.all(`UPDATE reservations SET expires_at = $1`, [shop.clock.now()]);
    await shop.runs('expire-reservations');
    const now = shop.clock.now();
    expect(await shop.db.upstreamOrderEnds.claimDue(now, new Date(now.getTime() + 20_000), 10)).toHaveLength(1);
    shop.restarts();
    await shop.runs('close-upstream');
    expect(hero.calls.count('cancelActivation') + hero.calls.count('setStatus')).toBe(0);
    await shop.passes({ seconds: 21 });
    await shop.runs('close-upstream');
    expect(await shop.one('SELECT done_at IS NOT NULL AS told FROM upstream_order_ends')).toEqual({ told: true });
  });

  it('in the middle of a pull: the cursor stays, and the next pull doubles nothing', async () => {
    const offer = await shop.offer();
    const inbox = await shop.scripted('inbox', ['pullInbox']);
    const { phones } = await shop.pool(offer, { providerId: inbox.id });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    const message = { externalId: '1', phone: phones[0]!, text: 'Code 12345' };
    inbox.next('pullInbox', { kind: 'page', messages: [message], cursor: 'c1', more: true });
    inbox.next('pullInbox', () => {
      throw new Error('the power went out');
    });
    await shop.runs('poll-providers');
    shop.restarts();
    await shop.passes({ seconds: 30 });
    inbox.next('pullInbox', { kind: 'page', messages: [message], cursor: 'c2', more: false });
    await shop.runs('poll-providers');
    expect(inbox.calls.at(-1)!.asked).toEqual([undefined]);
    expect((await buyer.sees(reservation)).messages).toHaveLength(1);
    await shop.passes({ seconds: 3 });
    inbox.next('pullInbox', { kind: 'page', messages: [], more: false });
    await shop.runs('poll-providers');
    expect(inbox.calls.at(-1)!.asked).toEqual(['c2']);
  });
});
