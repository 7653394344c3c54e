import type { Channel } from '../../src/ports/messenger';
import { BOT_ID, openScreenWorld, type ScreenWorld } from '../screens/support/screen-world';
import { requiredChannel } from '../support/channels';
import type { TestOffer } from '../support/shop';

const OWNER = 4_444n;

describe('a shop that asks its buyers into three channels', () => {
  let world: ScreenWorld;
  let offer: TestOffer;
  let providerId: number;
  let news: Channel;
  let deals: Channel;
  let chat: Channel;

  beforeAll(async () => {
    world = await openScreenWorld({ ownerIds: [OWNER] });
    offer = await world.shop.offer({ service: 'WhatsApp', country: 'Latvia' });
    ({ providerId } = await world.shop.pool(offer, { numbers: 20 }));
    news = await requiredChannel(world.shop, 'News');
    deals = await requiredChannel(world.shop, 'Deals');
    chat = await requiredChannel(world.shop, 'Chat');
  });
  afterEach(async () => {
    await world.shop.runs('expire-reservations');
    await world.shop.booksBalance();
  });
  afterAll(() => world?.close());

  async function joinsAll(buyer: Awaited<ReturnType<ScreenWorld['buyer']>>) {
    for (const channel of [news, deals, chat]) await buyer.joins(channel.id);
  }
  const asked = () => world.shop.telegram.asked.length;
  const titles = (buyer: ReturnType<ScreenWorld['stranger']>) =>
    buyer.last.keyboard.flat().flatMap((button) => (button.kind === 'url' ? [button.text] : []));

  it('shows a newcomer what he must join; each join takes its channel away, the last one opens what he came for', async () => {
    const buyer = world.stranger();
    await buyer.writes('/start c_wa_LV');
    expect(titles(buyer)).toEqual(['📣 News', '📣 Deals', '📣 Chat']);
    expect(buyer.button('News')).toMatchObject({ kind: 'url', url: `https://t.me/${news.username}` });
    await buyer.joins(deals.id);
    expect(titles(buyer)).toEqual(['📣 News', '📣 Chat']);
    await buyer.joins(chat.id);
    expect(titles(buyer)).toEqual(['📣 News']);
    await buyer.joins(news.id);
    expect(buyer.last.text).toContain('WhatsApp');
    expect(buyer.last.text).toContain('Latvia');
    expect(buyer.messages).toHaveLength(1);
  });

  it('believes no press that Telegram denies, and opens at the press after a join that no update told of', async () => {
    const buyer = world.stranger();
    await buyer.writes('/services');
    await buyer.presses('I have joined');
    expect(buyer.toast).toBe('3 channels are still to be joined.');
    for (const channel of [news, deals, chat]) await buyer.joins(channel.id, { isTold: false });
    await buyer.presses('I have joined');
    expect(buyer.toast).toBe('✅ Thank you, the shop is open.');
    expect(buyer.last.text).toContain('Which service');
  });

  it('searches for the words that were typed, once he is in', async () => {
    const buyer = world.stranger();
    await buyer.writes('whats');
    expect(titles(buyer)).toHaveLength(3);
    await joinsAll(buyer);
    expect(buyer.last.text).toContain('whats');
    expect(buyer.labels()).toContainEqual(expect.stringContaining('WhatsApp'));
  });

  it('makes the purchase that was interrupted, once, when he who had left is back', async () => {
    const buyer = await world.buyer({ balance: 100_000n });
    await joinsAll(buyer);
    await buyer.writes('/start c_wa_LV');
    const press = buyer.dataOf(/Get a number · /);
    await buyer.leaves(news.id);
    await buyer.pressesData(press);
    expect(titles(buyer)).toEqual(['📣 News']);
    expect(buyer.last.text).toContain('Nothing has been charged');
    expect((await world.money(buyer))?.held).toBe(0n);
    await buyer.joins(news.id);
    expect(buyer.last.text).toContain('+371');
    expect((await world.money(buyer))?.held).toBe(offer.price);
  });

  it('shows a purchase that waited for a quarter of an hour again, instead of making it', async () => {
    const buyer = await world.buyer({ balance: 100_000n });
    await joinsAll(buyer);
    await buyer.writes('/start c_wa_LV');
    const press = buyer.dataOf(/Get a number · /);
    await buyer.leaves(news.id);
    await buyer.pressesData(press);
    await world.shop.passes({ minutes: 15 });
    await buyer.joins(news.id);
    expect((await world.money(buyer))?.held).toBe(0n);
    expect(buyer.labels()).toContainEqual(expect.stringMatching(/Get a number · /));
  });

  it('lets him who has a number and leaves see it, get its code and cancel, but buy no other one', async () => {
    const buyer = await world.buyer({ balance: 100_000n });
    await joinsAll(buyer);
    await buyer.writes('/start c_wa_LV');
    await buyer.presses(/Get a number · /);
    const card = buyer.last;
    await buyer.leaves(news.id);
    await buyer.presses('Refresh', card);
    expect(card.text).toContain('+371');
    await buyer.writes('/numbers');
    expect(buyer.last.text).toContain('is yours now');
    await buyer.writes('/services');
    expect(titles(buyer)).toEqual(['📣 News']);
    const phone = /\+(371\d+)/.exec(card.text)![1]!;
    await world.sms(providerId, phone, 'Your WhatsApp code is 313-400');
    expect(buyer.messages.some(({ text }) => text.includes('313-400'))).toBe(true);
  });

  it('keeps what waits behind the gate while he changes the language', async () => {
    const buyer = world.stranger();
    await buyer.writes('/start c_wa_LV');
    await buyer.presses('🌐 Language');
    await buyer.presses('Русский');
    expect(buyer.last.text).toContain('подпишитесь на 3 канала');
    await joinsAll(buyer);
    expect(buyer.last.text).toContain('WhatsApp');
    expect(buyer.labels()).not.toContainEqual(expect.stringContaining('подпис'));
  });

  it('asks nobody to read about it first, and lets owners pass', async () => {
    const reader = world.stranger();
    await reader.writes('/privacy');
    expect(reader.last.text).toContain('Privacy');
    const owner = world.stranger({ telegramId: OWNER });
    await owner.writes('/services');
    expect(owner.last.text).toContain('Which service');
  });

  it('lets those pass who are in the panel', async () => {
    const admin = await world.buyer();
    await admin.writes('/services');
    expect(titles(admin)).toHaveLength(3);
    await world.shop.all(
      `INSERT INTO admin_sessions (user_id, created_at, last_used_at, expires_at)
       VALUES ($1, $2::timestamptz, $2, $2 + interval '1 hour') RETURNING 1`,
      [await world.userId(admin), world.shop.clock.now()],
    );
    await admin.writes('/services');
    expect(admin.last.text).toContain('Which service');
  });

  it('asks Telegram nothing about a member for half an hour, and then once for each channel', async () => {
    const buyer = await world.buyer();
    await joinsAll(buyer);
    const before = asked();
    for (let press = 0; press < 10; press += 1) await buyer.writes('/services');
    expect(asked()).toBe(before);
    await world.shop.passes({ minutes: 31 });
    await buyer.writes('/services');
    await buyer.writes('/services');
    expect(asked()).toBe(before + 3);
  });

  it('stops nobody for a channel that the bot cannot see into, and tells the owner once in the hour', async () => {
    const buyer = world.stranger();
    await buyer.writes('/services');
    expect(titles(buyer)).toHaveLength(3);
    await buyer.joins(news.id);
    await buyer.joins(deals.id);
    const { telegram } = world.shop;
    telegram.troubles.set(chat.id, { kind: 'unknown', reason: 'bot_not_admin', detail: 'CHAT_ADMIN_REQUIRED' });
    const owner = world.stranger({ telegramId: OWNER });
    await owner.writes('/start');
    const said = owner.messages.length;

    await world.shop.passes({ seconds: 61 });
    await buyer.presses('I have joined');
    expect(buyer.last.text).toContain('Which service');
    const before = asked();
    for (let press = 0; press < 10; press += 1) await buyer.writes('/services');
    expect(buyer.last.text).toContain('Which service');
    expect(asked()).toBe(before);
    const newcomer = world.stranger();
    await newcomer.writes('/start');
    expect(titles(newcomer)).toEqual(['📣 News', '📣 Deals']);
    await world.shop.passes({ minutes: 5 });
    await newcomer.writes('/start');
    const warnings = owner.messages.slice(said).filter(({ text }) => text.includes('CHAT_ADMIN_REQUIRED'));
    expect(warnings).toHaveLength(1);

    telegram.troubles.delete(chat.id);
    await world.handles({
      kind: 'participant',
      from: { telegramId: BOT_ID, firstName: 'bot', lastName: null, username: null, languageCode: null },
      channelId: chat.id,
      isMember: true,
      isAdmin: true,
      actorId: OWNER,
      at: world.shop.clock.now(),
    });
    await world.shop.passes({ seconds: 61 });
    await newcomer.writes('/start');
    expect(titles(newcomer)).toEqual(['📣 News', '📣 Deals', '📣 Chat']);
  });

  it('has no gate once the operator takes the channels off', async () => {
    await world.shop.all('UPDATE required_channels SET is_active = false RETURNING 1');
    await world.shop.passes({ seconds: 2 });
    const buyer = world.stranger();
    await buyer.writes('/services');
    expect(buyer.last.text).toContain('Which service');
  });
});
