import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

const LANGUAGES = {
  ru: {
    taken: /Запись с таким же значением уже есть \(Код\)/,
    options: /Протокол handler_api такого не принимает: options\.dialect/,
    group: /Возьмите сам код в круглые скобки/,
    incomplete: /нужны оба кода поставщика и предельная цена/,
    pair: /уже есть \(Сервис, Страна\)/,
    mistakes: /\/settings\/colour: Такой настройки нет\.\n[\s\S]*Нужно целое число от 1 до 100/,
  },
  ar: {
    taken: /يوجد سجلّ بالقيمة نفسها \([^)]*الرمز/,
    options: /لا يقبل ذلك: [^\n]*options\.dialect/,
    group: /ضع الرمز نفسه بين قوسين/,
    incomplete: /يحتاج إلى رمزي المورّد وأعلى تكلفة/,
    pair: /يوجد سجلّ بالقيمة نفسها \([^)]*الخدمة/,
    mistakes: /colour[^\n]*: لا يوجد إعداد كهذا\.[\s\S]*المطلوب عدد صحيح/,
  },
};

/** In Arabic each number is kept apart from the words around it. */
const step = (at: number) => new RegExp(`${at}\u2069? / `);

/** What an admin meets who types what cannot be saved, from the use cases and the database, not from the forms. */
describe.each(['ru', 'ar'] as const)('refusals in the panel, in %s', (language) => {
  const words = LANGUAGES[language];
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin({ language });
  });
  afterAll(() => panel?.close());

  /** Opens the form of a new row by the emoji of its section. */
  const adds = (section: RegExp) => opensPanel(admin, section, /➕/);
  const said = async (...answers: string[]) => {
    let last = '';
    for (const answer of answers) last = (await admin.asks(answer)).text;
    return last;
  };

  it('say that a name is taken, and which', async () => {
    const id = await adds(/📱/);
    await admin.showsOn(id, step(1));
    const third = await admin.asks('Other').then(() => admin.asks('wa'));
    await admin.pressesOn(third.id, /⏭/);
    await admin.showsOn(third.id, words.taken);

    const offer = await adds(/🏷/);
    await admin.showsOn(offer, step(1));
    expect(await said('whats', 'LV', '1')).toMatch(words.pair);
    // Both of the pair are asked for again, the price is kept.
    expect(await said('whats')).toMatch(step(2));
    expect(await said('LV')).toMatch(words.pair);
  });

  it('say what is wrong with options, patterns and routes', async () => {
    const { classic } = panel.world;
    const provider = await adds(/🏭/);
    await admin.showsOn(provider, step(1));
    const protocol = await admin.asks('classic two');
    await admin.pressesOn(protocol.id, /^handler_api$/);
    await admin.showsOn(protocol.id, step(3));
    expect(await said(classic.baseUrl, classic.apiKey, '{"dialect": "classix"}')).toMatch(words.options);

    const service = await opensPanel(admin, /📱/);
    await admin.pressesOn(service, /WhatsApp/);
    await admin.pressesOn(service, language === 'ru' ? /Шаблон/ : /نمط/);
    await admin.sees(() => admin.message(service)?.text.includes('✖️') || admin.buttonOf(service, /✖️/), 'the form');
    expect(await said('code \\d{6}')).toMatch(words.group);

    const route = await adds(/🛣/);
    await admin.showsOn(route, step(1));
    await admin.asks('whats');
    const own = await admin.asks('classic');
    await admin.pressesOn(own.id, language === 'ru' ? /^нет$/ : /^لا$/);
    for (const at of [4, 5, 6, 7, 8]) {
      await admin.showsOn(own.id, step(at));
      await admin.pressesOn(own.id, /⏭/);
    }
    await admin.showsOn(own.id, words.incomplete);
  });

  it('name the mistakes of a configuration', async () => {
    const id = await opensPanel(admin, /🗂/, /📤/);
    await admin.sees(() => admin.buttonOf(id, /‹/), 'the page');
    const document = '{"version": 1, "settings": {"maxOpenReservations": 0, "colour": 1}}';
    await admin.sendsFile('bad.json', Buffer.from(document));
    await admin.reads(words.mistakes);
  });
});
