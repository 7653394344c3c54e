import type { RunningShop } from '../../../src/main';
import { buysWhatsApp, opensOffer } from '../../support/buyer-walks';
import { LIVE_BOT, type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';

describe('the screens of the shop', () => {
  let world: LiveWorld;
  let shop: RunningShop;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    shop = await startLiveShop(world);
  });
  afterEach(() => world.booksBalance(shop));
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  it('welcome a stranger, who chooses a language at once', async () => {
    const stranger = await world.stranger();
    const home = await stranger.asks('/start');
    expect(home.text).toContain('Welcome, Stranger');
    await stranger.pressesOn(home.id, /Русский/);
    await stranger.showsOn(home.id, /Здравствуйте, Stranger/);
    expect((await stranger.asks('/balance')).text).toContain('Баланс');
  });

  it('lead a stranger from a deep link to the countries of a service', async () => {
    const stranger = await world.stranger();
    expect((await stranger.asks('/start s_wa')).text).toContain('WhatsApp: which country?');
    expect((await stranger.asks('/start c_tg_KZ')).text).toMatch(/Telegram[\s\S]*Price: \$0\.80/);
    expect((await stranger.asks('/start no_such_thing')).text).toContain('Hello, Stranger');
  });

  it('find services and countries by typed words', async () => {
    const buyer = await world.buyer();
    const isGone = (id: number) => buyer.sees(() => (buyer.message(id) ? undefined : true), `message ${id} to go`);
    const list = await buyer.asks('/services');
    const found = await buyer.asks('whats');
    expect(found.text).toContain('“whats”: 1 service');
    await isGone(list.id);
    await buyer.pressesOn(found.id, /WhatsApp/);
    await buyer.showsOn(found.id, /which country\?/);
    expect((await buyer.asks('latv')).text).toContain('“latv”: 1 country');
    await isGone(found.id);
    const { id, text } = await buyer.asks('atlantis');
    expect(text).toContain('No country found for “atlantis”');
    await buyer.pressesOn(id, /All countries/);
    await buyer.pressesOn(id, /Latvia/);
    await buyer.showsOn(id, /Price: /);
    await buyer.asks('/services');
    expect((await buyer.asks('carrier pigeon')).text).toContain('Nothing found for “carrier pigeon”');
    expect((await buyer.asks('/cancel')).text).toContain('Search closed.');
    expect((await buyer.asks('/cancel')).text).toContain('Nothing was in progress.');
  });

  it('show what was found once, below the words, though the answer to the sending is lost', async () => {
    const buyer = await world.buyer();
    const list = await buyer.asks('/services');
    world.telegram.faults.loseAnswer('messages.sendMessage', 1, BigInt(LIVE_BOT.token.split(':')[0]!));
    await buyer.asks('whats');
    await buyer.sees(() => (buyer.message(list.id) ? undefined : true), 'the list to go');
    expect(buyer.fromBot().map(({ text }) => text)).toEqual([expect.stringContaining('“whats”: 1 service')]);
    expect((await buyer.asks('latv')).text).toContain('Latvia: which service?');
  });

  it('keep a favourite', async () => {
    const buyer = await world.buyer();
    const { id } = await buyer.asks('/start');
    await buyer.pressesOn(id, /⭐ Favourites/);
    await buyer.showsOn(id, /No favourites yet/);
    await buyer.pressesOn(id, /All services/);
    await buyer.pressesOn(id, /WhatsApp/);
    const starred = await buyer.pressesOn(id, /☆ To favourites/);
    expect(starred.message).toBe('⭐ WhatsApp is among your favourites');
    await buyer.pressesOn(id, /🏠 Home/);
    await buyer.pressesOn(id, /⭐ Favourites/);
    await buyer.showsOn(id, /⭐ Favourites\n1 service/);
    await buyer.pressesOn(id, /WhatsApp/);
    expect((await buyer.pressesOn(id, /⭐ A favourite/)).message).toBe('☆ WhatsApp is no longer a favourite');
  });

  it('show open numbers, history, and every movement of money page by page', async () => {
    const buyer = await world.buyer();
    const { id } = await buyer.asks('/numbers');
    await buyer.showsOn(id, /No open numbers/);
    await buyer.pressesOn(id, /🗂 History/);
    await buyer.showsOn(id, /Nothing here yet/);
    for (let n = 0; n < 4; n += 1) {
      const { phone } = await buysWhatsApp(buyer);
      world.inbox.receive(phone, `WhatsApp code 240-10${n}`);
      await buyer.reads(new RegExp(`^🔑 240-10${n}`));
    }
    const { phone } = await buysWhatsApp(buyer);
    const numbers = await buyer.asks('/numbers');
    expect(numbers.text).toContain('5 are yours now');
    await buyer.pressesOn(numbers.id, new RegExp(phone));
    await buyer.showsOn(numbers.id, /Waiting for the SMS/);
    const history = await buyer.asks('/history');
    expect(history.text).toMatch(/🗂 History\n4 reservations/);
    await buyer.pressesOn(history.id, /✅ 💬 WhatsApp/);
    await buyer.showsOn(history.id, /\$0\.80 was charged for the code/);

    const balance = await buyer.asks('/balance');
    expect(balance.text).toMatch(/Available: \$6\.00\nHeld: \$0\.80/);
    await buyer.pressesOn(balance.id, /🧾 Transactions/);
    const newest = await buyer.showsOn(balance.id, /🧾 Transactions/);
    expect(newest.text).toMatch(/🔒 Held −\$0\.80\n.*WhatsApp · 🇱🇻 Latvia · available \$6\.00/);
    await buyer.pressesOn(balance.id, /Older ›/);
    await buyer.showsOn(balance.id, /➕ Added \+\$10\.00/);
    await buyer.pressesOn(balance.id, /« Newest/);
    await buyer.showsOn(balance.id, /available \$6\.00/);
    await buyer.pressesOn(balance.id, /‹ Back/);
    await buyer.showsOn(balance.id, /💳 Balance/);

    const home = await buyer.asks('/start');
    await buyer.pressesOn(home.id, /📊 Statistics/);
    await buyer.showsOn(home.id, /✅ 4 codes received[\s\S]*Spent: \$3\.20/);
    await buyer.pressesOn(home.id, /‹ Back/);
    await buyer.showsOn(home.id, /1 number is open/);
  });

  it('explain themselves', async () => {
    const buyer = await world.buyer();
    const help = await buyer.asks('/help');
    expect(help.text).toContain('How it works');
    await buyer.pressesOn(help.id, /🔏 Privacy/);
    await buyer.showsOn(help.id, /We keep your Telegram id/);
    expect((await buyer.asks('/privacy')).text).toContain('We do not sell it');
    expect((await buyer.asks('/free')).text).toContain('No free credit right now');
    expect((await buyer.asks('/abracadabra')).text).toContain('I do not know that command');
    await buyer.sendsPicture();
    await buyer.reads(/I read only text and buttons/);
  });

  it('turn Arabic, then Russian, for who wants it', async () => {
    const buyer = await world.buyer();
    const { id } = await buyer.asks('/language');
    const toArabic = await buyer.pressesOn(id, /العربية/);
    expect(toArabic.message).toMatch(/العربية/);
    await buyer.showsOn(id, /الرصيد/);
    await buyer.pressesOn(id, /🌐 اللغة/);
    await buyer.pressesOn(id, /Русский/);
    await buyer.showsOn(id, /Здравствуйте/);
    expect((await buyer.asks('/services')).buttons.flat().map(({ text }) => text)).toContain('‹ Назад');
  });

  it('serve an Arabic buyer from the first word to the code, with figures kept readable', async () => {
    const buyer = await world.buyer({ language: 'ar' });
    const home = await buyer.asks('/start');
    expect(home.text).toContain('\u2066$10.00\u2069');
    await buyer.pressesOn(home.id, /احصل على رقم/);
    await buyer.pressesOn(home.id, /WhatsApp/);
    await buyer.pressesOn(home.id, /لاتفيا/);
    await buyer.pressesOn(home.id, /✅/);
    const card = await buyer.showsOn(home.id, /📞/);
    const phone = /\u2066\+(\d+)\u2069/.exec(card.text)?.[1];
    world.inbox.receive(phone!, 'رمز واتساب الخاص بك هو 482-913');
    const code = await buyer.reads(/^\u200f🔑 \u2066482-913\u2069/);
    expect(code.entities).toContainEqual({ kind: 'messageEntityCode', offset: 5, length: 7 });
    expect(code.text).toContain('رمز واتساب الخاص بك هو 482-913');
  });

  it('answer stale buttons with a fresh screen, and change nothing', async () => {
    const buyer = await world.buyer();
    const offer = await opensOffer(buyer, /WhatsApp/, /Latvia/);
    await world.query('UPDATE offers SET price = 9000 WHERE id = 1');
    try {
      await buyer.pressesOn(offer.id, /✅ Get a number/);
      await buyer.showsOn(offer.id, /The price has changed[\s\S]*\$0\.90/);
    } finally {
      await world.query('UPDATE offers SET price = 8000 WHERE id = 1');
    }
    const { phone, cardId } = await buysWhatsApp(buyer);
    const list = await buyer.asks('/numbers');
    await buyer.pressesOn(list.id, new RegExp(phone));
    await buyer.pressesOn(list.id, /❌ Cancel/);
    await buyer.showsOn(list.id, /You canceled it/);
    // The first card is an old message by now, with its buttons still under it.
    expect((await buyer.pressesOn(cardId, /❌ Cancel/)).message).toBe('It had already ended. Nothing changed.');
    await buyer.showsOn(cardId, /You canceled it/);

    await world.query('UPDATE offers SET is_active = false WHERE id = 2');
    try {
      const again = await buyer.asks('/start c_tg_KZ');
      await buyer.showsOn(again.id, /no longer on sale/);
    } finally {
      await world.query('UPDATE offers SET is_active = true WHERE id = 2');
    }
  });

  it('are never asked for by data that stands under no button', async () => {
    const [buyer, other] = await Promise.all([world.buyer(), world.buyer()]);
    const { cardId } = await buysWhatsApp(buyer);
    const cancel = Buffer.from(buyer.buttonOf(cardId, /❌ Cancel/)!.value);
    const { id } = await other.asks('/start');
    for (const data of [cancel, Buffer.from('zzz'), Buffer.alloc(64, 0)]) {
      await expect(other.pressesData(id, data)).rejects.toMatchObject({ errorMessage: 'DATA_INVALID' });
    }
    expect(buyer.message(cardId)?.text).toContain('Waiting for the SMS');
  });
});
