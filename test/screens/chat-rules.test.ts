import { commandMenus } from '../../src/bot/command-menu';
import { usd } from '../support/shop';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

const OWNER = 4_242n;

describe('the chat with the bot', () => {
  let world: ScreenWorld;
  beforeAll(async () => {
    world = await openScreenWorld({ ownerIds: [OWNER] });
    const whatsApp = await world.shop.offer({ service: 'WhatsApp', price: usd('0.80') });
    await world.shop.pool(whatsApp, { numbers: 5 });
    await world.shop.offer({ service: 'WhatsApp', country: 'Germany', price: usd('1.10') });
    for (let n = 1; n <= 14; n += 1) await world.shop.offer({ service: `Shop ${n}`, price: usd('0.10') });
    await world.shop.offer({ service: 'Telegram' });
  });
  afterAll(() => world.close());

  describe('at the first /start', () => {
    it.each([
      ['ru', 'Добро пожаловать'],
      ['ar-EG', 'أهلًا وسهلًا'],
      ['de', 'Welcome'],
      [null, 'Welcome'],
    ])('speaks the language of a client in %s, and can be told another one', async (languageCode, greeting) => {
      const newcomer = world.stranger({ languageCode });
      await newcomer.writes('/start');
      expect(newcomer.last.text).toContain(greeting);
      await newcomer.presses('Русский');
      expect(newcomer.last.text).toContain('Здравствуйте');
      await newcomer.writes('/help');
      expect(newcomer.last.text).toContain('Как это работает');
    });

    it('remembers where a person came from, and only the first time', async () => {
      const newcomer = world.stranger();
      await newcomer.writes('/start ref_17');
      await newcomer.writes('/start ref_18');
      const joined = 'SELECT joined_via AS via FROM users WHERE telegram_id = $1';
      expect(await world.shop.one(joined, [newcomer.person.telegramId])).toEqual({ via: 'ref_17' });
      expect(newcomer.last.text).toContain('Hello, Vera!');
    });

    it.each([
      ['s_wa', /WhatsApp: which country\?/],
      ['c_wa_LV', /WhatsApp · 🇱🇻 Latvia[\s\S]*Price: \$0\.80/],
      ['c_wa_de', /Germany[\s\S]*Price: \$1\.10/],
      ['c_wa_FR', /WhatsApp: which country\?/],
      ['s_nothing', /no longer on sale[\s\S]*Welcome, Vera!/],
      ['c_x', /no longer on sale[\s\S]*Welcome, Vera!/],
      ['friend_17', /^👋 Welcome, Vera!/],
      ["s_wa'; DROP TABLE users; --", /Welcome, Vera!/],
    ])('follows the link %s', async (payload, text) => {
      const newcomer = world.stranger();
      await newcomer.writes(`/start ${payload}`);
      expect(newcomer.last.text).toMatch(text);
    });
  });

  it.each([
    ['/services', 'Which service'],
    ['/numbers', 'No open numbers'],
    ['/history', 'Nothing here yet'],
    ['/balance', 'Available: $0.00'],
    ['/free', 'No free credit right now'],
    ['/language', 'Choose your language'],
    ['/help', 'How it works'],
    ['/privacy', 'Privacy'],
    ['/HELP@numbershop_bot', 'How it works'],
    ['/cancel', 'Nothing was in progress'],
    ['/admin', 'No password is set'],
    ['/nonsense with words', 'I do not know that command'],
    ['/constructor', 'I do not know that command'],
  ])('answers %s in a new message', async (command, text) => {
    const buyer = await world.buyer();
    await buyer.writes(command);
    expect(buyer.messages).toHaveLength(2);
    expect(buyer.last.text).toContain(text);
    expect(buyer.labels().some((label) => /Home|Back|Help|shop/i.test(label))).toBe(true);
  });

  it('answers a sticker with what it can read', async () => {
    const buyer = await world.buyer();
    await world.handles(buyer.messageOf('', { isSticker: true }));
    expect(buyer.last.text).toMatch(/only text and buttons[\s\S]*Nothing was charged/);
    expect(buyer.labels()).toContain('📱 Get a number');
  });

  it('finds services by typing, below the words that were typed, in one message that moves along', async () => {
    const buyer = await world.buyer();
    await buyer.presses('Get a number');
    const list = buyer.last.id;
    await buyer.writes('  TELEG ');
    expect(buyer.messages).toHaveLength(1);
    expect(buyer.last.id).toBeGreaterThan(list);
    expect(buyer.last.text).toContain('“TELEG”: 1 service');
    const found = buyer.last.id;
    await buyer.writes('shop');
    expect(buyer.messages).toHaveLength(1);
    expect(buyer.last.id).toBeGreaterThan(found);
    expect(buyer.last.text).toContain('14 services');
    await buyer.presses('Next');
    expect(buyer.last.text).toContain('“shop”: 14 services');
    expect(buyer.labels().filter((label) => label.startsWith('Shop'))).toHaveLength(2);
    await buyer.writes('100% _nothing_');
    expect(buyer.last.text).toContain('Nothing found');
    await buyer.presses('All services');
    expect(buyer.last.text).toContain('16 services');
    await buyer.writes('/cancel');
    expect(buyer.last.text).toContain('Search closed');
    expect(buyer.messages).toHaveLength(1);
  });

  it('answers words typed in a hurry with one list, of the last words', async () => {
    const buyer = await world.buyer();
    await buyer.presses('Get a number');
    await world.handlesUpdate(world.update(buyer.messageOf('teleg')));
    await world.handlesUpdate(world.update(buyer.messageOf('shop')));
    await world.delivers();
    expect(buyer.messages).toHaveLength(1);
    expect(buyer.last.text).toContain('“shop”: 14 services');
  });

  it('answers a press on a list that has just been taken away in a message of its own', async () => {
    const buyer = await world.buyer();
    await buyer.writes('telegram');
    const [data, { id }] = [buyer.dataOf('Telegram'), buyer.last];
    await buyer.writes('shop');
    await buyer.pressesData(data, id);
    expect(buyer.last.text).toContain('Telegram: which country?');
    await buyer.writes('latvia');
    expect(buyer.last.text).toContain('“latvia”: 1 country');
  });

  it('never takes the card of a number away', async () => {
    const buyer = await world.buyer({ balance: usd('5') });
    await buyer.writes('whatsapp');
    for (const step of ['WhatsApp', 'Latvia', '✅ Get a number']) await buyer.presses(step);
    const card = buyer.last;
    await buyer.writes('telegram');
    expect(buyer.messages).toEqual([card, buyer.last]);
    expect(buyer.last.text).toContain('“telegram”: 1 service');
    expect(card.text).toContain('+371');
    await buyer.presses('Cancel', card);
  });

  it.each([
    ['ru', 'Телеграм', 'Telegram'],
    ['ru', 'ватс', 'WhatsApp'],
    ['ru', 'вотсап', 'WhatsApp'],
    ['ar', 'تيليغرام', 'Telegram'],
    ['ar', 'واتس', 'WhatsApp'],
  ])('finds services by what they are called in %s: %s', async (language, words, name) => {
    const buyer = await world.buyer({ language });
    await buyer.writes(words);
    expect(buyer.labels().filter((label) => label.includes('$'))).toEqual([expect.stringContaining(name)]);
  });

  it('finds countries by typing, in the language of the person', async () => {
    const buyer = await world.buyer({ language: 'ru' });
    await buyer.writes('whatsapp');
    await buyer.presses('WhatsApp');
    expect(buyer.labels().join()).toMatch(/Латвия[\s\S]*Германия|Германия[\s\S]*Латвия/);
    await buyer.writes('герм');
    expect(buyer.labels().join()).toContain('Германия');
    expect(buyer.labels().join()).not.toContain('Латвия');
    await buyer.writes('atlantis');
    expect(buyer.last.text).toContain('здесь нет');
    await buyer.presses('Все страны');
    expect(buyer.labels().join()).toContain('Латвия');
  });

  it('keeps a favourite on top, once, however often the star is tapped', async () => {
    const buyer = await world.buyer();
    await buyer.writes('telegram');
    await buyer.presses('Telegram');
    const star = buyer.dataOf('☆ To favourites');
    await buyer.pressesData(star);
    await buyer.pressesData(star);
    expect(buyer.toast).toContain('Telegram is among your favourites');
    await buyer.writes('/services');
    expect(buyer.labels()[0]).toBe('⭐ Telegram · $0.80');
    await buyer.writes('/start');
    await buyer.presses('Favourites');
    expect(buyer.last.text).toContain('1 service');
    await buyer.presses('Telegram');
    await buyer.presses('⭐ A favourite');
    await buyer.writes('/start');
    await buyer.presses('Favourites');
    expect(buyer.last.text).toContain('No favourites yet');
  });

  it('turns pages there and back, and shows the last one when there is none behind it', async () => {
    const buyer = await world.buyer();
    await buyer.presses('Get a number');
    expect(buyer.labels()).toContain('1 / 2');
    await buyer.presses('Next');
    expect(buyer.labels()).toContain('2 / 2');
    await buyer.pressesData('s.99.0.0');
    expect(buyer.labels()).toContain('2 / 2');
    await buyer.presses('Previous');
    expect(buyer.labels()).toContain('1 / 2');
  });

  it('shows every movement of money once, page by page', async () => {
    const buyer = await world.buyer();
    for (let n = 1; n <= 20; n += 1) await world.gives(buyer, usd(`0.${String(n).padStart(2, '0')}`), `gift ${n}`);
    await buyer.writes('/balance');
    await buyer.presses('Transactions');
    const seen = [buyer.last.text];
    for (let page = 1; page < 3; page += 1) {
      await buyer.presses('Older');
      seen.push(buyer.last.text);
    }
    const gifts = seen.join('\n').match(/gift \d+/g) ?? [];
    expect(gifts).toEqual(Array.from({ length: 20 }, (_, n) => `gift ${20 - n}`));
    expect(() => buyer.button('Older')).toThrow();
    await buyer.presses('Newest');
    expect(buyer.last.text).toBe(seen[0]);
  });

  it('sends a new message when the old one is gone, and goes on in that', async () => {
    const buyer = await world.buyer();
    const old = buyer.last;
    const data = buyer.dataOf('Balance');
    buyer.deletes(old);
    await buyer.pressesData(data, old.id);
    expect(buyer.last.text).toContain('Available');
    await buyer.presses('Back');
    expect(buyer.messages).toHaveLength(1);
  });

  it('answers a button of an older version with a fresh screen and a word', async () => {
    const buyer = await world.buyer();
    await buyer.pressesData('old-version:12');
    expect(buyer.toast).toContain('out of date');
    expect(buyer.last.text).toContain('Hello, Vera!');
    expect(buyer.messages).toHaveLength(1);
  });

  it('forgets a search that nobody went on with', async () => {
    const buyer = await world.buyer();
    await buyer.presses('Get a number');
    await world.shop.passes({ minutes: 31 });
    await buyer.writes('telegram');
    expect(buyer.last.text).toContain('“telegram”: 1 service');
  });

  it('lets a banned person in nowhere, and leaves the card of an open number standing', async () => {
    const buyer = await world.buyer({ balance: usd('5') });
    await buyer.writes('whatsapp');
    for (const step of ['WhatsApp', 'Latvia', '✅ Get a number']) await buyer.presses(step);
    const shown = buyer.last;
    const card = { ...shown };
    await world.shop.all('UPDATE users SET is_banned = true WHERE telegram_id = $1', [buyer.person.telegramId]);
    await buyer.presses('Cancel');
    expect(buyer.toasts.at(-1)).toMatchObject({ alert: true });
    expect(buyer.toast).toContain('Your access is closed');
    expect(shown).toEqual(card);
    await buyer.presses('Change', shown);
    await buyer.writes('/balance');
    expect(buyer.last.text).toContain('Your access is closed');
    expect(await world.money(buyer)).toEqual({ available: usd('4.20'), held: usd('0.80') });
  });

  it('closes for maintenance, but not to the owner', async () => {
    const buyer = await world.buyer();
    const owner = world.stranger({ telegramId: OWNER });
    await world.shop.set('isInMaintenance', true);
    try {
      await buyer.presses('Balance');
      expect(buyer.last.text).toMatch(/improving the shop[\s\S]*Nothing was charged/);
      await buyer.presses('Try again');
      expect(buyer.messages).toHaveLength(2);
      await owner.writes('/start');
      expect(owner.last.text).toContain('Welcome');
    } finally {
      await world.shop.set('isInMaintenance', false);
    }
    await buyer.presses('Try again');
    expect(buyer.last.text).toContain('Hello, Vera!');
  });

  it('knows who blocked it, and that whoever writes has not', async () => {
    const buyer = await world.buyer();
    const { person } = buyer;
    const isBlocking = () =>
      world.shop.one('SELECT is_blocking_bot AS it FROM users WHERE telegram_id = $1', [person.telegramId]);
    await world.handles({ kind: 'block', from: person, isBlocking: true, at: world.shop.clock.now() });
    expect(await isBlocking()).toEqual({ it: true });
    await buyer.writes('/start');
    expect(await isBlocking()).toEqual({ it: false });
  });

  it('tries again when something breaks, and apologises in words when it breaks for good', async () => {
    const buyer = await world.buyer();
    const update = world.update(buyer.messageOf('/balance'));
    const { sql } = world.shop.db;
    const whole = sql.rows.bind(sql);
    const broken = jest.spyOn(sql, 'rows').mockImplementation(async (name, text, values) => {
      if (name === 'account.balance') throw new Error('broken');
      return whole(name, text, values);
    });
    await expect(world.handlesUpdate(update)).rejects.toThrow('broken');
    await world.handlesUpdate({ ...update, attempts: 2 });
    broken.mockRestore();
    await world.delivers();
    expect(buyer.last.text).toContain('it is our fault');
    await buyer.presses('Home');
    expect(buyer.last.text).toContain('Hello, Vera!');
  });
});

describe('the menu of commands', () => {
  it('names for each language only what is answered', async () => {
    const menus = commandMenus('USD');
    expect(menus.map(({ languageCode }) => languageCode)).toEqual(['', 'en', 'ar', 'ru']);
    const world = await openScreenWorld();
    const buyer = await world.buyer();
    for (const { command, description } of menus[0]!.commands) {
      expect(description.length).toBeGreaterThan(2);
      await buyer.writes(`/${command}`);
      expect(buyer.last.text).not.toContain('I do not know');
    }
    await world.close();
  });
});
