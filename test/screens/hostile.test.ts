import fc from 'fast-check';
import { callbacks } from '../../src/bot/callbacks';
import { usd } from '../support/shop';
import type { Chat } from './support/chat';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

/** What nobody but the owner of a reservation may cause. */
describe('a stranger who presses whatever he likes', () => {
  let world: ScreenWorld;
  let victim: Chat;
  let stranger: Chat;
  let offerId: number;

  beforeAll(async () => {
    world = await openScreenWorld();
    const offer = await world.shop.offer({ service: 'WhatsApp', price: usd('0.80') });
    offerId = offer.id;
    const { providerId } = await world.shop.pool(offer, { numbers: 20 });
    victim = await world.buyer({ balance: usd('9'), firstName: 'Victim' });
    for (const nonce of ['nonce-01', 'nonce-02', 'nonce-03']) {
      await victim.pressesData(
        callbacks.reserve({ offer: offerId, price: usd('0.80'), nonce }),
        victim.messages[0]!.id,
      );
      if (nonce === 'nonce-01')
        await world.sms(providerId, /\+(\d+)/.exec(victim.messages[0]!.text)![1]!, 'code 121212');
      if (nonce === 'nonce-02') {
        const [, phone] = /\+(\d+)/.exec(victim.messages[0]!.text)!;
        await victim.presses('Cancel', victim.messages[0]!);
        await world.sms(providerId, phone!, 'late 343434');
      }
    }
    stranger = await world.buyer({ firstName: 'Stranger' });
  });
  afterAll(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  /** Everything that money, numbers and reservations consist of. */
  async function state(): Promise<string> {
    const tables = ['transfers', 'wallets', 'reservations', 'messages', 'numbers', 'upstream_order_ends', 'favourites'];
    const all = await Promise.all(
      tables.map((table) =>
        world.shop.all(`SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${table} t`),
      ),
    );
    return JSON.stringify(all);
  }

  const id = fc.oneof(fc.bigInt({ min: 0n, max: 12n }), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }));
  const count = fc.integer({ min: 0, max: 9999 });
  const foreign = fc.oneof(
    id.map((reservation) => callbacks.card({ reservation })),
    id.map((reservation) => callbacks.cancel({ reservation })),
    id.map((reservation) => callbacks.change({ reservation })),
    id.map((reservation) => callbacks.more({ reservation })),
    id.map((message) => callbacks.claim({ message })),
    id.map((before) => callbacks.transactions({ before })),
    count.map((page) => callbacks.history({ page, from: 'x' })),
    count.map((page) => callbacks.services({ page, favourites: false, query: true })),
    fc.record({ offer: count, page: count, from: count }).map((params) => callbacks.offer(params)),
    fc
      .record({ service: count, page: count, query: fc.boolean(), from: count })
      .map((params) => callbacks.countries(params)),
    // A purchase that he cannot pay, or at a price that is not the offer's.
    fc
      .record({
        offer: fc.constantFrom(1, 2, 99),
        price: fc.constantFrom(0n, 1n, 8_000n, 2n ** 63n - 1n),
      })
      .map((params) => callbacks.reserve({ ...params, nonce: 'nonce-01' })),
  );
  const broken = fc.oneof(
    fc.string({ maxLength: 64, unit: 'binary' }),
    foreign.map((data) => data.slice(0, -1)),
    foreign.map((data) => `${data}.0`),
    foreign.map((data) => data.toUpperCase()),
    foreign.map((data) => `!!${data}`),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
  );

  it('changes nothing by 700 forged, stale or foreign presses', async () => {
    const before = await state();
    const presses = fc.oneof(
      foreign,
      foreign.map((data) => `!${data}`),
      broken,
    );
    await fc.assert(
      fc.asyncProperty(presses, async (data) => {
        await stranger.pressesData(data, 1);
        expect(stranger.last.text).not.toMatch(/121212|343434/);
      }),
      { numRuns: 700, endOnFailure: true },
    );
    expect(await state()).toBe(before);
  });

  it('changes nothing by 700 messages of any kind', async () => {
    const before = await state();
    const words = fc.oneof(
      fc.string({ maxLength: 300, unit: 'binary' }),
      fc.string({ maxLength: 40 }).map((text) => `/${text}`),
      fc.string({ maxLength: 80, unit: 'grapheme' }).map((text) => `/start ${text}`),
      fc.constantFrom(
        "'; DROP TABLE users; --",
        '\u0000',
        '\u202e\u2069',
        '%',
        '_',
        '/',
        '/start s_',
        '🦄'.repeat(2000),
      ),
      foreign,
    );
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        await world.handles(stranger.messageOf(text));
      }),
      { numRuns: 700, endOnFailure: true },
    );
    expect(await state()).toBe(before);
  });

  it('sees nothing of what is not his', async () => {
    const foreignIds = await world.shop.all<{ id: bigint; phone: string }>('SELECT id, phone FROM reservations');
    for (const { id: reservation, phone } of foreignIds) {
      await stranger.pressesData(callbacks.card({ reservation }));
      expect(stranger.last.text).toContain('not among yours');
      expect(stranger.last.text).not.toContain(phone);
    }
  });

  it('cannot use up the key of another person: the same nonce is his own purchase', async () => {
    const rich = await world.buyer({ balance: usd('1') });
    await rich.pressesData(callbacks.reserve({ offer: offerId, price: usd('0.80'), nonce: 'nonce-01' }));
    expect(rich.last.text).toContain('Waiting for the SMS');
    expect(await world.money(victim)).toEqual({ available: usd('7.40'), held: usd('0.80') });
  });
});
