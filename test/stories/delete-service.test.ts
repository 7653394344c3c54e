import { readTable } from '../../src/platform/tables/read-table';
import { service } from '../../src/resources/service';
import { deleteService } from '../../src/usecases/catalogue/delete-service';
import { restoreService } from '../../src/usecases/catalogue/restore-service';
import { createRow } from '../../src/usecases/catalogue/save-row';
import { restoreNumber } from '../../src/usecases/numbers/change-number-status';
import { cleanUpNumbers } from '../../src/usecases/numbers/clean-up-numbers';
import { importNumbers } from '../../src/usecases/numbers/import-numbers';
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
const deletes = () => deleteService(shop.app, { serviceId: offer.serviceId, actor });
const restores = () => restoreService(shop.app, { serviceId: offer.serviceId, actor });
const counts = async () =>
  Object.fromEntries(
    (
      await shop.all<{ status: string; count: number }>('SELECT status, count(*)::int AS count FROM numbers GROUP BY 1')
    ).map(({ status, count }) => [status, count]),
  );

describe('deleting a service', () => {
  it('acts at once: no sale, numbers deleted, open reservations canceled, released and told', async () => {
    await shop.pool(offer, { numbers: 5 });
    const [waiting, done] = [await shop.buyer({ balance: usd('1') }), await shop.buyer({ balance: usd('1') })];
    const [open, completed] = [await waiting.buys(offer), await done.buys(offer)];
    await done.gets(completed, 'Code 12345');
    expect(await deletes()).toMatchObject({ kind: 'deleted', numbers: 4, canceled: 1 });
    expect(await counts()).toEqual({ DELETED: 5 });
    expect(await waiting.sees(open)).toMatchObject({ stage: 'CANCELED', endReason: 'SERVICE_DELETED' });
    expect(await waiting.balance()).toBe(usd('1'));
    expect(await shop.notices(waiting)).toEqual(['reservation_ended']);
    expect(await waiting.outcomeOf(offer)).toBe('offer_gone');
    // What was paid stays his: another SMS still reaches him.
    await done.gets(completed, 'Code 67890');
    expect((await done.sees(completed)).messages).toHaveLength(2);
    expect(await deletes()).toMatchObject({ kind: 'already_deleted' });
    expect(await shop.all('SELECT action FROM audit_log')).toEqual([{ action: 'service.deleted' }]);
  });

  it('tells suppliers the end of on-demand orders', async () => {
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer();
    const open = await buyer.buys(offer);
    await deletes();
    expect(await buyer.stageOf(open)).toBe('CANCELED');
    await shop.passes({ minutes: 3 });
    await shop.runs('close-upstream');
    const { bought, spent, refunded } = hero.upstreamOrders;
    expect([bought, spent - refunded]).toEqual([1, 0n]);
  });

  it('catches who reserves at that very moment', async () => {
    await shop.pool(offer, { numbers: 20 });
    const buyers = await Promise.all(Array.from({ length: 20 }, () => shop.buyer()));
    await Promise.all([...buyers.map((buyer) => buyer.tries(offer)), deletes()]);
    await shop.passes({ seconds: 11 });
    await shop.runs('carry-out-deletions');
    expect(await counts()).toEqual({ DELETED: 20 });
    for (const buyer of buyers) expect(await buyer.held()).toBe(0n);
  });

  it('is finished by another process when its own dies on the way', async () => {
    await shop.pool(offer, { numbers: 3 });
    const buyer = await shop.buyer();
    const open = await buyer.buys(offer);
    shop.diesAfter(2);
    await deletes().catch(() => undefined);
    shop.restarts();
    expect(await buyer.stageOf(open)).toBe('WAITING_CODE');
    await shop.runs('carry-out-deletions');
    expect(await buyer.stageOf(open)).toBe('CANCELED');
    expect(await counts()).toEqual({ DELETED: 3 });
    await shop.passes({ seconds: 11 });
    await shop.runs('carry-out-deletions');
    expect(await shop.one('SELECT state FROM number_deletions')).toEqual({ state: 'DELETED' });
  });
});

describe('what would bring numbers back into a deleted service', () => {
  it('does not: an import under way, a cleanup that is undone, one number restored', async () => {
    const { providerId, phones } = await shop.pool(offer, { numbers: 3 });
    const { serviceId } = offer;
    const cleaned = await cleanUpNumbers(shop.app, { filter: { serviceId }, actor });
    if (cleaned.kind !== 'cleaned_up') throw new Error(cleaned.kind);
    const accepted = await importNumbers(shop.app, {
      ...{ providerId, serviceId, source: '', actor, inBackground: true },
      open: () => readTable(['37125550001']),
    });
    expect(accepted.kind).toBe('accepted');
    await deletes();
    await shop.runs('carry-on-imports');
    expect(await shop.one('SELECT state, failure FROM number_imports')).toEqual({
      state: 'FAILED',
      failure: 'The service was deleted meanwhile.',
    });
    expect(await undoCleanUp(shop.app, { deletionId: cleaned.deletionId, actor })).toEqual({
      kind: 'restored',
      numbers: 0,
    });
    const [number] = await shop.all<{ id: bigint }>('SELECT id FROM numbers WHERE phone = $1', [phones[0]]);
    expect(await restoreNumber(shop.app, { numberId: number!.id, actor })).toEqual({ kind: 'service_deleted' });
    await shop.passes({ seconds: 11 });
    await shop.runs('carry-out-deletions');
    expect(await counts()).toEqual({ DELETED: 3 });
  });
});

describe('undoing it', () => {
  it('brings the service and its numbers back, but not what buyers lost', async () => {
    const { phones } = await shop.pool(offer, { numbers: 3 });
    await shop.all(`UPDATE numbers SET status = 'DELETED', deleted_at = now() WHERE phone = $1`, [phones[0]]);
    const [buyer, done] = [await shop.buyer(), await shop.buyer()];
    const open = await buyer.buys(offer);
    const completed = await done.buys(offer);
    await done.gets(completed, 'Code 12345');
    await deletes();
    await shop.passes({ minutes: 9 });
    expect(await restores()).toEqual({ kind: 'restored', numbers: 2 });
    // The one that was deleted before stays so; the completed one is still its buyer's.
    expect(await counts()).toEqual({ AVAILABLE: 1, USED: 1, DELETED: 1 });
    expect(await buyer.stageOf(open)).toBe('CANCELED');
    expect((await buyer.buys(offer)).phone).toBe(open.phone);
    expect(await restores()).toEqual({ kind: 'not_deleted' });
    await shop.passes({ minutes: 12 });
    await shop.runs();
    expect(await shop.number(completed.phone!)).toMatchObject({ status: 'AVAILABLE', usageCount: 1 });
  });

  it('leaves a number that was worn out meanwhile where it is', async () => {
    await shop.set('maxUsesOfNumber', 1);
    await shop.pool(offer, { numbers: 1 });
    const buyer = await shop.buyer();
    const canceled = await buyer.buys(offer);
    await buyer.cancels(canceled);
    await buyer.gets(canceled, 'Code 12345');
    await deletes();
    const [late] = (await buyer.sees(canceled)).messages;
    expect(await buyer.claims(late!.id)).toMatchObject({ kind: 'claimed' });
    expect(await restores()).toEqual({ kind: 'restored', numbers: 0 });
    expect(await shop.number(canceled.phone!)).toMatchObject({ status: 'DELETED', usageCount: 1 });
  });

  it('takes over when the deletion itself is still under way', async () => {
    await shop.pool(offer, { numbers: 2 });
    shop.diesAfter(1);
    await deletes().catch(() => undefined);
    shop.restarts();
    expect(await restores()).toMatchObject({ kind: 'restored' });
    await shop.passes({ seconds: 11 });
    await shop.runs('carry-out-deletions');
    expect(await counts()).toEqual({ AVAILABLE: 2 });
    expect(await (await shop.buyer()).outcomeOf(offer)).toBe('reserved');
  });

  it('is possible for ten minutes, and until a new service has the code', async () => {
    await shop.pool(offer, { numbers: 1 });
    await deletes();
    await shop.passes({ minutes: 10 });
    expect(await restores()).toMatchObject({ kind: 'too_late' });
    expect(await counts()).toEqual({ DELETED: 1 });
    const again = await createRow(shop.app, service, { code: 'tg', name: 'Telegram' }, { actor });
    expect(again).toMatchObject({ kind: 'saved' });
    if (again.kind !== 'saved') return;
    expect(await deleteService(shop.app, { serviceId: again.id, actor })).toMatchObject({ kind: 'deleted' });
    expect(await createRow(shop.app, service, { code: 'tg', name: 'Telegram' }, { actor })).toMatchObject({
      kind: 'saved',
    });
    expect(await restoreService(shop.app, { serviceId: again.id, actor })).toEqual({ kind: 'replaced' });
    expect(await restoreService(shop.app, { serviceId: 999, actor })).toEqual({ kind: 'not_found' });
  });
});
