import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, PASSWORD, type PanelShop } from '../../support/panel-shop';

describe('the catalogue in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const audit = (entity: string) =>
    panel.world.query<{ action: string; facts: Record<string, unknown> }>(
      `SELECT action, facts FROM audit_log WHERE entity = $1 AND actor_type = 'ADMIN' ORDER BY id`,
      [entity],
    );

  it('sells a new service in a new country after a walk through its forms', async () => {
    const id = await opensPanel(admin, /📱 Services/);
    await admin.showsOn(id, /📱 Services\n2 in all/);
    await admin.pressesOn(id, /➕ Add/);
    await admin.showsOn(id, /A new service · 1 \/ 3[\s\S]*Name/);
    await admin.asks('Signal');
    // Validation in place: the form says what to do, and asks the same again.
    const wrong = (await admin.asks('Not A Code')).text;
    expect(wrong).toMatch(/2 \/ 3[\s\S]*⚠️ Type 2 to 40 small letters/);
    expect(wrong.split('Type 2 to 40 small letters')).toHaveLength(2);
    const third = await admin.asks('sg');
    expect(third.text).toMatch(/3 \/ 3\nName: Signal\nCode: sg\n/);
    await admin.pressesOn(third.id, /⏭ Skip/);
    await admin.showsOn(third.id, /^Signal\n🟢 on/);
    expect(await audit('service')).toMatchObject([
      { action: 'service.created', facts: { code: 'sg', name: 'Signal' } },
    ]);

    const countries = await opensPanel(admin, /🌍 Countries/, /➕ Add/);
    await admin.showsOn(countries, /A new country/);
    await admin.asks('Norway');
    await admin.asks('NO');
    await admin.reads(/3 \/ 3/);
    await admin.asks('47');
    await admin.reads(/🇳🇴 Norway\n🟢 on[\s\S]*Also called: nor, norge/);

    const offers = await opensPanel(admin, /🏷 Offers and prices/, /➕ Add/);
    await admin.showsOn(offers, /A new offer · 1 \/ 3/);
    await admin.pressesOn(offers, /Signal/);
    await admin.showsOn(offers, /2 \/ 3\nService: Signal/);
    expect((await admin.asks('atlantis')).text).toContain('Nothing found for “atlantis”');
    // Typing a part of the name is enough when only one fits.
    expect((await admin.asks('norw')).text).toMatch(/3 \/ 3\nService: Signal\nCountry: 🇳🇴 Norway/);
    expect((await admin.asks('1,000')).text).toContain('⚠️ Type an amount above zero');
    expect((await admin.asks('$0.75')).text).toMatch(/Signal · 🇳🇴 Norway[\s\S]*Price: \$0\.75/);

    const routes = await opensPanel(admin, /🛣 Routes/, /➕ Add/);
    await admin.asks('signal');
    await admin.reads(/2 \/ 8/);
    await admin.presses(/^classic$/);
    await admin.reads(/3 \/ 8/);
    await admin.presses(/^no$/);
    await admin.reads(/4 \/ 8/);
    await admin.presses(/⏭ Skip/);
    await admin.reads(/5 \/ 8/);
    await admin.presses(/‹ Back/);
    await admin.reads(/4 \/ 8[\s\S]*The supplier’s code of the service/);
    await admin.asks('bw');
    await admin.asks('174');
    await admin.asks('5');
    await admin.presses(/⏭ Skip/);
    await admin.reads(/8 \/ 8/);
    await admin.presses(/⏭ Skip/);
    await admin.reads(/Signal · 🇳🇴 Norway · classic\n🟢 on/);
    expect(routes).toBeGreaterThan(0);

    const buyer = await panel.world.buyer();
    expect((await buyer.asks('/start c_sg_NO')).text).toMatch(/Signal[\s\S]*Price: \$0\.75/);
  });

  it('edits each field of a service, and turns it off and on', async () => {
    await opensPanel(admin, /📱 Services/);
    const found = await admin.asks('whats');
    expect(found.text).toContain('“whats”: 1 found');
    await admin.pressesOn(found.id, /WhatsApp/);
    await admin.showsOn(found.id, /💬 WhatsApp\n🟢 on/);
    const edits: [RegExp, string, RegExp][] = [
      [/✏️ Name/, 'WhatsApp Messenger', /^💬 WhatsApp Messenger/m],
      [/✏️ Emoji/, '🟩', /^🟩 WhatsApp Messenger/m],
      [/✏️ Pattern of the code/, 'code (\\d{6})', /Pattern of the code: code \(\\d\{6\}\)/],
      [/✏️ Seconds to wait/, '١٨٠٠', /Seconds to wait for a code: 1800/],
      [/✏️ Place in the menu/, '-3', /Place in the menu: -3/],
    ];
    for (const [button, typed, shown] of edits) {
      await admin.presses(button);
      await admin.reads(/Now: /);
      expect((await admin.asks(typed)).text).toMatch(shown);
    }
    const { id } = admin.fromBot().at(-1)!;
    await admin.pressesOn(id, /✏️ Pattern of the code/);
    await admin.pressesOn(id, /🧹 Empty it/);
    await admin.showsOn(id, /Pattern of the code: none/);
    expect((await audit('service')).filter(({ action }) => action === 'service.updated')).toHaveLength(6);

    const card = await admin.reads(/WhatsApp Messenger\n🟢 on/);
    expect((await admin.pressesOn(card.id, /⚪ Turn off/)).message).toBe('✅ Saved');
    await admin.showsOn(card.id, /WhatsApp Messenger\n⚪ off/);
    const buyer = await panel.world.buyer();
    expect((await buyer.asks('/services')).buttons.flat().some(({ text }) => text.includes('WhatsApp'))).toBe(false);
    await admin.pressesOn(card.id, /🟢 Turn on/);
    await admin.showsOn(card.id, /WhatsApp Messenger\n🟢 on/);
    await admin.pressesOn(card.id, /✏️ Name/);
    expect((await admin.pressesOn(card.id, /✖️ Cancel/)).message).toBe('Canceled. Nothing was changed.');
    await admin.showsOn(card.id, /WhatsApp Messenger\n🟢 on/);
  });

  it('changes a price, which holds for the next buyer', async () => {
    await opensPanel(admin, /🏷 Offers/);
    const found = await admin.asks('kazakh');
    await admin.pressesOn(found.id, /Telegram/);
    await admin.pressesOn(found.id, /✏️ Price/);
    await admin.showsOn(found.id, /Now: \$0\.80/);
    expect((await admin.asks('0.95')).text).toContain('Price: $0.95');
    const buyer = await panel.world.buyer();
    expect((await buyer.asks('/start c_tg_KZ')).text).toContain('Price: $0.95');
    expect(await audit('offer')).toContainEqual({ action: 'offer.updated', facts: { price: '0.9500' } });
  });

  it('tells the second of two admins what the first one made of it, and does not overwrite that', async () => {
    const second = await panel.admin();
    for (const one of [admin, second]) {
      const id = await opensPanel(one, /🏷 Offers/);
      await one.pressesOn(id, /Latvia/);
      await one.pressesOn(id, /✏️ Price/);
      await one.showsOn(id, /Now: \$0\.80/);
    }
    expect((await admin.asks('1.10')).text).toContain('Price: $1.10');
    const told = await second.asks('0.70');
    expect(told.text).toMatch(/Somebody else changed this meanwhile\nPrice is now: \$1\.10\nYour change was not saved/);
    const [offer] = await panel.world.query<{ price: string }>('SELECT price FROM offers WHERE id = 1');
    expect(offer!.price).toBe('11000');
    await second.pressesOn(told.id, /✏️ Price/);
    await second.showsOn(told.id, /Now: \$1\.10/);
    expect((await second.asks('0.70')).text).toContain('Price: $0.70');
  });

  it('adds and takes away what buyers may call a service', async () => {
    const id = await opensPanel(admin, /📱 Services/, /Telegram/, /✏️ Also called/);
    await admin.showsOn(id, /Also called\nNow: tg, [\s\S]*Type words to add, apart by commas/);
    const known = async () =>
      (await panel.world.query<{ aliases: string[] }>(`SELECT aliases FROM services WHERE name = 'Telegram'`))[0]!
        .aliases;
    const before = await known();
    const card = await admin.asks('paper plane, TG، самолётик');
    expect(card.text).toMatch(/Telegram\n🟢 on[\s\S]*Also called: tg, [^\n]*paper plane, самолётик/);
    expect(await known()).toEqual([...before, 'paper plane', 'самолётик']);

    await admin.pressesOn(card.id, /✏️ Also called/);
    await admin.pressesOn(card.id, /✖️ tlg/);
    await admin.showsOn(card.id, /Telegram\n🟢 on/);
    await admin.pressesOn(card.id, /✏️ Also called/);
    await admin.asks('-самолётик');
    expect(await known()).toEqual([...before, 'paper plane'].filter((word) => word !== 'tlg'));
    const [last] = (await audit('service')).slice(-1);
    expect(last).toMatchObject({ action: 'service.updated', facts: { aliases: await known() } });
    // Operators find by them, too.
    await opensPanel(admin, /📱 Services/);
    expect((await admin.asks('paper')).text).toMatch(/“paper”: 1 found/);
  });

  it('goes on with a form after the session ended in the middle of it and the shop was started anew', async () => {
    const id = await opensPanel(admin, /🌍 Countries/, /➕ Add/);
    await admin.showsOn(id, /1 \/ 3/);
    await admin.asks('Sweden');
    await panel.world.query(
      `UPDATE admin_sessions s SET expires_at = now() FROM users u WHERE u.id = s.user_id AND u.telegram_id = $1`,
      [String(admin.telegramId)],
    );
    await panel.restarts();
    expect((await admin.asks('SE')).text).toMatch(/Your session is over[\s\S]*is kept and goes on after the login/);
    expect(await panel.world.query(`SELECT 1 FROM countries WHERE iso = 'SE'`)).toEqual([]);
    expect((await admin.asks(PASSWORD)).text).toMatch(/A new country · 2 \/ 3\nName: Sweden/);
    await admin.asks('SE');
    await admin.asks('46');
    await admin.reads(/🇸🇪 Sweden\n🟢 on/);
  });

  it('adds a supplier, whose key leaves the chat and is stored sealed, and tests the connection', async () => {
    const { classic } = panel.world;
    const id = await opensPanel(admin, /🏭 Providers/, /➕ Add/);
    await admin.showsOn(id, /A new provider · 1 \/ 5/);
    await admin.asks('classic two');
    await admin.presses(/^handler_api$/);
    await admin.reads(/3 \/ 5/);
    expect((await admin.asks('ftp://nowhere')).text).toContain('⚠️ Type an address');
    await admin.asks(classic.baseUrl);
    const secret = await admin.says(classic.apiKey);
    const options = await admin.reads(/5 \/ 5/);
    expect(options.text).toContain('Key: ••••••');
    expect(admin.message(secret)).toBeUndefined();
    // Options that the protocol does not take would be saved and sell nothing.
    expect((await admin.asks('{"dialect": "classix"}')).text).toMatch(
      /5 \/ 5[\s\S]*⚠️ [^\n]*handler_api does not take them: options\.dialect/,
    );
    await admin.asks('{"dialect": "classic"}');
    const card = await admin.reads(/classic two\n🟢 on/);
    expect(card.text).toContain('Key: ••••••');
    const leaks = await panel.world.query(
      `SELECT 'inbox' FROM inbox WHERE payload::text LIKE '%' || $1 || '%' AND payload::text NOT LIKE '%"press"%'
       UNION ALL SELECT 'dialogue' FROM dialogues WHERE answers::text LIKE '%' || $1 || '%'
       UNION ALL SELECT 'audit' FROM audit_log WHERE facts::text LIKE '%' || $1 || '%'`,
      [classic.apiKey],
    );
    expect(leaks).toEqual([]);

    await admin.pressesOn(card.id, /🔌 Test the connection/);
    await admin.showsOn(card.id, /✅ It answers[\s\S]*Our balance there: \$/);
    await admin.pressesOn(card.id, /‹ Back/);
    await admin.showsOn(card.id, /💰 Our balance there/);
    await admin.pressesOn(card.id, /✏️ Key/);
    await admin.showsOn(card.id, /Key/);
    await admin.asks('a wrong key');
    const changed = await admin.reads(/classic two\n🟢 on/);
    await admin.pressesOn(changed.id, /🔌 Test the connection/);
    await admin.showsOn(changed.id, /❌ auth[\s\S]*The key is refused/);
    await admin.pressesOn(changed.id, /‹ Back/);
    await admin.pressesOn(changed.id, /✏️ Mode/);
    await admin.pressesOn(changed.id, /^WEBHOOK$/);
    await admin.showsOn(changed.id, /Mode: WEBHOOK/);
    await admin.pressesOn(changed.id, /✏️ Milliseconds between polls/);
    // The refused key is told as an alert, whenever that comes.
    await admin.asks('5', /⚠️ Type a whole number from 100/);
    await admin.asks('2500', /Milliseconds between polls: 2500/);
    await admin.presses(/⚪ Turn off/);
    await admin.reads(/classic two\n⚪ off/);
    const inbox = await opensPanel(admin, /🏭 Providers/);
    await admin.pressesOn(inbox, /inbox/);
    await admin.pressesOn(inbox, /🔌 Test the connection/);
    await admin.showsOn(inbox, /✅ It answers/);
  });

  it('says of a supplier what its prices are in, and what that is worth; until then nothing is bought there', async () => {
    const card = await opensPanel(admin, /🏭 Providers/, /inbox/);
    await admin.pressesOn(card, /✏️ Currency of its prices/);
    expect((await admin.asks('roubles')).text).toContain('three capital letters, such as RUB; USD is the shop’s own');
    await admin.asks('RUB');
    const without = await admin.reads(/⚠️ Its prices are in RUB and no rate is set: nothing is bought there\./);
    await admin.pressesOn(without.id, /✏️ What one unit of it is worth here/);
    expect((await admin.asks('0,0125')).text).toContain('⚠️ Type what one unit of its currency is worth in USD');
    expect((await admin.asks('0')).text).toContain('⚠️');
    const worth = await admin.asks('0.01250');
    expect(worth.text).toMatch(/What one unit of it is worth here: 0\.0125\b/);
    expect(worth.text).not.toContain('no rate is set');
    await admin.pressesOn(worth.id, /✏️ Currency of its prices/);
    await admin.pressesOn(worth.id, /🧹 Empty it/);
    await admin.showsOn(worth.id, /Currency of its prices: none/);
    expect(await panel.world.query(`SELECT currency, exchange_rate FROM providers WHERE name = 'inbox'`)).toEqual([
      { currency: null, exchange_rate: null },
    ]);
  });

  it('speaks the language of the admin, also where something is wrong', async () => {
    const [russian, arab] = [await panel.admin({ language: 'ru' }), await panel.admin({ language: 'ar' })];
    const id = await opensPanel(russian, /📱 Сервисы/, /➕ Добавить/);
    await russian.showsOn(id, /Новый сервис · 1 \/ 3/);
    await russian.asks('Вконтакте');
    expect((await russian.asks('ВК')).text).toContain('⚠️ Наберите от 2 до 40');
    const arabic = await opensPanel(arab, /🏷 العروض والأسعار/);
    await arab.showsOn(arabic, /المجموع/);
    await arab.pressesOn(arabic, /➕ إضافة/);
    await arab.showsOn(arabic, /عرض جديد/);
  });
});
