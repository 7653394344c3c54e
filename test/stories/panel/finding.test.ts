import { buysWhatsApp } from '../../support/buyer-walks';
import type { ChatBuyer } from '../../support/chat-buyer';
import { LIVE_BOT } from '../../support/live-shop';
import { logsIn, openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('finding and giving from anywhere in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop({ pollIntervalMs: 200 });
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const userOf = async (buyer: ChatBuyer) => {
    const [row] = await panel.world.query<{ id: string; available: string }>(
      'SELECT u.id, w.available FROM users u JOIN wallets w ON w.user_id = u.id WHERE u.telegram_id = $1',
      [String(buyer.telegramId)],
    );
    return row!;
  };
  const named = async (buyer: ChatBuyer, name: string) =>
    panel.world.query(`UPDATE users SET username = $2, first_name = $2 WHERE telegram_id = $1`, [
      String(buyer.telegramId),
      name,
    ]);

  it('has four groups at home, and each leads to its sections', async () => {
    const home = await admin.asks('/admin');
    const labels = home.buttons.flat().map(({ text }) => text);
    expect(labels).toEqual(expect.arrayContaining(['🏪 Sell', '🙋 People', '📬 Messages', '🧰 Shop']));
    expect(labels.length).toBeLessThanOrEqual(10);
    await admin.pressesOn(home.id, /🙋 People/);
    const people = await admin.showsOn(home.id, /Buyers, their money/);
    expect(people.buttons.flat().map(({ text }) => text)).toEqual(
      expect.arrayContaining(['👥 Users', '💳 Payments', '🛠 Panel']),
    );
  });

  it('leads straight to what has the typed name, handle, number or id', async () => {
    const buyer = await panel.world.buyer();
    await buyer.asks('/start');
    const { phone } = await buysWhatsApp(buyer);
    await named(buyer, 'Zerlina');
    const { id } = await userOf(buyer);
    for (const words of ['@zerlina', 'zerlin', String(buyer.telegramId)])
      expect((await admin.asks(`/find ${words}`)).text).toMatch(new RegExp(`1 found\\n\\nZerlina[\\s\\S]*Id: ${id} ·`));
    const [row] = await panel.world.query<{ id: string }>('SELECT id FROM reservations WHERE phone = $1', [phone]);
    expect((await admin.asks(`/find #${row!.id}`)).text).toMatch(new RegExp(`#${row!.id} .*WhatsApp`));
    // The number was somebody's, and is held by a reservation: both are offered.
    const several = await admin.asks(`/find +${phone}`);
    expect(several.text).toContain('may mean:');
    await admin.pressesOn(several.id, /👤 Zerlina/);
    await admin.showsOn(several.id, new RegExp(`Id: ${id} ·`));

    // On a page that takes no words they are looked for all the same, parts of the panel among the rest.
    expect((await admin.asks('whatsapp')).text).toMatch(/1 found\n\nWhatsApp|1 found\n\n.{1,4}WhatsApp/);
    expect((await admin.asks('/find audit log')).text).toContain('📜 Audit log');
    expect((await admin.asks('/find nothing of the kind')).text).toContain('Nothing is called');
  });

  it('adds balance once, after one confirmation that says whom, how much and why', async () => {
    const buyer = await panel.world.buyer({ balance: 0n });
    await buyer.asks('/start');
    await named(buyer, 'Papageno');
    const sure = await admin.asks('/add @papageno 5 late refund');
    expect(sure.text).toMatch(/Add \$5\.00 to Papageno[\s\S]*\$0\.00 → \$5\.00[\s\S]*Reason: late refund/);
    const button = admin.buttonOf(sure.id, /✅ Add it/)!;
    await Promise.allSettled([1, 2].map(() => admin.pressesData(sure.id, Buffer.from(button.value))));
    await buyer.reads(/\$5\.00 was added/);
    expect(BigInt((await userOf(buyer)).available)).toBe(50_000n);
    const moved = await panel.world.query(`SELECT amount, reason FROM transfers WHERE reason = 'late refund'`);
    expect(moved).toHaveLength(1);

    // Without a reason one stands for it; nobody and nothing are said so.
    expect((await admin.asks('/add @papageno 2')).text).toContain('Reason: Added by the shop’s operator');
    expect((await admin.asks('/add @nobody_there 2')).text).toContain('Nobody is found');
    expect((await admin.asks('/add')).text).toContain('/add @vera 5');
    expect((await admin.asks('/add @papageno 2000000')).text).toContain('At most a million');
    expect(BigInt((await userOf(buyer)).available)).toBe(50_000n);
  });

  it('asks which of several is meant before it adds', async () => {
    const [one, other] = [await panel.world.buyer({ balance: 0n }), await panel.world.buyer({ balance: 0n })];
    for (const [buyer, name] of [
      [one, 'Monostatos'],
      [other, 'Monostatos_too'],
    ] as const) {
      await buyer.asks('/start');
      await named(buyer, name);
    }
    const which = await admin.asks('/add monostatos 3 for the wait');
    expect(which.text).toContain('Whom do you mean?');
    await admin.pressesOn(which.id, /Monostatos_too/);
    await admin.showsOn(which.id, /Add \$3\.00 to Monostatos_too[\s\S]*Reason: for the wait/);
    await admin.pressesOn(which.id, /✅ Add it/);
    await other.reads(/\$3\.00 was added/);
    expect(BigInt((await userOf(one)).available)).toBe(0n);
  });

  it('asks what a file is that no page asked for', async () => {
    await opensPanel(admin, /📜 Audit log/);
    const before = admin.fromBot().at(-1)!.id;
    await admin.sendsFile('numbers.txt', Buffer.from('+37120000001\n'));
    const asked = await admin.sees(() => admin.fromBot().find(({ id }) => id > before), 'a question');
    expect(asked.text).toContain('What is in this file?');
    await admin.sendsFile('shop.json', Buffer.from('{"settings": {"maxOpenReservations": -1}}'), 'application/json');
    const told = await admin.sees(() => admin.fromBot().find(({ id }) => id > asked.id), 'what is wrong with it');
    expect(told.text).toMatch(/mistake|wrong/i);
  });

  it('gives nobody else these commands, and whoever is in the panel has them in the menu', async () => {
    const stranger = await panel.world.buyer({ balance: 0n });
    await stranger.asks('/start');
    expect((await stranger.asks('/find Papageno')).text).not.toContain('Papageno');
    const commandsOf = (buyer: ChatBuyer) =>
      panel.world.telegram
        .botCommands(BigInt(LIVE_BOT.token.split(':')[0]!))
        .filter(({ scope, peerId }) => scope === 'botCommandScopePeer' && peerId === buyer.telegramId)
        .flatMap(({ commands }) => commands.map(({ command }) => command));
    expect(commandsOf(stranger)).toEqual([]);
    const other = await panel.admin();
    expect(commandsOf(other).slice(0, 3)).toEqual(['admin', 'find', 'add']);
    const { id } = await other.asks('/admin');
    await other.pressesOn(id, /🚪 Log out/);
    await other.showsOn(id, /logged out/);
    expect(commandsOf(other)).toEqual([]);
    // Whoever has left is a buyer again, whose words look through the shop; the panel's commands ask for the password.
    expect((await other.asks('/find Papageno')).text).toContain('password');
    await logsIn(other);
  });
});
