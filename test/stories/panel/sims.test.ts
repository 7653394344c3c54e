import { receiveMessages } from '../../../src/usecases/messages/receive-messages';
import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('SIMs of our own, in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;
  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  let sent = 0;
  /** An SMS comes to the SIM in this slot of the provider `inbox`. */
  async function smsAt(slot: string, text: string) {
    sent += 1;
    const message = { externalId: `slot ${sent}`, slot: { name: slot }, text, receivedAt: new Date() };
    await receiveMessages(panel.shop.app, { providerId: 1, source: 'POLL', messages: [message] });
  }
  const numbers = () => panel.world.query(`SELECT status FROM numbers WHERE phone = '37129990001'`);

  it('appear by themselves, get a number and a service by hand, and are sold', async () => {
    await smsAt('GSM1', 'hello');
    const page = await opensPanel(admin, /📶 SIMs/, /❔ GSM1/);
    await admin.showsOn(page, /GSM1\n🟢 on[\s\S]*Nobody has said which number it has[\s\S]*Last SMS: .*, 1 in all/);
    await admin.pressesOn(page, /✏️ Phone number|✏️ Number/);
    const wrong = await admin.asks('12');
    await admin.showsOn(wrong.id, /number/);
    const { id } = await admin.asks('+37129990001');
    await admin.showsOn(id, /37129990001[\s\S]*🟢 Sold/);
    await admin.pressesOn(id, /✏️ Services it is sold for/);
    const sold = await admin.asks('wa');
    await admin.showsOn(sold.id, /Services it is sold for: wa/);
    expect(await numbers()).toEqual([{ status: 'AVAILABLE' }]);
  });

  it('rest when they are turned off or blocked, and when they fell silent until somebody says that they work', async () => {
    const page = await opensPanel(admin, /📶 SIMs/, /GSM1/);
    await admin.pressesOn(page, /⚪ Turn off/);
    await admin.showsOn(page, /⚪ off[\s\S]*💤 Not sold while it is turned off/);
    expect(await numbers()).toEqual([{ status: 'QUARANTINED' }]);
    await admin.pressesOn(page, /🟢 Turn on/);
    await admin.showsOn(page, /🟢 on[\s\S]*🟢 Sold/);

    await panel.world.query('UPDATE sims SET is_blocked = true');
    const blocked = await opensPanel(admin, /📶 SIMs/, /⚪ .*GSM1/);
    await admin.showsOn(blocked, /⛔ Blocked by its network/);
    await panel.world.query('UPDATE sims SET is_blocked = false, silent_at = now()');
    const silent = await opensPanel(admin, /📶 SIMs/, /GSM1/);
    await admin.showsOn(silent, /🔇 Silent since[\s\S]*Send an SMS to it/);
    expect(await numbers()).toEqual([{ status: 'QUARANTINED' }]);
    await admin.pressesOn(silent, /▶️ It works: sell it again/);
    await admin.showsOn(silent, /🟢 Sold/);
    expect(await numbers()).toEqual([{ status: 'AVAILABLE' }]);
  });

  it('are found by a word that is sent to the number', async () => {
    await opensPanel(admin, /📶 SIMs/, /🔎 Find the slot of a number/);
    const wrong = await admin.asks('seven');
    await admin.showsOn(wrong.id, /Type the number of the SIM/);
    const started = await admin.asks('+371 2999 0007');
    const { text } = await admin.showsOn(started.id, /Send an SMS with SIM-[A-Z0-9]{5} to this number/);
    await admin.pressesOn(started.id, /🔄 Has it come/);
    await admin.showsOn(started.id, /Nothing has come yet/);
    await smsAt('GSM7', /SIM-[A-Z0-9]{5}/.exec(text)![0]);
    await admin.pressesOn(started.id, /🔄 Has it come/);
    await admin.showsOn(started.id, /✅ It is in slot GSM7/);
    await admin.pressesOn(started.id, /GSM7/);
    await admin.showsOn(started.id, /GSM7\n🟢 on[\s\S]*37129990007/);
  });
});
