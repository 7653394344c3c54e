import { buysWhatsApp } from '../../support/buyer-walks';
import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('users in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop({ pollIntervalMs: 200 });
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const idOf = async (buyer: ChatBuyer) => {
    const [row] = await panel.world.query<{ id: string }>('SELECT id FROM users WHERE telegram_id = $1', [
      String(buyer.telegramId),
    ]);
    return row!.id;
  };
  /** Finds somebody by what is typed and opens the card; the only one found. */
  const opensCard = async (words: string) => {
    await opensPanel(admin, /👥 Users/);
    const { id } = await admin.asks(words);
    await admin.pressesOn(id, /· \$/);
    return admin.showsOn(id, /💳 Available/);
  };

  it('are found by id, Telegram id, phone number, @name and a part of the name, in one field', async () => {
    const buyer = await panel.world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    await panel.world.query(`UPDATE users SET username = 'Careful_Buyer', first_name = 'Ophelia' WHERE id = $1`, [
      await idOf(buyer),
    ]);
    const id = await idOf(buyer);
    for (const words of [id, String(buyer.telegramId), `+${phone}`, '@careful_buyer', 'phel']) {
      expect((await opensCard(words)).text).toMatch(new RegExp(`^Ophelia \\(@Careful_Buyer\\)[\\s\\S]*Id: ${id} ·`));
    }
    await opensPanel(admin, /👥 Users/);
    expect((await admin.asks('nobody at all')).text).toMatch(/“nobody at all”\nNobody found/);
  });

  it('show balance, held money, and a timeline of transfers, reservations and acts of operators', async () => {
    const buyer = await panel.world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    panel.world.inbox.receive(phone, 'WhatsApp code 240-100');
    await buyer.reads(/^🔑 240-100/);
    await buysWhatsApp(buyer);
    const card = await opensCard(String(buyer.telegramId));
    expect(card.text).toMatch(
      /Available: \$8\.40\n🔒 Held: \$0\.80\n✅ Codes bought: 1, for \$0\.80\n⏳ Open numbers: 1/,
    );
    await admin.pressesOn(card.id, /⛔ Ban/);
    await admin.showsOn(card.id, /⛔ Banned: cannot buy/);
    await admin.pressesOn(card.id, /✅ Lift the ban/);
    await admin.showsOn(card.id, /⛔ Ban|💳/);
    await admin.pressesOn(card.id, /🕑 Timeline/);
    const timeline = await admin.showsOn(card.id, /🕑 Timeline/);
    for (const part of [
      /🛠 Buyer \d+ lifted the ban of the user Buyer \d+/,
      /🛠 Buyer \d+ banned the user Buyer \d+/,
      /✅ completed · \$0\.80/,
      /🔒 Held/,
      /➕ Added · \$10\.00/,
    ]) {
      expect(timeline.text).toMatch(part);
    }
  });

  it('get balance added once, however often the last button is pressed, and deducted only what is there', async () => {
    const buyer = await panel.world.buyer({ balance: 0n });
    const card = await opensCard(String(buyer.telegramId));
    await admin.pressesOn(card.id, /➕ Add balance/);
    await admin.showsOn(card.id, /➕ Add balance: .*available \$0\.00 · 1 \/ 3/);
    expect((await admin.asks('-5')).text).toContain('⚠️ Type an amount above zero');
    await admin.asks('12.50');
    const last = await admin.asks('Paid in cash');
    expect(last.text).toMatch(/3 \/ 3\nAmount: \$12\.50\nReason: Paid in cash/);
    const data = Buffer.from(admin.buttonOf(last.id, /✅ Add it/)!.value);
    const presses = await Promise.allSettled([1, 2, 3].map(() => admin.pressesData(last.id, data)));
    expect(presses.some(({ status }) => status === 'fulfilled')).toBe(true);
    await admin.showsOn(last.id, /Available: \$12\.50|Admin panel/);
    const moved = await panel.world.query<{ type: string; amount: string; reason: string }>(
      `SELECT t.type, t.amount, t.reason FROM transfers t JOIN users u ON u.id = t.user_id WHERE u.telegram_id = $1`,
      [String(buyer.telegramId)],
    );
    expect(moved).toEqual([{ type: 'ADD', amount: '125000', reason: 'Paid in cash' }]);

    const again = await opensCard(String(buyer.telegramId));
    await admin.pressesOn(again.id, /➖ Deduct balance/);
    await admin.showsOn(again.id, /available \$12\.50/);
    await admin.asks('13');
    await admin.asks('A slip');
    await admin.presses(/✅ Deduct it/);
    await admin.reads(/⚠️ Only \$12\.50 is available/);
    // The reason is kept; the changed amount is confirmed anew.
    const changed = await admin.asks('2.50');
    expect(changed.text).toMatch(/3 \/ 3\nAmount: \$2\.50\nReason: A slip/);
    await admin.pressesOn(changed.id, /✅ Deduct it/);
    await admin.showsOn(changed.id, /Available: \$10\.00/);
    const [entry] = await panel.world.query<{ action: string; facts: Record<string, string> }>(
      `SELECT action, facts FROM audit_log WHERE action = 'wallet.deducted' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toMatchObject({ action: 'wallet.deducted', facts: { amount: '2.5000', reason: 'A slip' } });
  });

  it('are shut out by a ban at once, and let in again', async () => {
    const buyer = await panel.world.buyer();
    const card = await opensCard(String(buyer.telegramId));
    expect((await admin.pressesOn(card.id, /⛔ Ban/)).message).toContain('Banned');
    await admin.showsOn(card.id, /⛔ Banned/);
    expect((await buyer.asks('/start')).text).toContain('Your access is closed');
    await admin.pressesOn(card.id, /✅ Lift the ban/);
    await admin.sees(() => admin.buttonOf(card.id, /^⛔ Ban/), 'the button to ban');
    expect((await buyer.asks('/start')).text).toContain('Hello');
  });

  it('get an open reservation canceled, and a completed one refunded once', async () => {
    const buyer = await panel.world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    panel.world.inbox.receive(phone, 'WhatsApp code 240-200');
    await buyer.reads(/^🔑 240-200/);
    await buysWhatsApp(buyer);
    const card = await opensCard(String(buyer.telegramId));
    await admin.pressesOn(card.id, /🕑 Timeline/);
    const timeline = await admin.showsOn(card.id, /🕑 Timeline/);
    const [open, completed] = timeline.buttons.flat().filter(({ text }) => text.startsWith('#'));
    await admin.pressesOn(card.id, new RegExp(`^${open!.text}$`));
    await admin.showsOn(card.id, /waiting for the code/);
    expect((await admin.pressesOn(card.id, /❌ Cancel it/)).message).toContain('The held money is back');
    await admin.showsOn(card.id, /❌ canceled/);
    await admin.pressesOn(card.id, /‹ Back/);
    await admin.pressesOn(card.id, new RegExp(`^${completed!.text}$`));
    await admin.showsOn(card.id, /✅ completed/);
    await admin.pressesOn(card.id, /💚 Refund/);
    await admin.showsOn(card.id, /💚 Refund #\d+: \$0\.80/);
    const last = await admin.asks('The code did not work');
    await admin.pressesOn(last.id, /💚 Refund/);
    await admin.showsOn(last.id, /✅ completed/);
    await admin.pressesOn(last.id, /💚 Refund/);
    await admin.showsOn(last.id, /1 \/ 2/);
    const second = await admin.asks('Once more');
    await admin.pressesOn(second.id, /💚 Refund/);
    await admin.showsOn(second.id, /It was refunded before\. No money moved/);
    const [wallet] = await panel.world.query<{ available: string }>(
      'SELECT available FROM wallets w JOIN users u ON u.id = w.user_id WHERE u.telegram_id = $1',
      [String(buyer.telegramId)],
    );
    expect(wallet!.available).toBe('100000');
  });
});
