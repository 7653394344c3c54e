import { mapVendorCode } from '../../src/usecases/supply/map-vendor-code';
import { applyPrices, previewPrices } from '../../src/usecases/supply/price-offers';
import { deletePriceRule, savePriceRule } from '../../src/usecases/supply/price-rules';
import { openShop, type Shop, type TestOffer, usd } from '../support/shop';

const author = { actor: { type: 'ADMIN', id: '1' } } as const;
let shop: Shop;
let offer: TestOffer;
beforeEach(async () => {
  shop = await openShop({ ownerIds: [1n] });
  offer = await shop.offer();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

/** A real supplier on loopback with one route; its lists are read now. */
async function syncedHero(o: { maxCost?: bigint } = {}) {
  const hero = await shop.vendor();
  await shop.route(offer, hero.id, o);
  const sync = async () => {
    await shop.passes({ minutes: 11 });
    await shop.runs('sync-catalogues');
  };
  const sells = (cost: string, count: number) => hero.stock.set({ service: 'tg', country: '49', cost, count });
  sells('0.2000', 70);
  await shop.runs('sync-catalogues');
  return { hero, sync, sells };
}

const changes = () =>
  shop.all<{ kind: string; name: string; before: bigint | null; after: bigint | null }>(
    'SELECT kind, name, cost_before AS before, cost_after AS after FROM vendor_changes ORDER BY id',
  );
const route = () =>
  shop.one<{ stock: number | null; cost: bigint | null }>('SELECT stock, listed_cost AS cost FROM routes');

describe('the lists of a supplier', () => {
  it('bring stock and cost to our routes, are mapped to ours, and are no change the first time', async () => {
    await syncedHero();
    expect(await route()).toEqual({ stock: 70, cost: usd('0.20') });
    expect(await changes()).toEqual([]);
    const mapped = await shop.one<{ service: number; country: number }>(
      `SELECT (SELECT service_id FROM vendor_services WHERE code = 'tg') AS service,
         (SELECT country_id FROM vendor_countries WHERE code = '49') AS country`,
    );
    expect(mapped).toEqual({ service: offer.serviceId, country: offer.countryId });
  });

  it('tell the operator what became dearer, and what is sold out shows no stock to buyers', async () => {
    const { sync, sells } = await syncedHero();
    sells('0.3500', 0);
    await sync();
    const { stock } = await route();
    expect(stock).toBe(0);
    sells('0.3500', 5);
    await sync();
    expect(await route()).toEqual({ stock: 5, cost: usd('0.35') });
    const noted = await changes();
    expect(noted.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['DEARER']));
    const alerts = await shop.all<{ kind: string }>('SELECT kind FROM operator_alerts');
    expect(alerts).toEqual([{ kind: 'catalogue_changed' }]);
  });

  it('that cannot be read change nothing, and are asked for again soon', async () => {
    const { hero, sync, sells } = await syncedHero();
    sells('0.9900', 1);
    hero.faults.next({ kind: 'html' }, { times: Number.POSITIVE_INFINITY });
    await sync();
    expect(await route()).toEqual({ stock: 70, cost: usd('0.20') });
    expect(await shop.one('SELECT catalogue_fault AS fault FROM providers')).toEqual({ fault: 'unavailable' });
    hero.faults.clear();
    await shop.passes({ minutes: 6 });
    await shop.runs('sync-catalogues');
    expect(await route()).toEqual({ stock: 1, cost: usd('0.99') });
  });

  it('of which no price is understood change nothing either, and the operator is told what a cell looks like, until it is over', async () => {
    const { hero, sync } = await syncedHero();
    const strange = JSON.stringify({ 49: { tg: { amount: 5, fee: '0.2' }, wa: { amount: 7 } } });
    hero.faults.next({ kind: 'body', text: strange }, { action: 'getPrices' });
    await sync();
    expect(await route()).toEqual({ stock: 70, cost: usd('0.20') });
    const told = () =>
      shop.all<{ facts: { detail: string } }>(`SELECT facts FROM operator_alerts WHERE kind = 'catalogue_unreadable'`);
    expect((await told())[0]!.facts.detail).toBe('not one of 2 rows is understood: amount: number, fee: string');
    const odd = JSON.stringify({ 49: { tg: { '0.21': 150, '0.35': 40 }, wa: { amount: 7 } } });
    hero.faults.next({ kind: 'body', text: odd }, { action: 'getPrices' });
    await sync();
    expect(await route()).toEqual({ stock: 150, cost: usd('0.21') });
    expect((await told())[0]!.facts.detail).toBe('amount: number');
    await sync();
    expect(await told()).toEqual([]);
  });

  it('with one odd cell bring all others; the odd one stays as it was, is not sold out, and is named until it is over', async () => {
    const { hero, sync } = await syncedHero();
    const whatsApp = await shop.offer({ service: 'WhatsApp' });
    await shop.all(`UPDATE routes SET service_code = 'wa' WHERE id = $1`, [await shop.route(whatsApp, hero.id)]);
    const told = () =>
      shop.all<{ facts: { detail: string; count: number } }>(
        `SELECT facts FROM operator_alerts WHERE kind = 'catalogue_unreadable'`,
      );
    const odd = JSON.stringify({ 49: { tg: { amount: 7 }, wa: { cost: 0.3, count: 12 } } });
    hero.faults.next({ kind: 'body', text: odd }, { action: 'getPrices' });
    await sync();
    const routes = () =>
      shop.all('SELECT service_code AS code, stock, listed_cost AS cost FROM routes ORDER BY service_code');
    expect(await routes()).toEqual([
      { code: 'tg', stock: 70, cost: usd('0.20') },
      { code: 'wa', stock: 12, cost: usd('0.30') },
    ]);
    expect((await changes()).map(({ kind }) => kind)).toEqual(['NEW_PRICE']);
    expect((await told()).map(({ facts }) => [facts.count, facts.detail])).toEqual([[1, 'amount: number']]);
    await sync();
    expect(await told()).toEqual([]);
    expect((await routes())[1]).toMatchObject({ code: 'wa', stock: 3_400 });
  });

  it('that were not read for an hour are told to the operator, whatever keeps them away', async () => {
    const { hero, sync } = await syncedHero();
    hero.faults.next({ kind: 'html' }, { times: Number.POSITIVE_INFINITY });
    const alerts = () => shop.all<{ kind: string }>('SELECT kind FROM operator_alerts');
    for (let i = 0; i < 5; i += 1) await sync();
    expect(await alerts()).toEqual([]);
    await sync();
    expect(await alerts()).toEqual([{ kind: 'catalogue_unreadable' }]);
  });

  it('note a service that is new and one that is gone, by name', async () => {
    const lists = await shop.scripted('lists', ['catalogue', 'prices']);
    const country = { code: '1', name: 'Latvia', iso: 'LV' };
    const list = (...names: string[]) =>
      lists.next('catalogue', {
        kind: 'catalogue',
        services: names.map((name) => ({ code: name.toLowerCase(), name })),
        countries: [country, country],
      });
    lists.always('prices', { kind: 'prices', rows: [] });
    list('Telegram', 'Viber');
    await shop.runs('sync-catalogues');
    list('Telegram', 'Line');
    await shop.passes({ minutes: 11 });
    await shop.runs('sync-catalogues');
    expect((await changes()).map(({ kind, name }) => [kind, name])).toEqual([
      ['NEW_SERVICE', 'Line'],
      ['GONE_SERVICE', 'Viber'],
    ]);
  });

  it('never undo what an operator mapped', async () => {
    const { hero, sync } = await syncedHero();
    const whatsApp = await shop.offer({ service: 'WhatsApp' });
    const mapping = { kind: 'service', providerId: hero.id, code: 'tg', id: whatsApp.serviceId, ...author } as const;
    expect(await mapVendorCode(shop.app, mapping)).toEqual({ kind: 'mapped' });
    expect(await mapVendorCode(shop.app, { ...mapping, code: 'nothing' })).toMatchObject({ kind: 'not_found' });
    expect(await mapVendorCode(shop.app, { ...mapping, id: 99_999 })).toEqual({ kind: 'not_found', entity: 'service' });
    await sync();
    expect(await shop.one(`SELECT service_id AS id FROM vendor_services WHERE code = 'tg'`)).toEqual({
      id: whatsApp.serviceId,
    });
  });
});

describe('price rules', () => {
  it('propose prices from the listed cost, change nothing by themselves, and are applied with a trace', async () => {
    await syncedHero();
    await savePriceRule(shop.app, { kind: 'MARKUP', markupBp: 5_000, roundTo: usd('0.05') }, author);
    const preview = await previewPrices(shop.app);
    expect(preview.proposals).toMatchObject([{ price: usd('0.80'), proposed: usd('0.30'), cost: usd('0.20') }]);
    expect(await shop.one('SELECT price FROM offers')).toEqual({ price: usd('0.80') });
    const undo = { batchId: expect.any(Number), undoUntil: expect.any(Date) };
    expect(await applyPrices(shop.app, preview.token, author)).toEqual({ kind: 'applied', changed: 1, ...undo });
    expect(await shop.one('SELECT price FROM offers')).toEqual({ price: usd('0.30') });
    expect(await shop.one(`SELECT facts FROM audit_log WHERE action = 'offer.priced'`)).toMatchObject({
      facts: { price: '0.3000', before: '0.8000', cost: '0.2000' },
    });
    expect((await previewPrices(shop.app)).proposals).toEqual([]);
    const buyer = await shop.buyer();
    expect(await buyer.outcomeOf(offer)).toBe('price_changed');
  });

  it('never go below what the dearest route may cost', async () => {
    await syncedHero();
    const dear = await shop.scripted('dear', ['acquire']);
    await shop.route(offer, dear.id, { maxCost: usd('0.45') });
    await savePriceRule(shop.app, { kind: 'FIXED', fixedPrice: usd('0.10') }, author);
    expect((await previewPrices(shop.app)).proposals).toMatchObject([{ proposed: usd('0.45') }]);
  });

  it('are not applied when anything moved since the preview', async () => {
    const { sync, sells } = await syncedHero();
    await savePriceRule(shop.app, { kind: 'MARKUP', markupBp: 10_000 }, author);
    const { token } = await previewPrices(shop.app);
    sells('0.2500', 5);
    await sync();
    expect(await applyPrices(shop.app, token, author)).toEqual({ kind: 'changed_meanwhile' });
    expect(await shop.one('SELECT price FROM offers')).toEqual({ price: usd('0.80') });
  });

  it('are one for each service and country, and go when deleted', async () => {
    await syncedHero();
    const first = await savePriceRule(shop.app, { kind: 'MARKUP', markupBp: 1 }, author);
    const second = await savePriceRule(shop.app, { kind: 'FIXED', fixedPrice: usd('2') }, author);
    expect(second).toEqual(first);
    expect(await savePriceRule(shop.app, { kind: 'MARKUP' }, author)).toMatchObject({
      kind: 'invalid',
      problem: { path: 'markupBp' },
    });
    expect(await savePriceRule(shop.app, { kind: 'MARKUP', markupBp: 1, serviceId: 999 }, author)).toEqual({
      kind: 'not_found',
      entity: 'service',
    });
    const { id } = first as { id: number };
    expect(await deletePriceRule(shop.app, id, author)).toEqual({ kind: 'deleted' });
    expect(await deletePriceRule(shop.app, id, author)).toEqual({ kind: 'not_found' });
    expect((await previewPrices(shop.app)).untouched).toBe(1);
  });
});
