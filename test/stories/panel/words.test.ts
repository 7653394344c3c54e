import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('texts in the words of the shop’s owner', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  /** What /start shows, once it says so. */
  const home = (buyer: ChatBuyer, text: RegExp) =>
    buyer.sees(async () => {
      const shown = await buyer.asks('/start');
      return text.test(shown.text) ? shown : undefined;
    }, `${text} at home`);

  it('meet a buyer at his next /start, in that language only, until they are taken back', async () => {
    const english = await panel.world.stranger({ firstName: '{balance} *Bo*' });
    const arabic = await panel.world.buyer({ language: 'ar' });
    expect((await english.asks('/start')).text).toContain('Welcome, ');

    const id = await opensPanel(admin, /💬 Texts/, /▫️ Welcome/);
    await admin.showsOn(id, /The built-in words:\n👋 Hello, \{name\}!/);
    await admin.pressesOn(id, /✏️ Type own words/);
    await admin.showsOn(id, /Places: \{name\} \{balance\} \{held\}/);
    const refused = await admin.asks('Dear {nam}, {price}');
    expect(refused.text).toMatch(/There is no \{nam\} in this text.*\n.*no \{price\} in this text/);
    expect((await admin.asks('x'.repeat(1_001))).text).toContain('it has 1001 characters, and 1000 fit');
    const preview = await admin.asks('Dear {name}, come in!\nYou have {balance}.');
    expect(preview.text).toMatch(/Dear .*, come in!\nYou have \$10\.00\.\n\n💳 Balance/);

    // The name is data: it is no place for a value, and no markup.
    const shown = await home(english, /Dear /);
    expect(shown.text).toMatch(/^Dear \{balance\} \*Bo\*, come in!\nYou have \$0\.00\.\n\n💳 Balance: \$0\.00/);
    expect((await arabic.asks('/start')).text).toContain('مرحبًا');
    expect((await arabic.asks('/start')).text).not.toContain('Dear');

    await admin.pressesOn(preview.id, /‹ Back/);
    await admin.showsOn(preview.id, /Your own words:/);
    await admin.pressesOn(preview.id, /↩️ Take the built-in words/);
    await home(english, /Hello, /);
    const entries = await panel.world.query<{ facts: object }>(
      `SELECT facts FROM audit_log WHERE action = 'text.changed' AND entity_id = 'en/welcome' ORDER BY id`,
    );
    const own = 'Dear {name}, come in!\nYou have {balance}.';
    expect(entries.map(({ facts }) => facts)).toEqual([
      { from: null, to: own },
      { from: own, to: null },
    ]);
  });

  it('are seen beforehand as a buyer will see them, each and in every language', async () => {
    const id = await opensPanel(admin, /💬 Texts/);
    for (const language of [/English/, /العربية/, /Русский/]) {
      await admin.pressesOn(id, language);
      await admin.sees(() => admin.buttonOf(id, new RegExp(`● ${language.source}`)), `${language} chosen`);
      const texts = admin
        .message(id)!
        .buttons.flat()
        .filter(({ text }) => text.startsWith('▫️'));
      expect(texts).toHaveLength(9);
    }
    await admin.pressesOn(id, /● Русский|Русский/);
    await admin.pressesOn(id, /▫️ Not enough money/);
    await admin.pressesOn(id, /👁 As a buyer sees it/);
    await admin.showsOn(id, /❗ У вас \$10\.00; не хватает \$1\.25/);
  });

  it('tell of money, closing time and thanks what the owner likes, wherever a buyer meets them', async () => {
    const words = {
      topUp: 'Pay at {support} and name {id}',
      missingMoney: 'Alas: {missing} short of {price}',
      maintenance: 'Back at noon\n{support} knows more',
      privacy: 'Run by Example Ltd.',
      help: 'Ask {support}; late: {late}',
    };
    const document = { version: 1, settings: { supportContact: '@desk' }, texts: { en: words, ru: { help: null } } };
    const id = await opensPanel(admin, /🗂 Files/, /📤 Send a configuration/);
    await admin.showsOn(id, /Send the JSON file/);
    await admin.sendsFile('words.json', Buffer.from(JSON.stringify(document)));
    const told = await admin.reads(/Changes: 6/);
    expect(told.text).toContain('~ texts en/help: text null -> "Ask {support}; late: {late}"');
    await admin.pressesOn(told.id, /✅ Apply/);
    await admin.showsOn(told.id, /Exports and configuration/);

    const buyer = await panel.world.buyer({ balance: 0n });
    const says = (command: string, text: RegExp) =>
      buyer.sees(async () => (text.test((await buyer.asks(command)).text) ? true : undefined), `${text} at ${command}`);
    await says('/balance', new RegExp(`Pay at @desk and name ${buyer.telegramId}`));
    await says('/help', /^Ask @desk; late: 10 minutes$/);
    await says('/privacy', /write to @desk\.\n\nRun by Example Ltd\.$/);
    const maintenance = await opensPanel(admin, /🚧 Maintenance/);
    await admin.pressesOn(maintenance, /🚧 Begin maintenance/);
    await says('/start', /^Back at noon\n@desk knows more$/);
    await admin.pressesOn(maintenance, /✅ Open the shop/);
    await says('/start', /Hello, /);
  });

  it('change nothing when a document has mistakes, and each is named with its place', async () => {
    const stood = await panel.world.query('SELECT language, key, text FROM shop_texts ORDER BY language, key');
    const id = await opensPanel(admin, /🗂 Files/, /📤 Send a configuration/);
    await admin.showsOn(id, /Send the JSON file/);
    const texts = {
      en: { welcome: 'Hi {nobody}', missingMoney: 'Alas', help: 7, farewell: 'Bye', gate: 'x'.repeat(801) },
      de: { welcome: 'Hallo' },
      ru: { banned: ' ', help: 'Всё хорошо' },
    };
    await admin.sendsFile('bad.json', Buffer.from(JSON.stringify({ version: 1, texts })));
    const told = await admin.reads(/Mistakes: 7/);
    for (const line of [
      '/texts/en/welcome: There is no {nobody} in this text; there are {name}, {balance}, {held}.',
      '/texts/en/missingMoney: It must have {missing}.',
      '/texts/en/help: Give a text, or null for the built-in words.',
      '/texts/en/farewell: Not known; there are welcome,',
      '/texts/en/gate: Too long',
      '/texts/de: Not known; there are en, ar, ru.',
      '/texts/ru/banned: Give a text,',
    ])
      expect(told.text).toContain(line);
    expect(await panel.world.query('SELECT language, key, text FROM shop_texts ORDER BY language, key')).toEqual(stood);
  });
});
