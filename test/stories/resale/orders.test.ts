import { randomUUID } from 'node:crypto';
import { changeResaleKey } from '../../../src/usecases/resale/change-resale-key';
import { createResaleKey } from '../../../src/usecases/resale/create-resale-key';
import { listOffersForResale } from '../../../src/usecases/resale/list-offers-for-resale';
import { listResaleOrders } from '../../../src/usecases/resale/list-resale-orders';
import { placeResaleOrder } from '../../../src/usecases/resale/place-resale-order';
import { readResaleBalance } from '../../../src/usecases/resale/read-resale-balance';
import { readResaleStatus } from '../../../src/usecases/resale/read-resale-status';
import { recogniseResaleKey } from '../../../src/usecases/resale/recognise-resale-key';
import { findResaleOrder } from '../../../src/usecases/resale/resale-order';
import { revokeResaleKey } from '../../../src/usecases/resale/revoke-resale-key';
import {
  askResaleOrderForMore,
  cancelResaleOrder,
  changeResaleOrder,
  finishResaleOrder,
} from '../../../src/usecases/resale/steer-resale-order';
import { countryOf, serviceOf } from '../../../src/usecases/resale/trade-table';
import { kindOf, openReseller, priceGroup } from '../../support/resale';
import { openShop, type Shop, usd } from '../../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterEach(() => shop.booksBalance());
afterAll(() => shop.close());

let names = 0;
/** A service that no other test sells. */
async function offerOf(price = usd('0.80')) {
  names += 1;
  return shop.offer({ service: `service-${names}`, price });
}
const tally = (outcomes: readonly string[]) =>
  Object.fromEntries(
    [...new Set(outcomes)].sort().map((kind) => [kind, outcomes.filter((one) => one === kind).length]),
  );

describe('an order by a key', () => {
  it('tells many who poll at once each of their own, and of a code as soon as it is there', async () => {
    const offer = await offerOf();
    await shop.pool(offer, { numbers: 12 });
    const buyers = await Promise.all(Array.from({ length: 12 }, () => shop.buyer({ balance: usd('1') })));
    const programs = await Promise.all(buyers.map(({ id }) => openReseller(shop, id)));
    const orders = await Promise.all(programs.map((program) => program.gets(offer)));
    const kinds = () =>
      Promise.all(
        orders.map(async ({ id }, at) => {
          const [own, stranger] = await Promise.all([
            readResaleStatus(shop.app, programs[at]!.held, id),
            readResaleStatus(shop.app, programs[(at + 1) % 12]!.held, id),
          ]);
          return stranger ? 'a stranger was told' : own?.kind;
        }),
      );
    expect(tally((await kinds()).map(String))).toEqual({ waiting: 12 });
    const [{ id, reservation }] = orders as [(typeof orders)[0]];
    await buyers[0]!.gets(reservation, 'Your code is 4321');
    expect(await readResaleStatus(shop.app, programs[0]!.held, id)).toMatchObject({ kind: 'code', code: '4321' });
    expect(tally((await kinds()).map(String))).toEqual({ code: 1, waiting: 11 });
  });

  it('is held, paid with the first code, polled, and finished', async () => {
    const offer = await offerOf();
    const { phones } = await shop.pool(offer, { numbers: 2 });
    const buyer = await shop.buyer({ balance: usd('1') });
    const program = await openReseller(shop, buyer.id);

    const order = await program.gets(offer, { endCustomer: 'customer 7', ref: 'x' });
    expect(order).toMatchObject({ keyName: 'shop', endCustomer: 'customer 7', reservation: { stage: 'WAITING_CODE' } });
    expect(phones).toContain(order.reservation.phone);
    const balance = await readResaleBalance(shop.app, program.held);
    expect(balance).toEqual({ available: usd('0.20'), held: usd('0.80'), currency: 'USD' });
    expect(await readResaleStatus(shop.app, program.held, order.id)).toMatchObject({ kind: 'waiting' });
    expect(await finishResaleOrder(shop.app, program.held, order.id)).toEqual({ kind: 'no_code' });

    await buyer.gets(order.reservation, 'Your code is 123-456');
    const paid = await readResaleStatus(shop.app, program.held, order.id);
    expect(paid).toMatchObject({ kind: 'code', code: '123-456', text: 'Your code is 123-456' });
    expect(await cancelResaleOrder(shop.app, program.held, order.id)).toEqual({ kind: 'has_code' });
    await shop.passes({ seconds: 1 });
    expect(await askResaleOrderForMore(shop.app, program.held, order.id)).toEqual({ kind: 'asked' });
    expect(await readResaleStatus(shop.app, program.held, order.id)).toMatchObject({
      kind: 'waiting_again',
      code: '123-456',
    });
    await shop.passes({ seconds: 1 });
    await buyer.gets(order.reservation, 'Another: 98765');
    expect(await readResaleStatus(shop.app, program.held, order.id)).toMatchObject({
      kind: 'code',
      code: '98765',
    });

    const active = { which: 'active', limit: 10 } as const;
    expect((await listResaleOrders(shop.app, program.held, active)).items.map(({ id }) => id)).toEqual([order.id]);
    expect(await finishResaleOrder(shop.app, program.held, order.id)).toEqual({ kind: 'finished' });
    expect(await finishResaleOrder(shop.app, program.held, order.id)).toEqual({ kind: 'already_ended' });
    expect((await listResaleOrders(shop.app, program.held, active)).items).toEqual([]);
    const all = await listResaleOrders(shop.app, program.held, { which: 'all', limit: 10 });
    expect(all.items.map(({ id, finishedAt }) => [id, finishedAt !== null])).toEqual([[order.id, true]]);
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('0.20'), 0n]);
  });

  it('is a stranger to everybody else', async () => {
    const offer = await offerOf();
    await shop.pool(offer);
    const [mine, theirs] = [await shop.buyer(), await shop.buyer()];
    const [program, stranger] = [await openReseller(shop, mine.id), await openReseller(shop, theirs.id)];
    const { id } = await program.gets(offer);
    for (const unknown of [id, id + 1_000, 0, -1, 2 ** 31, Number.NaN]) {
      expect(await findResaleOrder(shop.app, stranger.held, unknown)).toBeUndefined();
      expect(await readResaleStatus(shop.app, stranger.held, unknown)).toBeUndefined();
      expect(await cancelResaleOrder(shop.app, stranger.held, unknown)).toEqual({ kind: 'not_found' });
      expect(await finishResaleOrder(shop.app, stranger.held, unknown)).toEqual({ kind: 'not_found' });
      expect(await askResaleOrderForMore(shop.app, stranger.held, unknown)).toEqual({ kind: 'not_found' });
      const change = await changeResaleOrder(shop.app, stranger.held, { id: unknown, key: randomUUID() });
      expect(change).toEqual({ kind: 'not_found' });
    }
    expect((await listResaleOrders(shop.app, stranger.held, { which: 'all', limit: 10 })).items).toEqual([]);
    expect((await readResaleStatus(shop.app, program.held, id))!.kind).toBe('waiting');
  });

  it('is canceled at once, and then nobody pays; or its time runs out, and a late code stays unpaid', async () => {
    const offer = await offerOf();
    await shop.pool(offer, { numbers: 2 });
    const buyer = await shop.buyer({ balance: usd('2') });
    const program = await openReseller(shop, buyer.id);
    const [canceled, expired] = [await program.gets(offer), await program.gets(offer)];
    expect(await cancelResaleOrder(shop.app, program.held, canceled.id)).toEqual({ kind: 'canceled' });
    expect(await cancelResaleOrder(shop.app, program.held, canceled.id)).toEqual({ kind: 'already_ended' });
    await shop.passes({ minutes: 20 });
    await shop.runs('expire-reservations');
    await buyer.gets(expired.reservation, 'Late: 55555');
    const status = await readResaleStatus(shop.app, program.held, expired.id);
    expect(status).toEqual({ id: expired.id, expiresAt: expect.any(Date), kind: 'closed', reason: 'expired' });
    expect(await readResaleStatus(shop.app, program.held, canceled.id)).toMatchObject({
      kind: 'closed',
      reason: 'canceled',
    });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('2'), 0n]);
    // The chat offers the late code at the old price; taken there, it is a purchase of the chat.
    expect(await shop.notices(buyer)).toEqual(['reservation_ended', 'late_code']);
  });

  it('keeps its id when its number changes', async () => {
    const offer = await offerOf();
    await shop.pool(offer, { numbers: 2 });
    const buyer = await shop.buyer({ balance: usd('1') });
    const program = await openReseller(shop, buyer.id);
    const order = await program.gets(offer);
    expect(await changeResaleOrder(shop.app, program.held, { id: order.id, key: randomUUID() })).toEqual({
      kind: 'changed',
    });
    const changed = await findResaleOrder(shop.app, program.held, order.id);
    expect(changed!.reservation.phone).not.toBe(order.reservation.phone);
    expect(changed!.reservation.replacesId).toBe(order.reservation.id);
    await buyer.gets(changed!.reservation, 'Code 4321');
    expect(await readResaleStatus(shop.app, program.held, order.id)).toMatchObject({ code: '4321' });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('0.20'), 0n]);
  });

  it('tells the chat nothing when its key is quiet', async () => {
    const offer = await offerOf();
    await shop.pool(offer, { numbers: 2 });
    const buyer = await shop.buyer();
    const program = await openReseller(shop, buyer.id);
    const actor = { type: 'USER', id: String(buyer.id) } as const;
    await changeResaleKey(shop.app, { id: program.keyId, change: { isQuiet: true }, actor });
    const [paid, expired] = [await program.gets(offer), await program.gets(offer)];
    await buyer.gets(paid.reservation, 'Code 4321');
    await shop.passes({ minutes: 20 });
    await shop.runs('expire-reservations');
    await buyer.gets(expired.reservation, 'Late: 55555');
    expect(await shop.notices(buyer)).toEqual([]);
    await changeResaleKey(shop.app, { id: program.keyId, change: { isQuiet: false }, actor });
    await shop.runs('hand-back-numbers');
    await buyer.gets((await program.gets(offer)).reservation, 'Code 8765');
    expect(await shop.notices(buyer)).toEqual(['code_received']);
  });
});

describe('money behind a key', () => {
  it('buys once with the last of it, however many ask at once', async () => {
    const offer = await offerOf();
    await shop.pool(offer, { numbers: 100 });
    const buyer = await shop.buyer({ balance: usd('1') });
    const program = await openReseller(shop, buyer.id);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => program.outcomeOf(offer)));
    expect(tally(outcomes)).toEqual({ no_balance: 99, placed: 1 });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('0.20'), usd('0.80')]);
  });

  it('buys once under one orderId, however often it is sent, and other input under it is a conflict', async () => {
    const offer = await offerOf();
    await shop.pool(offer, { numbers: 60 });
    const buyer = await shop.buyer({ balance: usd('100') });
    const program = await openReseller(shop, buyer.id);
    const same = { orderId: 'order.1', maxPrice: usd('1') };
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => program.buys(offer, same)));
    expect(tally(outcomes.map(kindOf))).toEqual({ placed: 1, repeated: 49 });
    expect(new Set(outcomes.map((one) => (one.kind === 'refused' ? 0 : one.order.id))).size).toBe(1);
    expect(await buyer.held()).toBe(usd('0.80'));
    const other = await program.buys(offer, { ...same, maxPrice: usd('2') });
    expect(other).toMatchObject({ kind: 'refused', reason: 'order_conflict', orderId: expect.any(Number) });
    // Another key of the same user has order names of its own.
    const second = await openReseller(shop, buyer.id, { name: 'second' });
    expect(await second.outcomeOf(offer, same)).toBe('placed');
    // A key may want to be told of a repetition instead.
    const actor = { type: 'USER', id: String(buyer.id) } as const;
    await changeResaleKey(shop.app, { id: program.keyId, change: { repeatedOrder: 'REFUSE' }, actor });
    const again = await placeResaleOrder(shop.app, await program.caller(), { ...offer, ...same, waitMs: 0 });
    expect(again).toMatchObject({ kind: 'refused', reason: 'order_exists' });
    expect(await buyer.held()).toBe(usd('1.60'));
  });

  it('gives a name back when nobody sold under it', async () => {
    const offer = await offerOf();
    const supplier = await shop.scripted(randomUUID(), ['acquire', 'listActive']);
    await shop.route(offer, supplier.id);
    const buyer = await shop.buyer({ balance: usd('1') });
    const program = await openReseller(shop, buyer.id);
    supplier.next('acquire', { kind: 'fault', fault: 'out_of_stock', detail: '' });
    expect(await program.outcomeOf(offer, { orderId: 'a' })).toBe('no_numbers');
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('1'), 0n]);
    supplier.next('acquire', { kind: 'acquired', orderId: randomUUID(), phone: '37120009991' });
    expect(await program.outcomeOf(offer, { orderId: 'a' })).toBe('placed');
    expect(await program.outcomeOf(offer, { orderId: 'a' })).toBe('repeated');
  });

  it('stops exactly at what the key may spend a day, and starts anew on the next', async () => {
    const offer = await offerOf(usd('0.50'));
    await shop.pool(offer, { numbers: 20 });
    const buyer = await shop.buyer({ balance: usd('100') });
    const program = await openReseller(shop, buyer.id);
    const actor = { type: 'USER', id: String(buyer.id) } as const;
    await changeResaleKey(shop.app, { id: program.keyId, change: { dailyCap: usd('2') }, actor });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => program.outcomeOf(offer)));
    expect(tally(outcomes)).toEqual({ daily_cap: 6, placed: 4 });
    // What is given back may be spent again.
    const { items } = await listResaleOrders(shop.app, program.held, { which: 'active', limit: 1 });
    expect(await cancelResaleOrder(shop.app, program.held, items[0]!.id)).toEqual({ kind: 'canceled' });
    expect([await program.outcomeOf(offer), await program.outcomeOf(offer)]).toEqual(['placed', 'daily_cap']);
    await shop.passes({ days: 1 });
    expect(await program.outcomeOf(offer)).toBe('placed');
    await shop.runs('expire-reservations');
  });

  it('has a limit of open orders that does not count those of the chat, and the chat does not count them', async () => {
    const offer = await offerOf(usd('0.10'));
    await shop.pool(offer, { numbers: 20 });
    const buyer = await shop.buyer();
    const program = await openReseller(shop, buyer.id);
    await shop.set('maxOpenResaleOrders', 4);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => program.outcomeOf(offer)));
    expect(tally(outcomes)).toEqual({ placed: 4, too_many_open: 2 });
    const chat = [];
    for (let i = 0; i < 4; i += 1) chat.push(await buyer.outcomeOf(offer));
    expect(chat).toEqual(['reserved', 'reserved', 'reserved', 'too_many_open']);
    expect(await program.outcomeOf(offer)).toBe('too_many_open');
    await shop.set('maxOpenResaleOrders', 50);
  });

  it('pays what its price group says, never less than the number costs, and never more than maxPrice', async () => {
    const offer = await offerOf(usd('0.99'));
    await shop.pool(offer, { numbers: 5 });
    const buyer = await shop.buyer({ balance: usd('5') });
    const priceGroupId = await priceGroup(shop, { markDown: 12.5 });
    const program = await openReseller(shop, buyer.id, { priceGroupId });
    const marked = usd('0.8663'); // 0.86625, rounded up to a ten-thousandth
    expect(await program.outcomeOf(offer, { maxPrice: usd('0.8662') })).toBe('too_dear');
    expect(await program.outcomeOf(offer, { maxPrice: usd('0.99'), isFixedPrice: true })).toBe('too_dear');
    const order = await program.gets(offer, { maxPrice: marked, isFixedPrice: true });
    expect([order.reservation.price, await buyer.held()]).toEqual([marked, marked]);
    await buyer.gets(order.reservation, 'Code 4321');
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('5') - marked, 0n]);
    const listed = await listOffersForResale(shop.app, { priceGroupId });
    expect(listed.find(({ offerId }) => offerId === offer.id)).toMatchObject({ price: marked, count: 4 });
    const usual = await listOffersForResale(shop.app, { priceGroupId: null });
    expect(usual.find(({ offerId }) => offerId === offer.id)).toMatchObject({ price: usd('0.99'), count: 4 });

    const bought = await offerOf(usd('1.00'));
    const supplier = await shop.scripted(randomUUID(), ['acquire', 'listActive', 'cancel']);
    await shop.route(bought, supplier.id, { maxCost: usd('0.95') });
    const [deep, below] = [
      await priceGroup(shop, { markDown: 50 }),
      await priceGroup(shop, { name: 'loss leaders', markDown: 50, maySellBelowCost: true }),
    ];
    const priceIn = async (group: number) =>
      (await listOffersForResale(shop.app, { priceGroupId: group })).find(({ offerId }) => offerId === bought.id)!
        .price;
    expect([await priceIn(deep), await priceIn(below)]).toEqual([usd('0.95'), usd('0.50')]);
    const cheap = await openReseller(shop, buyer.id, { name: 'cheap', priceGroupId: deep });
    supplier.next('acquire', { kind: 'acquired', orderId: randomUUID(), phone: '37120009992' });
    expect((await cheap.gets(bought)).reservation.price).toBe(usd('0.95'));
  });
});

describe('a key', () => {
  it('that is ended between two steps of a request buys nothing, and its orders end as they would', async () => {
    const offer = await offerOf();
    await shop.pool(offer, { numbers: 2 });
    const buyer = await shop.buyer();
    const program = await openReseller(shop, buyer.id);
    const order = await program.gets(offer);
    const actor = { type: 'USER', id: String(buyer.id) } as const;
    expect(await revokeResaleKey(shop.app, { id: program.keyId, userId: buyer.id + 1n, actor })).toEqual({
      kind: 'not_found',
    });
    expect(await revokeResaleKey(shop.app, { id: program.keyId, userId: buyer.id, actor })).toEqual({
      kind: 'revoked',
    });
    expect(await program.outcomeOf(offer)).toBe('key_ended');
    const found = await recogniseResaleKey(shop.app, { key: program.key, address: '203.0.113.7' });
    expect(found).toEqual({ kind: 'revoked' });
    await buyer.gets(order.reservation, 'Code 4321');
    expect(await buyer.held()).toBe(0n);
  });

  it('is read along with others that are in use, and one that was ended elsewhere opens nothing a second later', async () => {
    const programs: Awaited<ReturnType<typeof openReseller>>[] = [];
    for (let count = 0; count < 3; count += 1) programs.push(await openReseller(shop, (await shop.buyer()).id));
    const [first, ended, banned] = programs;
    const kinds = async () => {
      const found = [];
      for (const { key } of programs) found.push(await recogniseResaleKey(shop.app, { key, address: '203.0.113.7' }));
      return found.map((one) => ('keyId' in one ? one.keyId : one.kind));
    };
    expect(await kinds()).toEqual(programs.map(({ keyId }) => keyId));
    expect(await kinds()).toEqual(programs.map(({ keyId }) => keyId));
    await shop.passes({ seconds: 0.6 });
    await shop.all('UPDATE resale_keys SET revoked_at = $2 WHERE id = $1', [ended!.keyId, shop.clock.now()]);
    await shop.all('UPDATE users SET is_banned = true WHERE id = $1', [banned!.userId]);
    await shop.passes({ seconds: 0.4 });
    expect(await kinds()).toEqual([first!.keyId, 'revoked', 'banned']);
  });

  it('is known by its hash alone, comes from where it may, and knows its time and its user', async () => {
    const buyer = await shop.buyer();
    const program = await openReseller(shop, buyer.id);
    expect(program.key).toMatch(/^nsr[A-Za-z0-9]{43}$/);
    const as = async (address: string) => {
      const found = await recogniseResaleKey(shop.app, { key: program.key, address });
      return 'keyId' in found ? 'caller' : found.kind;
    };
    const actor = { type: 'USER', id: String(buyer.id) } as const;
    const change = (to: Parameters<typeof changeResaleKey>[1]['change']) =>
      changeResaleKey(shop.app, { id: program.keyId, userId: buyer.id, change: to, actor });
    expect(await change({ addresses: ['10.1.2.3/8', '2001:db8::/32'] })).toMatchObject({ kind: 'changed' });
    expect([await as('203.0.113.7'), await as('10.9.9.9'), await as('2001:db8::1')]).toEqual([
      'address',
      'caller',
      'caller',
    ]);
    expect(await change({ addresses: ['10.0.0.0/99'] })).toMatchObject({ problem: { kind: 'networks' } });
    await change({ addresses: [], expiresAt: new Date(shop.clock.now().getTime() + 60_000) });
    expect(await as('203.0.113.7')).toBe('caller');
    await shop.passes({ minutes: 1 });
    expect(await as('203.0.113.7')).toBe('expired');
    await change({ expiresAt: null });
    await shop.all('UPDATE users SET is_banned = true WHERE id = $1', [buyer.id]);
    await shop.passes({ seconds: 1 });
    expect(await as('203.0.113.7')).toBe('banned');
    const wrong = await recogniseResaleKey(shop.app, { key: `nsr${'A'.repeat(43)}`, address: '203.0.113.7' });
    expect(wrong).toEqual({ kind: 'unknown' });
    expect(shop.logged.join('')).not.toContain(program.key);
    const audited = await shop.all<{ facts: unknown }>(`SELECT facts FROM audit_log`);
    expect(JSON.stringify(audited)).not.toContain(program.key);
  });

  it('has a name of its own among at most ten, and only looks where it may only look', async () => {
    const offer = await offerOf();
    await shop.pool(offer);
    const buyer = await shop.buyer();
    const actor = { type: 'USER', id: String(buyer.id) } as const;
    const make = (name: string) =>
      createResaleKey(shop.app, { userId: buyer.id, name, scopes: ['READ'], actor }).then((made) =>
        made.kind === 'created' ? made.kind : made.problem.kind,
      );
    expect(await make(' ')).toBe('key_name');
    expect([await make('One'), await make('one')]).toEqual(['created', 'resale_key_name_taken']);
    const many = await Promise.all(Array.from({ length: 12 }, (_, i) => make(`many ${i}`)));
    expect(tally(many)).toEqual({ created: 9, resale_keys_most: 3 });
    const looker = await openReseller(shop, (await shop.buyer()).id, { scopes: ['READ'] });
    expect(await looker.outcomeOf(offer)).toBe('no_scope');
  });
});

describe('what a buyer wants of a number', () => {
  it('is one of some operators, and not these beginnings', async () => {
    const offer = await offerOf();
    const supplier = await shop.scripted(randomUUID(), ['acquire', 'listActive', 'cancel']);
    const route = await shop.route(offer, supplier.id);
    await shop.all(`UPDATE routes SET operator = 'Tele2' WHERE id = $1`, [route]);
    await shop.pool(offer, { numbers: 2, priority: -1 });
    const buyer = await shop.buyer();
    const program = await openReseller(shop, buyer.id);
    expect(await program.outcomeOf(offer, { operator: ['nobody'] })).toBe('wrong_operator');
    supplier.next('acquire', { kind: 'acquired', orderId: randomUUID(), phone: '37129990001' });
    const theirs = await program.gets(offer, { operator: ['bite', 'tele2'] });
    expect([theirs.operator, theirs.reservation.origin]).toEqual(['Tele2', 'ON_DEMAND']);
    // Where the only number begins wrongly the next route is asked, and what it sold is given back.
    await shop.all(`UPDATE routes SET priority = -2 WHERE id = $1`, [route]);
    await shop.runs('rank-routes');
    supplier.next('acquire', { kind: 'acquired', orderId: randomUUID(), phone: '37129990002' });
    const ours = await program.gets(offer, { avoidPrefixes: ['3712999'] });
    expect(ours.reservation.origin).toBe('POOL');
    supplier.next('acquire', { kind: 'acquired', orderId: randomUUID(), phone: '37129990003' });
    expect(await program.outcomeOf(offer, { avoidPrefixes: ['371'], operator: ['any'] })).toBe('no_numbers');
  });
});

describe('the words of the trade', () => {
  it('are the known ones for what is known, and stable ones for everything else', async () => {
    await shop.offer({ service: 'Telegram', country: 'Latvia' });
    await shop.offer({ service: 'Quite Unknown', country: 'Germany' });
    await shop.passes({ seconds: 1 });
    const known = await shop.one<{ id: number }>(`SELECT id FROM services WHERE name = 'Telegram'`);
    const unknown = await shop.one<{ id: number }>(`SELECT id FROM services WHERE name = 'Quite Unknown'`);
    const latvia = await shop.one<{ id: number }>(`SELECT id FROM countries WHERE iso = 'LV'`);
    expect(await serviceOf(shop.app, 'HANDLER', 'TG')).toBe(known.id);
    expect(await serviceOf(shop.app, 'FIVE_SIM', 'telegram')).toBe(known.id);
    expect([await countryOf(shop.app, 'HANDLER', '49'), await countryOf(shop.app, 'FIVE_SIM', 'latvia')]).toEqual([
      latvia.id,
      latvia.id,
    ]);
    expect(await serviceOf(shop.app, 'HANDLER', 'zz')).toBeUndefined();
    const { code } = await shop.one<{ code: string }>(
      `SELECT code FROM service_codes WHERE service_id = $1 AND dialect = 'HANDLER'`,
      [unknown.id],
    );
    expect(code).toMatch(/^[a-z]{3}$/);
    expect(await serviceOf(shop.app, 'HANDLER', code)).toBe(unknown.id);
  });
});
