import { restoreNumber, retireNumber } from '../../src/usecases/numbers/change-number-status';
import { cleanUpNumbers, previewCleanUp } from '../../src/usecases/numbers/clean-up-numbers';
import { undoCleanUp } from '../../src/usecases/numbers/undo-clean-up';
import { openShop, type Shop, type TestOffer, usd } from '../support/shop';

let shop: Shop;
let offer: TestOffer;
beforeEach(async () => {
  shop = await openShop();
  offer = await shop.offer();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

const actor = { type: 'ADMIN', id: 'test' } as const;
const idOf = async (phone: string) =>
  (await shop.one<{ id: bigint }>('SELECT id FROM numbers WHERE phone = $1', [phone])).id;

/** Somebody reserves the only number and gets no code. */
async function expires() {
  const buyer = await shop.buyer();
  const reservation = await buyer.buys(offer);
  await shop.passes({ minutes: 20 });
  await shop.runs('expire-reservations');
  expect(await buyer.stageOf(reservation)).toBe('EXPIRED');
}

describe('a number that brings no code', () => {
  it('is deleted after three expiries in a row', async () => {
    const { phones } = await shop.pool(offer);
    for (const status of ['AVAILABLE', 'AVAILABLE', 'DELETED']) {
      await expires();
      expect(await shop.number(phones[0]!)).toMatchObject({ status });
    }
  });

  it('rests before that where the shop is set to it, comes back by itself, and is deleted at the third', async () => {
    await shop.set('quarantineAfterExpiries', 2);
    await shop.set('quarantineHours', 6);
    const { phones } = await shop.pool(offer);
    await expires();
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'AVAILABLE' });
    await expires();
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'QUARANTINED', expiries: 2 });
    expect(await (await shop.buyer()).outcomeOf(offer)).toBe('out_of_stock');
    await shop.passes({ hours: 5 });
    await shop.runs('hand-back-numbers');
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'QUARANTINED' });
    await shop.passes({ hours: 1 });
    await shop.runs('hand-back-numbers');
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'AVAILABLE', expiries: 2 });
    await expires();
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'DELETED' });
  });

  it('can be taken out of quarantine by hand, with a clean slate', async () => {
    await shop.set('quarantineAfterExpiries', 1);
    const { phones } = await shop.pool(offer);
    await expires();
    const order = { numberId: await idOf(phones[0]!), actor };
    expect(await restoreNumber(shop.app, order)).toMatchObject({ kind: 'restored', number: { status: 'AVAILABLE' } });
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'AVAILABLE', expiries: 0 });
    expect(await restoreNumber(shop.app, order)).toEqual({ kind: 'not_deleted' });
  });
});

describe('one number', () => {
  it('is retired and restored by an operator, but not from under a buyer', async () => {
    const { phones } = await shop.pool(offer);
    const order = { numberId: await idOf(phones[0]!), actor };
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    expect(await retireNumber(shop.app, order)).toEqual({ kind: 'reserved' });
    await buyer.gets(reservation, 'Code 12345');
    expect(await retireNumber(shop.app, order)).toMatchObject({ kind: 'retired' });
    await buyer.gets(reservation, 'Code 67890');
    expect((await buyer.sees(reservation)).messages).toHaveLength(2);
    await shop.passes({ minutes: 21 });
    await shop.runs();
    expect(await shop.number(phones[0]!)).toMatchObject({ status: 'DELETED' });
    expect(await retireNumber(shop.app, order)).toEqual({ kind: 'already_deleted' });
    expect(await restoreNumber(shop.app, order)).toMatchObject({ kind: 'restored' });
    expect(await (await shop.buyer()).outcomeOf(offer)).toBe('reserved');
    expect(await shop.all('SELECT action FROM audit_log ORDER BY id')).toEqual([
      { action: 'number.retired' },
      { action: 'number.restored' },
    ]);
  });

  it('that was used up stays deleted', async () => {
    await shop.set('maxUsesOfNumber', 1);
    const { phones } = await shop.pool(offer);
    const buyer = await shop.buyer();
    await buyer.gets(await buyer.buys(offer), 'Code 12345');
    const numberId = await idOf(phones[0]!);
    expect(await restoreNumber(shop.app, { numberId, actor })).toEqual({ kind: 'spent', usageCount: 1, maxUses: 1 });
    expect(await retireNumber(shop.app, { numberId: 999n, actor })).toEqual({ kind: 'not_found' });
  });
});

describe('a cleanup', () => {
  it('deletes what fits and nobody has, as the preview said, and can be undone', async () => {
    const { phones } = await shop.pool(offer, { numbers: 6 });
    const buyer = await shop.buyer();
    await buyer.buys(offer);
    const [dead, stale] = phones.filter((phone) => phone !== phones[0]);
    await shop.all(`UPDATE numbers SET expiries_in_a_row = 2 WHERE phone = $1 AND status = 'AVAILABLE'`, [dead]);
    await shop.all(`UPDATE numbers SET created_at = created_at - interval '90 days' WHERE phone = $1`, [stale]);
    const filter = { serviceId: offer.serviceId, maxUses: 0 };
    const free = (
      await shop.one<{ free: number }>(`SELECT count(*)::int AS free FROM numbers WHERE status = 'AVAILABLE'`)
    ).free;
    expect(await previewCleanUp(shop.app, filter)).toEqual({ kind: 'preview', free, inUse: 1 });
    const cleaned = await cleanUpNumbers(shop.app, { filter, actor });
    expect(cleaned).toMatchObject({ kind: 'cleaned_up', deleted: free });
    if (cleaned.kind !== 'cleaned_up') return;
    expect(await previewCleanUp(shop.app, filter)).toEqual({ kind: 'preview', free: 0, inUse: 1 });
    expect(await cleanUpNumbers(shop.app, { filter, actor })).toEqual({ kind: 'nothing_fits' });
    const undo = { deletionId: cleaned.deletionId, actor };
    expect(await undoCleanUp(shop.app, undo)).toEqual({ kind: 'restored', numbers: free });
    expect(await undoCleanUp(shop.app, undo)).toEqual({ kind: 'already_undone' });
    expect(await previewCleanUp(shop.app, filter)).toEqual({ kind: 'preview', free, inUse: 1 });
    expect(await undoCleanUp(shop.app, { deletionId: 999n, actor })).toEqual({ kind: 'not_found' });
  });

  it.each([
    ['never sold and often in vain', { maxUses: 0, minExpiries: 2 }, ['b']],
    ['in the pool for long', { createdBefore: -30 }, ['c']],
    ['used', { minUses: 1 }, ['d']],
    ['idle for a month', { idleSince: -30 }, ['c']],
    ['resting', { isQuarantined: true }, ['e']],
    ['free and never used', { maxUses: 0, isQuarantined: false }, ['a', 'b', 'c']],
  ])('of numbers %s takes those and no others', async (_, given, letters) => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { phones } = await shop.pool(offer, { numbers: 5 });
    const of = (letter: string) => phones[names.indexOf(letter)]!;
    const buyer = await shop.buyer();
    await shop.all(`UPDATE numbers SET status = 'QUARANTINED' WHERE phone <> $1`, [of('d')]);
    await buyer.gets(await buyer.buys(offer), 'Code 12345');
    await shop.passes({ minutes: 21 });
    await shop.runs('hand-back-numbers');
    await shop.all(`UPDATE numbers SET status = 'AVAILABLE' WHERE phone <> $1`, [of('e')]);
    await shop.all('UPDATE numbers SET expiries_in_a_row = 2 WHERE phone = $1', [of('b')]);
    await shop.all(`UPDATE numbers SET created_at = created_at - interval '90 days' WHERE phone = $1`, [of('c')]);
    const day = (days: number) => new Date(shop.clock.now().getTime() + days * 86_400_000);
    const filter = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, typeof value === 'number' && value < 0 ? day(value) : value]),
    );
    expect(await cleanUpNumbers(shop.app, { filter, actor })).toMatchObject({
      kind: 'cleaned_up',
      deleted: letters.length,
    });
    const gone = await shop.all<{ phone: string }>(`SELECT phone FROM numbers WHERE status = 'DELETED' ORDER BY phone`);
    expect(gone.map(({ phone }) => phone)).toEqual(letters.map(of));
  });

  it('wants at least one condition, and none that it does not know', async () => {
    await shop.pool(offer);
    expect(await cleanUpNumbers(shop.app, { filter: {}, actor })).toMatchObject({
      kind: 'invalid',
      problem: { path: 'filter' },
    });
    expect(await previewCleanUp(shop.app, { minUses: -1 })).toMatchObject({
      kind: 'invalid',
      problem: { path: 'minUses' },
    });
    expect(await cleanUpNumbers(shop.app, { filter: { minuses: 1 } as object, actor })).toMatchObject({
      kind: 'invalid',
    });
  });
});

describe('fifty buyers after one number with one use left', () => {
  it('are told apart by the database: one has it, and its third completion deletes it', async () => {
    const { phones } = await shop.pool(offer);
    const buyers = await Promise.all(Array.from({ length: 50 }, () => shop.buyer({ balance: usd('1') })));
    for (const [index, before] of [buyers[0]!, buyers[1]!].entries()) {
      await before.gets(await before.buys(offer), `Code ${11_111 + index}`);
      await shop.passes({ minutes: 21 });
      await shop.runs('hand-back-numbers');
    }
    expect(await shop.number(phones[0]!)).toEqual({ status: 'AVAILABLE', usageCount: 2, expiries: 0 });
    const hopeful = buyers.slice(2);
    for (let i = 0; i < 2; i += 1) hopeful.push(await shop.buyer({ balance: usd('1') }));
    const outcomes = await Promise.all(hopeful.map((buyer) => buyer.outcomeOf(offer)));
    expect(outcomes.filter((outcome) => outcome === 'reserved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'out_of_stock')).toHaveLength(49);
    const winner = hopeful[outcomes.indexOf('reserved')]!;
    const [reservation] = await shop.all<{ id: bigint }>('SELECT id FROM reservations WHERE user_id = $1', [winner.id]);
    await winner.gets(await winner.sees(reservation!), 'Code 33333');
    expect(await shop.number(phones[0]!)).toEqual({ status: 'DELETED', usageCount: 3, expiries: 0 });
    expect(await winner.outcomeOf(offer)).toBe('insufficient_funds');
    expect(await hopeful[(outcomes.indexOf('reserved') + 1) % 50]!.outcomeOf(offer)).toBe('out_of_stock');
  });
});
