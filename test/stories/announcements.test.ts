import { createRenderer } from '../../src/bot/outbox/kinds';
import type { RenderedMessage } from '../../src/ports/rendered-message';
import { saveAnnouncementChannel, saveAnnouncementTemplate } from '../../src/usecases/channels/save-announcements';
import { saveUserDataChannel } from '../../src/usecases/channels/save-user-data-channel';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { openShop, type Shop, usd } from '../support/shop';

const author = { actor: { type: 'ADMIN', id: 'test' } } as const;

describe('posts that a channel gets by themselves', () => {
  let shop: Shop;
  let channelId: number;
  beforeEach(async () => {
    shop = await openShop();
    const { channel } = await shop.db.channels.save({
      ...{ telegramId: -1_001_000_000_001n, title: 'News', username: null, inviteLink: null, isGroup: false },
      at: shop.clock.now(),
    });
    channelId = channel.id;
  });
  afterEach(() => shop.close());

  /** What stands in the outbox for the channel, made into messages as the sender would. */
  async function posts(): Promise<string[]> {
    const rows = await shop.all<{ key: string; kind: string; payload: Record<string, unknown> }>(
      'SELECT key, kind, payload FROM outbox WHERE chat_id IS NOT NULL AND user_id IS NULL ORDER BY id',
    );
    const { render } = createRenderer(shop.app);
    const made = await Promise.all(rows.map((row) => render({ ...row, userId: null, language: null, attempts: 1 })));
    return made.filter((one): one is RenderedMessage => one !== undefined).map(({ text }) => text);
  }
  const offerOf = async (service: string, price = '0.80', numbers = 1) => {
    const offer = await shop.offer({ service, price: usd(price) });
    await shop.pool(offer, { numbers });
    return offer;
  };
  const stock = (offer: { serviceId: number }, isThere: boolean) =>
    shop.all(`UPDATE numbers SET status = $2::number_status WHERE service_id = $1 RETURNING id`, [
      offer.serviceId,
      isThere ? 'AVAILABLE' : 'RESERVED',
    ]);
  const reprice = (offer: { id: number }, price: string) =>
    shop.all('UPDATE offers SET price = $2 WHERE id = $1 RETURNING id', [offer.id, usd(price)]);
  const minute = async (minutes = 1) => {
    await shop.passes({ minutes });
    await shop.runs('sweep-offers');
  };
  const announcing = (input: Parameters<typeof saveAnnouncementChannel>[2] = {}) =>
    saveAnnouncementChannel(shop.app, channelId, input, author);

  it('tell nothing that was so before, and each thing that is new once', async () => {
    const whatsapp = await offerOf('WhatsApp');
    await minute();
    expect(await announcing()).toEqual({ kind: 'saved', id: channelId });
    await minute();
    expect(await posts()).toEqual([]);

    await reprice(whatsapp, '0.70');
    await minute();
    await minute();
    expect(await posts()).toEqual(['💱 New prices\n\nWhatsApp · 🇱🇻 Latvia · $0.80 → $0.70']);

    await offerOf('Google', '0.35');
    await minute();
    await minute();
    expect((await posts()).slice(1)).toEqual(['🆕 New services\n\nGoogle · from $0.35']);
  });

  it('tell of a restock when it was gone for a while, and not again for a day', async () => {
    const offer = await offerOf('Telegram');
    await announcing({ kinds: ['RESTOCK'] });
    const goesAndComes = async (minutes: number) => {
      await stock(offer, false);
      await minute();
      await shop.passes({ minutes });
      await stock(offer, true);
      await minute();
    };
    await goesAndComes(5);
    expect(await posts()).toEqual([]);
    await goesAndComes(45);
    expect(await posts()).toEqual(['🔔 Back in stock\n\nTelegram · 🇱🇻 Latvia · $0.80']);
    await goesAndComes(45);
    expect(await posts()).toHaveLength(1);
    await shop.passes({ hours: 24 });
    await goesAndComes(45);
    expect(await posts()).toHaveLength(2);
  });

  it('leave out what is not wanted, and what is over before it is sent', async () => {
    const offer = await offerOf('Telegram');
    await announcing({ kinds: ['PRICE_CHANGE'], language: 'ru' });
    await offerOf('Google');
    await minute();
    expect(await posts()).toEqual([]);
    await reprice(offer, '0.90');
    await minute();
    expect(await posts()).toEqual(['💱 Новые цены\n\nTelegram · 🇱🇻 Латвия · $0.80 → $0.90']);
    await reprice(offer, '0.80');
    expect(await posts()).toEqual([]);
    await announcing({ isActive: false });
    await minute();
    expect(await posts()).toEqual([]);
  });

  it('speak in the words that the operator wrote, as plain text', async () => {
    const offer = await offerOf('Telegram');
    await announcing();
    const template = { kind: 'PRICE_CHANGE', language: 'en' } as const;
    expect(await saveAnnouncementTemplate(shop.app, { ...template, text: 'Hurry!' }, author)).toMatchObject({
      ...{ kind: 'invalid', problem: { kind: 'list_place', path: 'text', facts: { place: '{list}' } } },
    });
    await saveAnnouncementTemplate(shop.app, { ...template, text: '<b>Hurry</b>\n{list}\n— the shop' }, author);
    await reprice(offer, '0.90');
    await minute();
    expect(await posts()).toEqual(['<b>Hurry</b>\nTelegram · 🇱🇻 Latvia · $0.80 → $0.90\n— the shop']);
    await saveAnnouncementTemplate(shop.app, { ...template, text: null }, author);
    expect((await posts())[0]).toContain('💱 New prices');
  });

  it('put many changes into one post', async () => {
    for (let n = 0; n < 23; n += 1) await offerOf(`Service ${String(n).padStart(2, '0')}`);
    await announcing();
    await shop.all('UPDATE offers SET price = price * 2 RETURNING id');
    await minute();
    const [post, ...others] = await posts();
    expect(others).toEqual([]);
    expect(post!.split('\n')).toHaveLength(2 + 20 + 1);
    expect(post).toContain('…and 3 more');
  });

  it('sum up each day once, in the shop’s own time', async () => {
    await shop.set('timeZone', 'Asia/Tokyo');
    await saveUserDataChannel(shop.app, channelId, { postsSummaries: true }, author);
    const offer = await offerOf('Telegram');
    const [buyer, other] = [await shop.buyer(), await shop.buyer()];
    const bought = await buyer.buys(offer);
    const { providerId } = await shop.one<{ providerId: number }>(
      'SELECT provider_id AS "providerId" FROM reservations WHERE id = $1',
      [bought.id],
    );
    const messages = [{ phone: bought.phone!, text: 'Your code is 12345', receivedAt: shop.clock.now() }];
    await receiveMessages(shop.app, { providerId, source: 'POLL', messages });
    expect(other.id).toBeDefined();
    // 12:00 UTC is 21:00 in Tokyo: three hours of that day are left.
    await shop.passes({ hours: 2 });
    await shop.runs('post-summaries');
    const summaries = async () => (await posts()).filter((text) => text.startsWith('📅'));
    expect(await summaries()).toEqual([]);
    await shop.passes({ hours: 1, seconds: 1 });
    await shop.runs('post-summaries');
    await shop.runs('post-summaries');
    expect(await summaries()).toEqual([
      '📅 15 January 2026\n👤 2 new users\n🛒 1 sale\n💰 Revenue: $0.80\n📈 Success rate: 100%',
    ]);
    await shop.passes({ days: 10 });
    await shop.runs('post-summaries');
    await shop.runs('post-summaries');
    await shop.runs('post-summaries');
    expect(await summaries()).toHaveLength(3);
    await saveUserDataChannel(shop.app, channelId, { postsSummaries: false }, author);
    await shop.passes({ days: 2 });
    await shop.runs('post-summaries');
    expect(await summaries()).toHaveLength(3);
    await shop.booksBalance();
  });
});
