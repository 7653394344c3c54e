import { reportMargin } from '../../src/database/queries/reports/margin';
import type { AcquiredNumber as Acquired } from '../../src/ports/sms-provider';
import type { ScriptedProvider } from '../support/scripted-provider';
import { openShop, type Shop, type TestOffer, usd } from '../support/shop';

let shop: Shop;
let offer: TestOffer;
let blind: ScriptedProvider;
beforeEach(async () => {
  shop = await openShop({ ownerIds: [1n] });
  offer = await shop.offer();
  blind = await shop.scripted('blind', ['acquire', 'balance', 'cancel', 'orderState']);
  await shop.route(offer, blind.id);
  blind.always('cancel', { kind: 'done' }).always('orderState', { kind: 'waiting' });
  await has('10');
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

/** What the supplier says of our money, from now on; the shop looks at it. */
async function has(balance: string) {
  says(balance);
  await shop.passes({ seconds: 40 });
  await shop.runs('look-at-balances');
  await shop.passes({ seconds: 1 });
}
const says = (balance: string) => blind.always('balance', { kind: 'balance', amount: usd(balance) });
const losesAnAnswer = () => blind.next('acquire', { kind: 'fault', fault: 'unknown_outcome', detail: 'timed out' });
let orders = 0;
const sells = (cost = '0.20') => {
  orders += 1;
  blind.next('acquire', { kind: 'acquired', orderId: `o${orders}`, phone: `3712100000${orders}`, cost: usd(cost) });
};
async function settles() {
  for (let i = 0; i < 4; i += 1) {
    await shop.passes({ seconds: 6 });
    await shop.runs('settle-reservations', 'finish-cancels', 'close-upstream');
  }
}
const lost = () => shop.all<{ amount: bigint }>('SELECT amount FROM lost_purchases');
const alerts = async () =>
  (await shop.all<{ kind: string }>('SELECT kind FROM operator_alerts')).map(({ kind }) => kind);

describe('a purchase without an answer, at a supplier that shows no orders', () => {
  it('was none when the balance stands where it stood: the price goes back', async () => {
    const buyer = await shop.buyer({ balance: usd('1') });
    losesAnAnswer();
    const reservation = await buyer.buys(offer);
    await settles();
    expect(await buyer.stageOf(reservation)).toBe('CANCELED');
    expect(await buyer.balance()).toBe(usd('1'));
    expect([await lost(), await alerts()]).toEqual([[], []]);
  });

  it('was paid when the balance fell: the price goes back, the operator hears of it, and the margin shows the loss', async () => {
    const buyer = await shop.buyer({ balance: usd('1') });
    losesAnAnswer();
    const reservation = await buyer.buys(offer);
    says('9.75');
    await settles();
    expect(await buyer.stageOf(reservation)).toBe('CANCELED');
    expect(await buyer.balance()).toBe(usd('1'));
    expect([await lost(), await alerts()]).toEqual([[{ amount: usd('0.25') }], ['purchase_lost']]);
    const to = new Date(shop.clock.now().getTime() + 1);
    const from = new Date(to.getTime() - 3_600_000);
    for (const by of ['PROVIDER', 'SERVICE', 'COUNTRY', 'OFFER', 'DAY'] as const) {
      const [row] = await reportMargin(shop.app.db, { by, from, to, timeZone: 'UTC' });
      expect(row).toMatchObject({ reserved: 1, completed: 0, sales: 0n, lost: usd('0.25'), margin: -usd('0.25') });
    }
  });

  it('goes to the next route, with the same hold', async () => {
    const { phones } = await shop.pool(offer, { priority: 1 });
    const buyer = await shop.buyer();
    losesAnAnswer();
    const reservation = await buyer.buys(offer);
    says('9.80');
    await settles();
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'WAITING_CODE', phone: phones[0] });
    expect(await lost()).toEqual([{ amount: usd('0.20') }]);
  });

  it('is told apart from what others bought and gave back meanwhile', async () => {
    const [first, second, unlucky] = await Promise.all([shop.buyer(), shop.buyer(), shop.buyer()]);
    sells('0.20');
    const given = await first.buys(offer);
    await shop.passes({ minutes: 3 });
    losesAnAnswer();
    const reservation = await unlucky.buys(offer);
    await shop.passes({ seconds: 1 });
    sells('0.30');
    await second.buys(offer);
    await first.cancels(given);
    await shop.runs('finish-cancels');
    says('9.70'); // 10 - 0.20 - 0.30 + 0.20: nothing else was bought
    await settles();
    expect(await unlucky.stageOf(reservation)).toBe('CANCELED');
    expect([await lost(), await second.held()]).toEqual([[], offer.price]);
  });

  it('of two, one of which was paid, is one loss', async () => {
    const buyers = await Promise.all([shop.buyer({ balance: usd('1') }), shop.buyer({ balance: usd('1') })]);
    for (const buyer of buyers) {
      losesAnAnswer();
      await buyer.buys(offer);
    }
    says('9.80');
    await settles();
    await settles();
    expect(await Promise.all(buyers.map((buyer) => buyer.balance()))).toEqual([usd('1'), usd('1')]);
    expect(await lost()).toEqual([{ amount: usd('0.20') }]);
  });

  it('stays unclear while the balance says more than a purchase can explain, and ends at the deadline', async () => {
    const buyer = await shop.buyer({ balance: usd('1') });
    losesAnAnswer();
    const reservation = await buyer.buys(offer);
    says('60'); // somebody filled it up
    await settles();
    expect(await buyer.stageOf(reservation)).toBe('REQUESTED');
    await shop.passes({ minutes: 20 });
    await shop.runs('settle-reservations', 'expire-reservations');
    expect(await buyer.balance()).toBe(usd('1'));
    expect([await lost(), await alerts()]).toEqual([[], []]);
    await shop.runs('tell-unclear-purchases');
    expect(await alerts()).toEqual(['purchase_unclear']);
    expect(await shop.one('SELECT facts FROM operator_alerts')).toMatchObject({
      facts: { name: 'blind', amount: '0.5000 USD', count: 1, from: expect.stringMatching(/^2\d{3}-.* UTC$/) },
    });
    const to = new Date(shop.clock.now().getTime() + 1);
    const from = new Date(to.getTime() - 3_600_000);
    for (const by of ['PROVIDER', 'SERVICE', 'COUNTRY', 'OFFER', 'DAY'] as const) {
      const [row] = await reportMargin(shop.app.db, { by, from, to, timeZone: 'UTC' });
      expect(row).toMatchObject({ unclear: usd('0.50'), lost: 0n, margin: 0n });
    }
  });

  it('stays unclear where two rows share the key, since the other may have bought', async () => {
    await shop.all(`UPDATE providers SET api_key_sealed = 'one key' WHERE id = $1 RETURNING 1`, [blind.id]);
    await shop.provider({ name: 'the same again', protocol: 'scripted', key: 'one key' });
    const buyer = await shop.buyer({ balance: usd('1') });
    losesAnAnswer();
    const reservation = await buyer.buys(offer);
    says('9.75'); // the other row bought for 0.25
    await settles();
    expect(await buyer.stageOf(reservation)).toBe('REQUESTED');
    expect([await lost(), await alerts()]).toEqual([[], []]);
    await shop.passes({ minutes: 20 });
    await shop.runs('settle-reservations', 'expire-reservations');
    expect(await buyer.balance()).toBe(usd('1'));
  });

  it('that stays unclear among others is told of with them, once an hour at most', async () => {
    const ends = async () => {
      losesAnAnswer();
      await (await shop.buyer()).buys(offer);
      says('60');
      await shop.passes({ minutes: 21 });
      await shop.runs('settle-reservations', 'expire-reservations', 'tell-unclear-purchases');
    };
    const facts = async () =>
      (await shop.one<{ facts: { count: number; amount: string } }>('SELECT facts FROM operator_alerts')).facts;
    const told = async () =>
      (await shop.one<{ told: number }>('SELECT count(told_at)::integer AS told FROM unclear_purchases')).told;
    await ends();
    expect([(await facts()).count, await told()]).toEqual([1, 1]);
    await ends();
    await ends();
    expect(await told()).toBe(1);
    await shop.passes({ minutes: 20 });
    await shop.runs('tell-unclear-purchases');
    expect([await facts(), await told()]).toMatchObject([{ count: 2, amount: '1.0000 USD' }, 3]);
  });

  it('whose answer came after the deadline is clear: its number is given back', async () => {
    let answer: (reply: Acquired) => void = () => undefined;
    blind.next('acquire', () => new Promise<Acquired>((resolve) => (answer = resolve)));
    const buyer = await shop.buyer({ balance: usd('1') });
    const buying = buyer.buys(offer);
    await shop.until(async () => blind.called('acquire') === 1);
    await shop.passes({ minutes: 21 });
    await shop.runs('expire-reservations');
    expect(await buyer.balance()).toBe(usd('1'));
    answer({ kind: 'acquired', orderId: 'late', phone: '37121000099', cost: usd('0.20') });
    await buying;
    await shop.passes({ minutes: 3 });
    await shop.runs('tell-unclear-purchases', 'close-upstream');
    expect([await alerts(), await shop.all('SELECT outcome FROM upstream_order_ends')]).toEqual([
      [],
      [{ outcome: 'DONE' }],
    ]);
  });
});

describe('a supplier that sells once under one key', () => {
  it('is asked again under the same key, and gives the number that it had sold', async () => {
    const once = await shop.scripted('once', ['acquire', 'orderState', 'cancel']);
    Object.assign(once, { capabilities: new Set(['purchase', 'idempotentPurchase']) });
    const other = await shop.offer({ service: 'WhatsApp' });
    await shop.route(other, once.id);
    once.next('acquire', { kind: 'fault', fault: 'unknown_outcome', detail: 'timed out' });
    once.next('acquire', { kind: 'acquired', orderId: 'same', phone: '37122222222', cost: usd('0.20') });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(other);
    await settles();
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'WAITING_CODE', phone: '37122222222' });
    const keys = once.calls.map(({ asked }) => (asked[0] as { reservationKey: string }).reservationKey);
    expect(new Set(keys).size).toBe(1);
  });
});

describe('our balance at a supplier', () => {
  it('is told to the operator when it is low, and lets purchases go on as soon as it is filled up', async () => {
    await shop.all('UPDATE providers SET balance_low = 50000 RETURNING 1');
    await shop.passes({ minutes: 5 });
    await has('4');
    expect(await alerts()).toEqual(['provider_balance_low']);
    blind.next('acquire', { kind: 'fault', fault: 'balance_empty', detail: 'NO_BALANCE' });
    const buyer = await shop.buyer();
    await buyer.buys(offer);
    expect(await buyer.outcomeOf(offer)).toBe('out_of_stock');
    await shop.passes({ minutes: 4 });
    await has('100');
    sells();
    expect(await buyer.outcomeOf(offer)).toBe('reserved');
    expect(await alerts()).toEqual([]);
  });
});
