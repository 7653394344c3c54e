import { raisePurchaseAlert } from '../../../src/usecases/alerts/provider-alerts';
import { watchAlerts } from '../../../src/usecases/alerts/watch-alerts';
import { buysWhatsApp } from '../../support/buyer-walks';
import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('running the shop from the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop({ pollIntervalMs: 200 });
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const setting = async (key: string) =>
    (await panel.world.query<{ value: unknown }>('SELECT value FROM settings WHERE key = $1', [key]))[0]?.value;

  it('closes it for maintenance and opens it again', async () => {
    const buyer = await panel.world.buyer();
    const id = await opensPanel(admin, /🚧 Maintenance/);
    await admin.showsOn(id, /The shop is open/);
    await admin.pressesOn(id, /🚧 Begin maintenance/);
    await admin.showsOn(id, /Maintenance is on/);
    const closed = async () => ((await buyer.asks('/start')).text.includes('improving the shop') ? true : undefined);
    await buyer.sees(closed, 'a closed shop');
    await admin.pressesOn(id, /✅ Open the shop/);
    await admin.showsOn(id, /The shop is open/);
    const open = async () => ((await buyer.asks('/start')).text.includes('Hello') ? true : undefined);
    await buyer.sees(open, 'an open shop');
  });

  it('changes a setting of each kind, and refuses what would do harm', async () => {
    const id = await opensPanel(admin, /⚙️ Settings/);
    await admin.pressesOn(id, /✏️ Open numbers a person may have: 3/);
    await admin.showsOn(id, /Now: 3\nType a whole number from 1 to 100/);
    expect((await admin.asks('a few')).text).toContain('⚠️ Type a whole number from 1 to 100');
    const saved = await admin.asks('5');
    expect(saved.text).toContain('It holds everywhere within a second');
    expect(saved.buttons.flat().map(({ text }) => text)).toContain('✏️ Open numbers a person may have: 5');
    expect(await setting('maxOpenReservations')).toBe(5);

    await admin.pressesOn(saved.id, /✏️ Whom buyers ask/);
    const support = await admin.asks('@our_support');
    expect(await setting('supportContact')).toBe('@our_support');
    await admin.pressesOn(support.id, /✏️ Whom buyers ask: @our_support/);
    await admin.pressesOn(support.id, /🧹 Empty it/);
    await admin.sees(() => admin.buttonOf(support.id, /Whom buyers ask: none/), 'an empty contact');
    await admin.pressesOn(support.id, /Next/);
    await admin.sees(() => admin.buttonOf(support.id, /Seconds without a press/), 'the second page');
    await admin.pressesOn(support.id, /✏️ Seconds without a press/);
    await admin.showsOn(support.id, /from 60 to/);
    expect((await admin.asks('0')).text).toContain('⚠️ Type a whole number from 60');
    await admin.presses(/✖️ Cancel/);
    const entries = await panel.world.query<{ facts: unknown }>(
      `SELECT facts FROM audit_log WHERE action = 'setting.changed' AND entity_id = 'maxOpenReservations'`,
    );
    expect(entries).toEqual([{ facts: { from: null, to: 5 } }]);
  });

  it('tells the second of two admins that a setting was changed meanwhile', async () => {
    const second = await panel.admin();
    for (const one of [admin, second]) {
      const id = await opensPanel(one, /⚙️ Settings/);
      await one.pressesOn(id, /✏️ Cancels an hour/);
      await one.showsOn(id, /Now: 10/);
    }
    await admin.asks('20');
    expect((await second.asks('30')).text).toMatch(/Somebody else changed this meanwhile\n.* is now: 20/);
    expect(await setting('maxCancelsAnHour')).toBe(20);
  });

  it('deletes a service at once, whatever is open, and brings it back', async () => {
    const buyer = await panel.world.buyer();
    await buysWhatsApp(buyer);
    const id = await opensPanel(admin, /📱 Services/);
    await admin.pressesOn(id, /WhatsApp/);
    await admin.pressesOn(id, /🗑 Delete/);
    const done = await admin.showsOn(id, /🗑 Deleted: WhatsApp/);
    expect(done.text).toMatch(/Open reservations canceled, money returned: 1/);
    await buyer.reads(/canceled|ended|closed|Nothing was charged/i);
    expect((await buyer.asks('/services')).buttons.flat().some(({ text }) => text.includes('WhatsApp'))).toBe(false);
    await admin.pressesOn(id, /↩️ Undo/);
    await admin.showsOn(id, /💬 WhatsApp\n🟢 on/);
    await buyer.sees(
      async () =>
        (await buyer.asks('/services')).buttons.flat().some(({ text }) => text.includes('WhatsApp')) ? true : undefined,
      'WhatsApp on sale again',
    );
  });

  it('reads in the audit log who did what, page by page and filtered', async () => {
    const id = await opensPanel(admin, /📜 Audit log/);
    const newest = await admin.showsOn(id, /📜 Audit log/);
    expect(newest.text).toMatch(/\nBuyer \d+ brought back the service (💬 )?WhatsApp\n/);
    expect(newest.buttons.flat().map(({ text }) => text)).toContainEqual(expect.stringMatching(/WhatsApp$/));
    await admin.pressesOn(id, /Next ›/);
    await admin.sees(() => admin.buttonOf(id, /‹ Previous/), 'the second page');
    const found = await admin.asks('setting.changed');
    expect(found.text).toMatch(/“setting\.changed”/);
    expect(found.text).toMatch(/changed the setting/);
    expect(found.text).not.toContain('brought back');
    expect((await admin.asks('service 999999')).text).toContain('Nothing here yet');
  });

  it('shows the day at home, and what must be repaired', async () => {
    const buyer = await panel.world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    panel.world.inbox.receive(phone, 'WhatsApp code 240-300');
    await buyer.reads(/^🔑 240-300/);
    await panel.world.query(
      `INSERT INTO operator_alerts (key, kind, facts, first_at, last_at, count)
       VALUES ('story', 'channel_unreadable', '{"title": "Our news", "reason": "bot_not_admin", "detail": "CHAT_ADMIN_REQUIRED"}', now(), now(), 2)`,
    );
    const home = await admin.asks('/admin');
    expect(home.text).toMatch(/Today \(UTC\): \$0\.80 · 1 code sold/);
    await admin.pressesOn(home.id, /🚨 1 trouble to repair/);
    const alerts = await admin.showsOn(home.id, /What must be repaired/);
    expect(alerts.text).toMatch(/Our news[\s\S]*noticed 2 times/);
    await admin.pressesOn(home.id, /✔️ № 1 is seen to/);
    await admin.showsOn(home.id, /Nothing\. All is well/);
    expect(await panel.world.query(`SELECT 1 FROM audit_log WHERE action = 'alert.dismissed'`)).toHaveLength(1);
  });

  it('leads from a trouble to where it is repaired, and says once that it is over', async () => {
    const { app } = panel.shop;
    const [route] = await panel.world.query<{ id: number; provider: number }>(
      'SELECT r.id, r.provider_id AS provider FROM routes r WHERE NOT r.is_pool LIMIT 1',
    );
    const fault = { kind: 'fault', fault: 'mapping', detail: 'BAD_SERVICE' } as const;
    await raisePurchaseAlert(app, { providerId: route!.provider, routeId: route!.id }, fault as never);
    const told = await admin.reads(/does not know what a route asks for[\s\S]*Sells: Telegram · Kazakhstan/);
    await admin.pressesOn(told.id, /🔧 To where it is/);
    await admin.reads(/Telegram · 🇰🇿 Kazakhstan · classic\n🟢 on/);
    const list = await admin.asks('/admin');
    await admin.showsOn(list.id, /A supplier does not know what a route asks for: classic/);

    await watchAlerts(app);
    expect(await panel.world.query(`SELECT 1 FROM operator_alerts WHERE kind = 'route_refused'`)).toHaveLength(1);
    await panel.world.query('UPDATE routes SET is_active = false WHERE id = $1', [route!.id]);
    await watchAlerts(app);
    await watchAlerts(app);
    await admin.reads(
      /✅ It is over: ⚠️ A supplier does not know what a route asks for\nclassic\nTelegram · Kazakhstan/,
    );
    expect(admin.fromBot().filter(({ text }) => text.includes('It is over'))).toHaveLength(1);
    await panel.world.query('UPDATE routes SET is_active = true WHERE id = $1', [route!.id]);
  });
});
