import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';
import { workbook } from '../../support/workbook';

describe('own numbers in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const stock = (status: string) =>
    panel.world
      .query<{ count: string }>(
        `SELECT count(*) AS count FROM numbers WHERE status = '${status}' AND phone LIKE '37128%'`,
      )
      .then(([row]) => Number(row!.count));

  async function asksForNumbers() {
    const id = await opensPanel(admin, /☎️ Numbers/, /📥 Import/);
    await admin.showsOn(id, /Import numbers · 1 \/ 4[\s\S]*Whose numbers/);
    await admin.pressesOn(id, /^inbox$/);
    await admin.showsOn(id, /2 \/ 4/);
    await admin.pressesOn(id, /WhatsApp/);
    await admin.showsOn(id, /3 \/ 4/);
    await admin.pressesOn(id, /⏭ Skip/);
    await admin.showsOn(id, /4 \/ 4/);
    await admin.pressesOn(id, /^no$/);
    await admin.showsOn(id, /Now send a file/);
    return id;
  }

  it('come in as a file, after a look at what would happen', async () => {
    await asksForNumbers();
    await admin.sendsFile('march.csv', Buffer.from('phone\n+371 28 000 001\n37128000002\nhello\n37128000001\n'));
    const told = await admin.reads(/📥 march\.csv/);
    expect(told.text).toMatch(/Checked 4 numbers. Nothing is imported yet/);
    expect(told.text).toMatch(/🟢 new: 2/);
    expect(told.text).toMatch(/⚠️ line 4: hello/);
    expect(await stock('AVAILABLE')).toBe(0);
    await admin.pressesOn(told.id, /✅ Import 2 numbers/);
    await admin.showsOn(told.id, /✅ Imported\./);
    expect(await stock('AVAILABLE')).toBe(2);
    await admin.pressesOn(told.id, /📄 Verdict of each line/);
    const file = await admin.sees(() => admin.fromBot().find(({ media }) => media?.kind === 'document'), 'the report');
    const report = panel.world.telegram.fileBytes(file.media!.fileId)!.toString('utf8');
    expect(report).toContain('2,+37128000001,ADDED,\r\n');
    expect(report).toContain('5,+37128000001,DOUBLE,It stands in this file before.\r\n');
    const id = await opensPanel(admin, /☎️ Numbers/);
    await admin.showsOn(id, /WhatsApp · 🇱🇻 Latvia\n🟢/);
  });

  it('come in as typed words as well', async () => {
    await asksForNumbers();
    const told = await admin.asks('+371 28 000 002\n+371 28 000 003');
    expect(told.text).toMatch(/🟢 new: 1\n📦 in stock already: 1|📦 in stock already: 1\n🟢 new: 1/);
    await admin.pressesOn(told.id, /✅ Import 1 number$/);
    await admin.showsOn(told.id, /✅ Imported\./);
    expect(await stock('AVAILABLE')).toBe(3);
  });

  it('come out of a workbook, by the column that was read or by another one, and are sold by a button', async () => {
    await panel.world.query(`UPDATE routes SET is_active = false WHERE is_pool`);
    await asksForNumbers();
    const rows = [
      ['id', 'Телефон', 'Spare'],
      [1, 37128000011, 'x'],
      [2, '37128000012_1', 37128000092],
    ];
    const sheets = [
      { name: 'March', rows },
      { name: 'Old', rows: [] },
    ];
    await admin.sendsFile('march.xlsx', workbook(sheets));
    const told = await admin.reads(/📥 march\.xlsx/);
    expect(told.text).toMatch(/📑 Sheet “March”. Not read: Old/);
    expect(told.text).toMatch(/🔎 Numbers from “Телефон”:\n\+3712•••••11/);
    expect(told.text).toMatch(/⚠️ line 3: 37128000012_1 · something stands behind it/);
    expect(told.text).toMatch(/⛔ 1 nobody can buy \(.*WhatsApp.*Latvia\): the route is switched off/);
    await admin.pressesOn(told.id, /🔁 Another column/);
    await admin.showsOn(told.id, /Which column[\s\S]*“Spare”: x, \+3712•••••92/);
    await admin.pressesOn(told.id, /“Spare”/);
    await admin.showsOn(told.id, /🔎 Numbers from “Spare”[\s\S]*🟢 new: 1[\s\S]*line 2: x · no phone number/);
    await admin.pressesOn(told.id, /✅ Import 1 number$/);
    await admin.showsOn(told.id, /⚠️ Imported, but not all of it can be bought/);
    const id = await opensPanel(admin, /☎️ Numbers/);
    await admin.showsOn(id, /⛔ nobody can buy: /);
    await admin.pressesOn(id, /⛔ Nobody can buy/);
    await admin.showsOn(id, /the route is switched off/);
    await admin.pressesOn(id, /🛒 Sell: .*WhatsApp.*Latvia/);
    await admin.showsOn(id, /Numbers that nobody can buy[\s\S]*Nothing here yet/);
    expect(await panel.world.query('SELECT is_active FROM routes WHERE is_pool')).toEqual([{ is_active: true }]);
  });

  it('of a country without an offer are sold once somebody has said the price', async () => {
    await panel.world.query(
      `INSERT INTO countries (iso, name, calling_code, created_at) VALUES ('EE', 'Estonia', '372', now()) ON CONFLICT DO NOTHING`,
    );
    await asksForNumbers();
    const told = await admin.asks('+372 5123 4567');
    expect(told.text).toMatch(/⛔ 1 nobody can buy \(.*Estonia\): there is no offer/);
    await admin.pressesOn(told.id, /🛒 Sell: .*Estonia/);
    await admin.showsOn(told.id, /Price of a number/);
    const sold = await admin.asks('0.90');
    expect(sold.text).toMatch(/🟢 new: 1/);
    expect(sold.text).not.toMatch(/nobody can buy/);
    const [offer] = await panel.world.query<object>(
      `SELECT o.price::text AS price, r.is_pool FROM offers o JOIN routes r ON r.offer_id = o.id
       JOIN countries c ON c.id = o.country_id WHERE c.iso = 'EE'`,
    );
    expect(offer).toEqual({ price: '9000', is_pool: true });
  });

  it('whose column is not certain are asked about; a broken file is told why', async () => {
    await asksForNumbers();
    const asked = await admin.asks('Phone;Mobile\n37128000021;37128000031\n37128000022;37128000032');
    expect(asked.text).toMatch(/Which column holds the numbers\? Nothing is imported yet/);
    await admin.pressesOn(asked.id, /“Mobile”/);
    await admin.showsOn(asked.id, /🟢 new: 2/);
    await asksForNumbers();
    await admin.sendsFile('broken.csv', Buffer.from('phone\n"37128000001\n37128000002'));
    await admin.reads(/A quotation mark in it is never closed/);
  });

  it('are found by typing, deleted and put back', async () => {
    await opensPanel(admin, /☎️ Numbers/);
    expect((await admin.asks('hello')).text).toContain('Own numbers');
    const card = await admin.asks('+371 28 000 003');
    expect(card.text).toMatch(/\+37128000003\n🟢 free/);
    await admin.pressesOn(card.id, /🗑 Delete/);
    await admin.showsOn(card.id, /⚫ deleted/);
    await admin.pressesOn(card.id, /↩️ Back into stock/);
    await admin.showsOn(card.id, /🟢 free/);
  });

  it('are cleaned up by conditions, and brought back', async () => {
    const id = await opensPanel(admin, /☎️ Numbers/, /🧹 Clean up/);
    await admin.showsOn(id, /Nothing goes before you see/);
    await admin.pressesOn(id, /✏️ Own conditions/);
    await admin.showsOn(id, /1 \/ 6/);
    await admin.pressesOn(id, /WhatsApp/);
    for (const step of [2, 3]) {
      await admin.showsOn(id, new RegExp(`${step} / 6`));
      await admin.pressesOn(id, /⏭ Skip/);
    }
    await admin.showsOn(id, /4 \/ 6[\s\S]*at most/);
    await admin.asks('0');
    for (const step of [5, 6]) {
      const { id: last } = await admin.reads(new RegExp(`${step} / 6`));
      await admin.pressesOn(last, /⏭ Skip/);
    }
    const preview = await admin.reads(/would be deleted/);
    expect(preview.text).toMatch(/• 💬 WhatsApp\n• used at most 0 times/);
    const before = await stock('AVAILABLE');
    await admin.pressesOn(preview.id, /🗑 Delete \d+ numbers/);
    await admin.showsOn(preview.id, /🧹 Cleaned up/);
    expect(await stock('AVAILABLE')).toBe(0);
    await admin.pressesOn(preview.id, /↩️ Undo/);
    await admin.showsOn(preview.id, /Own numbers/);
    expect(await stock('AVAILABLE')).toBe(before);
  });
});

describe('messages in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  it("show nobody's first, and an admin gives one to its buyer, who gets the code", async () => {
    const buyer = await panel.world.buyer();
    await buyer.asks('/start c_wa_LV');
    await buyer.presses(/✅/);
    await buyer.reads(/\+371/);
    await panel.world.query(
      `INSERT INTO messages (provider_id, dedupe_key, source, text, status, orphan_reason, stored_at)
       VALUES (1, 'x', 'CHAT', 'Your code is 48213', 'ORPHAN', 'NO_RESERVATION', now())`,
    );
    const id = await opensPanel(admin, /✉️ Messages/);
    await admin.showsOn(id, /nobody’s/);
    await admin.pressesOn(id, /❓/);
    await admin.showsOn(id, /Your code is 48213[\s\S]*Whose is it/);
    await admin.pressesOn(id, /WhatsApp · \+371/);
    await admin.showsOn(id, /✅[\s\S]*It belongs to reservation 1\./);
    await buyer.reads(/🔑 48213/);
    await admin.pressesOn(id, /‹ Back/);
    await admin.showsOn(id, /All messages/);
  });
});
