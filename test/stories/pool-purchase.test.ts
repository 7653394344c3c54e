import { randomUUID } from 'node:crypto';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

describe('a number from the pool', () => {
  it('is paid with the first code, and further messages are free until the deadline', async () => {
    const offer = await shop.offer({ price: usd('0.80') });
    const { phones } = await shop.pool(offer);
    const buyer = await shop.buyer({ balance: usd('1.00') });

    const reservation = await buyer.buys(offer);
    expect(reservation).toMatchObject({ stage: 'WAITING_CODE', status: 'WAITING_CODE', phone: phones[0] });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('0.20'), usd('0.80')]);

    await buyer.gets(reservation, 'Your Telegram code is 123-456');
    await buyer.gets(reservation, 'Second one: 98765');
    const paid = await buyer.sees(reservation);
    expect(paid).toMatchObject({ stage: 'COMPLETED', canAskForMore: true });
    expect(paid.messages.map(({ code, status }) => [code, status])).toEqual([
      ['123-456', 'APPLIED'],
      ['98765', 'APPLIED'],
    ]);
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('0.20'), 0n]);
    expect(await shop.notices(buyer)).toEqual(['code_received', 'code_received']);
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'USED', usageCount: 1 });

    await shop.passes({ minutes: 20 });
    await shop.runs('hand-back-numbers');
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'AVAILABLE', usageCount: 1 });
    await buyer.gets(reservation, 'Too late: 11111');
    expect((await buyer.sees(reservation)).messages).toHaveLength(2);
  });

  it('goes to one of two buyers who want the last one', async () => {
    const offer = await shop.offer();
    await shop.pool(offer, { numbers: 1 });
    const [first, second] = [await shop.buyer(), await shop.buyer()];
    const outcomes = await Promise.all([first.outcomeOf(offer), second.outcomeOf(offer)]);
    expect(outcomes.sort()).toEqual(['out_of_stock', 'reserved']);
  });

  it('is reserved once by two taps at once', async () => {
    const offer = await shop.offer();
    await shop.pool(offer, { numbers: 5 });
    const buyer = await shop.buyer();
    const key = randomUUID();
    const taps = await Promise.all([1, 2, 3, 4].map(() => buyer.tries(offer, key)));
    expect(taps.map((tap) => tap.kind).sort()).toEqual(['repeated', 'repeated', 'repeated', 'reserved']);
    expect(new Set(taps.map((tap) => (tap.kind === 'refused' ? undefined : tap.reservationId))).size).toBe(1);
    expect(await buyer.held()).toBe(usd('0.80'));
  });

  it('cannot be bought twice with the last money', async () => {
    const offer = await shop.offer({ price: usd('0.80') });
    await shop.pool(offer, { numbers: 5 });
    const buyer = await shop.buyer({ balance: usd('1.00') });
    const outcomes = await Promise.all([buyer.outcomeOf(offer), buyer.outcomeOf(offer)]);
    expect(outcomes.sort()).toEqual(['insufficient_funds', 'reserved']);
    expect(await buyer.balance()).toBe(usd('0.20'));
  });

  it('refuses a key that was used for another offer or price, or by somebody else', async () => {
    const offer = await shop.offer({ service: 'Telegram' });
    const other = await shop.offer({ service: 'WhatsApp' });
    await shop.pool(offer, { numbers: 3 });
    await shop.pool(other, { numbers: 3 });
    const [buyer, stranger] = [await shop.buyer(), await shop.buyer()];
    const key = randomUUID();
    await buyer.buys(offer, key);
    expect(await buyer.outcomeOf(other, key)).toBe('key_conflict');
    expect(await buyer.outcomeOf({ ...offer, price: usd('0.10') }, key)).toBe('key_conflict');
    expect(await stranger.outcomeOf(offer, key)).toBe('key_conflict');
    expect(await buyer.outcomeOf(offer, key)).toBe('repeated');
  });

  it('costs what the buyer saw, or nothing happens', async () => {
    const offer = await shop.offer({ price: usd('0.80') });
    await shop.pool(offer);
    const buyer = await shop.buyer();
    const outcome = await buyer.tries({ ...offer, price: usd('0.70') });
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'price_changed', price: usd('0.80') });
  });

  it('is refused beyond three open ones, to the banned, and during maintenance', async () => {
    const offer = await shop.offer({ price: usd('0.10') });
    await shop.pool(offer, { numbers: 9 });
    const [buyer, banned] = [await shop.buyer(), await shop.buyer()];
    for (let i = 0; i < 3; i += 1) expect(await buyer.outcomeOf(offer)).toBe('reserved');
    expect(await buyer.outcomeOf(offer)).toBe('too_many_open');
    await shop.all('UPDATE users SET is_banned = true WHERE id = $1', [banned.id]);
    expect(await banned.outcomeOf(offer)).toBe('banned');
    await shop.set('isInMaintenance', true);
    expect(await banned.outcomeOf(offer)).toBe('maintenance');
  });

  it('goes back to stock when its buyer cancels, and only he can', async () => {
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer);
    const [buyer, stranger] = [await shop.buyer({ balance: usd('1') }), await shop.buyer()];
    const reservation = await buyer.buys(offer);
    expect(await stranger.cancels(reservation)).toEqual({ kind: 'not_yours' });
    expect(await buyer.cancels(reservation)).toEqual({ kind: 'canceled' });
    expect(await buyer.cancels(reservation)).toEqual({ kind: 'already_ended' });
    expect(await buyer.balance()).toBe(usd('1'));
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'AVAILABLE', usageCount: 0 });
  });

  it('is not sold for an hour to somebody who canceled ten times', async () => {
    const offer = await shop.offer();
    await shop.pool(offer, { numbers: 3 });
    const buyer = await shop.buyer();
    for (let i = 0; i < 10; i += 1) await buyer.cancels(await buyer.buys(offer));
    const refused = await buyer.tries(offer);
    expect(refused).toMatchObject({ kind: 'refused', reason: 'paused' });
    await shop.passes({ minutes: 61 });
    expect(await buyer.outcomeOf(offer)).toBe('reserved');
  });

  it('gives the money back once when no code comes, and says so once', async () => {
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer);
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    await shop.passes({ minutes: 20 });
    await Promise.all([shop.runs('expire-reservations'), shop.runs('expire-reservations')]);
    expect(await buyer.stageOf(reservation)).toBe('EXPIRED');
    expect(await buyer.balance()).toBe(usd('1'));
    expect(await shop.notices(buyer)).toEqual(['reservation_ended']);
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'AVAILABLE', expiries: 1 });
  });

  it('is either paid or expired when both happen in one moment', async () => {
    const offer = await shop.offer();
    await shop.pool(offer, { numbers: 12 });
    const buyers = await Promise.all(Array.from({ length: 12 }, () => shop.buyer({ balance: usd('1') })));
    const reservations = await Promise.all(buyers.map((buyer) => buyer.buys(offer)));
    await shop.passes({ minutes: 20 });
    await Promise.all([
      shop.runs('expire-reservations'),
      ...buyers.map((buyer, i) => buyer.gets(reservations[i]!, `Telegram code ${10_000 + i}`)),
    ]);
    for (const [i, buyer] of buyers.entries()) {
      const stage = await buyer.stageOf(reservations[i]!);
      expect(['COMPLETED', 'EXPIRED']).toContain(stage);
      expect(await buyer.balance()).toBe(stage === 'COMPLETED' ? usd('0.20') : usd('1'));
    }
  });

  it('is history after its third use, but its buyer still gets his further messages', async () => {
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer);
    for (let use = 1; use <= 3; use += 1) {
      const buyer = await shop.buyer();
      const reservation = await buyer.buys(offer);
      await buyer.gets(reservation, `Code 1000${use}`);
      await buyer.gets(reservation, `Code 2000${use}`);
      expect((await buyer.sees(reservation)).messages).toHaveLength(2);
      expect(await shop.number(phones[0]!)).toMatchObject({ status: use === 3 ? 'DELETED' : 'USED', usageCount: use });
      await shop.passes({ minutes: 20 });
      await shop.runs('hand-back-numbers');
    }
    expect(await (await shop.buyer()).outcomeOf(offer)).toBe('out_of_stock');
  });

  it('is history after three expiries in a row; a code in between starts the count anew', async () => {
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer);
    const expires = async () => {
      await (await shop.buyer()).buys(offer);
      await shop.passes({ minutes: 20 });
      await shop.runs('expire-reservations');
    };
    await expires();
    await expires();
    const lucky = await shop.buyer();
    await lucky.gets(await lucky.buys(offer), 'Code 12345');
    await shop.passes({ minutes: 20 });
    await shop.runs('hand-back-numbers');
    await expires();
    await expires();
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'AVAILABLE', expiries: 2 });
    await expires();
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'DELETED', expiries: 3 });
  });

  it('is never offered again to somebody who completed with it', async () => {
    const offer = await shop.offer();
    await shop.pool(offer);
    const [buyer, other] = [await shop.buyer(), await shop.buyer()];
    await buyer.gets(await buyer.buys(offer), 'Code 12345');
    await shop.passes({ minutes: 20 });
    await shop.runs('hand-back-numbers');
    expect(await buyer.outcomeOf(offer)).toBe('out_of_stock');
    expect(await other.outcomeOf(offer)).toBe('reserved');
  });
});
