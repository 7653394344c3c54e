import { findReservation } from '../../src/usecases/reservations/reservation-view';
import { openShop, type Shop, type TestOffer, usd } from '../support/shop';
import { openResaleShop, type ResaleShop } from './support/resale-shop';

const WORDINGS = ['CLASSIC', 'HERO'] as const;

/** A second shop, over a database of its own, that buys by our adapter of handler_api from the first one. */
describe.each(WORDINGS)('a shop that buys from another shop of this kind (%s)', (wording) => {
  let first: ResaleShop;
  let second: Shop;
  let reseller: Awaited<ReturnType<ResaleShop['reseller']>>;
  const offers: Record<string, TestOffer> = {};

  beforeAll(async () => {
    first = await openResaleShop();
    second = await openShop();
    reseller = await first.reseller({ balance: '20' });
    await first.shop.all('UPDATE resale_keys SET wording = $1 WHERE id = $2', [wording, reseller.keyId]);
    await passes({ seconds: 2 });
    const options = { dialect: wording.toLowerCase(), idempotentPurchase: wording === 'CLASSIC' };
    const provider = await second.provider({
      ...{ name: 'first shop', protocol: 'handler_api', baseUrl: first.url, key: reseller.key, options },
    });
    await second.all('UPDATE providers SET timeout_ms = 20000 WHERE id = $1', [provider]);
    for (const service of ['WhatsApp', 'Telegram', 'Google']) {
      offers[service] = await second.offer({ service, price: usd('1.20') });
      await second.route(offers[service], provider, { maxCost: usd('1.00') });
    }
  });

  afterEach(async () => {
    await first.verifies();
    await second.booksBalance();
    expect(second.logged.join('')).not.toContain(reseller.key);
    // What the second shop owns is what it bought, and what it paid for is what the first one took.
    const owned = await second.all<{ id: string; status: string }>(
      'SELECT upstream_order_id AS id, status FROM reservations WHERE upstream_order_id IS NOT NULL ORDER BY id',
    );
    const sold = await first.shop.all<{ id: string; status: string }>(
      `SELECT o.id::text AS id, r.status FROM resale_orders o JOIN reservations r ON r.id = o.reservation_id
       WHERE r.phone IS NOT NULL ORDER BY r.id`,
    );
    expect(owned.map(({ id }) => id).sort()).toEqual(sold.map(({ id }) => id).sort());
    const paid = (rows: typeof owned) =>
      rows
        .filter(({ status }) => status === 'COMPLETED')
        .map(({ id }) => id)
        .sort();
    expect(paid(owned)).toEqual(paid(sold));
  });

  afterAll(async () => {
    await second.close();
    await first.close();
  });

  async function passes(o: { minutes?: number; seconds?: number }) {
    await Promise.all([first.shop.passes(o), second.passes(o)]);
  }

  /** The second shop asks the first one for news. */
  async function polls() {
    await passes({ seconds: 5 });
    await second.runs('poll-providers');
  }

  const isStage = async (id: bigint, stage: string) => (await findReservation(second.app, { id }))?.stage === stage;

  it('gets a number, the code and a second one, and says that it is done', async () => {
    const buyer = await second.buyer();
    const bought = await buyer.buys(offers.WhatsApp!);
    expect(bought).toMatchObject({ stage: 'WAITING_CODE', phone: expect.stringMatching(/^371/) });
    expect(await reseller.buyer.held()).toBe(usd('0.80'));
    await first.sms(bought.phone!, 'Your code is 012345');
    await polls();
    expect((await buyer.sees(bought)).messages.map(({ code }) => code)).toEqual(['012345']);
    expect(await buyer.balance()).toBe(usd('8.80'));
    await passes({ seconds: 1 });
    expect((await buyer.asksForMore(bought)).kind).toBe('asked');
    await first.sms(bought.phone!, 'Your code is 99887');
    await polls();
    expect((await buyer.sees(bought)).messages.map(({ code }) => code)).toEqual(['012345', '99887']);
    await passes({ minutes: 21 });
    await second.runs('hand-back-numbers', 'close-upstream');
    const ended = await first.shop.all('SELECT 1 FROM resale_orders WHERE finished_at IS NOT NULL');
    expect(ended).toHaveLength(1);
  });

  it('cancels as soon as the first shop lets it, and both give the money back', async () => {
    const buyer = await second.buyer();
    const before = await reseller.buyer.balance();
    const bought = await buyer.buys(offers.Telegram!);
    expect(bought.stage).toBe('WAITING_CODE');
    expect((await buyer.cancels(bought)).kind).toBe('pending');
    await passes({ minutes: 2, seconds: 5 });
    await second.runs('finish-cancels');
    await second.until(() => isStage(bought.id, 'CANCELED'));
    expect(await buyer.balance()).toBe(usd('10'));
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([before, 0n]);
  });

  it('sells nothing where the first shop is sold out, asks more than its route bears, or has no money for it', async () => {
    const buyer = await second.buyer();
    expect((await buyer.buys(offers.Google!)).stage).toBe('CANCELED');
    await first.shop.all('UPDATE offers SET price = 11000 WHERE id = $1', [first.offers.whatsapp.id]);
    expect((await buyer.buys(offers.WhatsApp!)).stage).toBe('CANCELED');
    await first.shop.all('UPDATE offers SET price = 8000 WHERE id = $1', [first.offers.whatsapp.id]);
    const poor = await first.reseller({ balance: '0.10', name: 'poor' });
    await second.all('UPDATE providers SET api_key_sealed = $1, paused_until = NULL', [Buffer.from(poor.key)]);
    await passes({ minutes: 2 });
    expect((await buyer.buys(offers.WhatsApp!)).stage).toBe('CANCELED');
    expect(await buyer.balance()).toBe(usd('10'));
    await second.all('UPDATE providers SET api_key_sealed = $1, paused_until = NULL', [Buffer.from(reseller.key)]);
    await passes({ minutes: 10 });
  });

  it('has its money again when no code came', async () => {
    const buyer = await second.buyer();
    const before = await reseller.buyer.balance();
    const bought = await buyer.buys(offers.WhatsApp!);
    await passes({ minutes: 21 });
    await first.shop.runs('expire-reservations');
    await second.runs('expire-reservations');
    await second.until(() => isStage(bought.id, 'EXPIRED'));
    expect([await buyer.balance(), await reseller.buyer.balance()]).toEqual([usd('10'), before]);
  });

  it('reads prices, stock, the catalogue and its balance', async () => {
    const [row] = await second.all<{ id: number }>('SELECT id FROM providers ORDER BY id LIMIT 1');
    const provider = (await second.app.providers.get(row!.id))!;
    const balance = await provider.balance!();
    expect(balance).toEqual({ kind: 'balance', amount: await reseller.buyer.balance() });
    const prices = await provider.prices!({});
    expect(prices).toMatchObject({ kind: 'prices' });
    const rows = prices.kind === 'prices' ? prices.rows : [];
    expect(rows.find(({ serviceCode }) => serviceCode === 'wa')).toMatchObject({ countryCode: '49', cost: 8_000n });
    const catalogue = await provider.catalogue!();
    expect(JSON.stringify(catalogue, (_, value) => (typeof value === 'bigint' ? String(value) : value))).toMatch(
      /WhatsApp/,
    );
  });

  it('is shut out by a revoked key, and stops asking', async () => {
    const buyer = await second.buyer();
    const other = await first.reseller({ name: 'revoked' });
    await first.shop.all('UPDATE resale_keys SET revoked_at = now() WHERE id = $1', [other.keyId]);
    await second.all('UPDATE providers SET api_key_sealed = $1', [Buffer.from(other.key)]);
    await passes({ minutes: 2 });
    expect((await buyer.buys(offers.WhatsApp!)).stage).toBe('CANCELED');
    const [row] = await second.all<{ pausedUntil: Date | null }>(
      'SELECT paused_until AS "pausedUntil" FROM providers ORDER BY id LIMIT 1',
    );
    expect(row!.pausedUntil).not.toBeNull();
    await second.all('UPDATE providers SET api_key_sealed = $1, paused_until = NULL', [Buffer.from(reseller.key)]);
    await passes({ minutes: 10 });
  });
});
