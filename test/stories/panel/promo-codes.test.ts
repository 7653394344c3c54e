import { referralPayload } from '../../../src/usecases/growth/referrals';
import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('promo codes and how people came, in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;
  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  it('are made by a few questions, given by a buyer, counted and turned off', async () => {
    const page = await opensPanel(admin, /🎟 Promo codes/, /➕ Add/);
    await admin.showsOn(page, /What shall the code bring/);
    await admin.pressesOn(page, /💰 Money at once/);
    await admin.showsOn(page, /SPRING-26/);
    await admin.asks('spring-26');
    await admin.asks('2,50');
    await admin.asks('3');
    const wrong = await admin.asks('tomorrow');
    await admin.showsOn(wrong.id, /Type a day, such as 2026-12-31/);
    await admin.says('2030-12-31 18:00');
    const card = await admin.reads(/SPRING-26\n🟢 on[\s\S]*Ends: .*31[\s\S]*Brings \$2\.50 at once[\s\S]*Used 0 of 3/);

    const buyer = await panel.world.buyer({ balance: 0n });
    await buyer.asks('/start');
    await buyer.asks('/promo Spring-26');
    await buyer.reads(/\$2\.50/);

    await admin.pressesOn(card.id, /⚪ Turn off/);
    await admin.showsOn(card.id, /⚪ off[\s\S]*Used 1 of 3/);
    const list = await opensPanel(admin, /🎟 Promo codes/);
    expect((await admin.showsOn(list, /Promo codes/)).text).toBeDefined();
    await admin.pressesOn(list, /⚪ SPRING-26 · \$2\.50 · used 1×/);
    await admin.showsOn(list, /✏️|SPRING-26/);
  });

  it('bring a bonus, have a name of their own when none is given, and are changed', async () => {
    const page = await opensPanel(admin, /🎟 Promo codes/, /➕ Add/);
    await admin.pressesOn(page, /🎁 A bonus/);
    await admin.pressesOn(page, /Skip/);
    await admin.showsOn(page, /Per cent/);
    const { id } = await admin.asks('15');
    await admin.showsOn(id, /How often in all/);
    await admin.pressesOn(id, /Skip/);
    await admin.showsOn(id, /Ends/);
    await admin.pressesOn(id, /Skip/);
    const card = await admin.showsOn(id, /Brings 15% of the next payment on top/);
    expect(card.text).toMatch(/^[2-9A-HJ-NP-Z]{10}\n🟢 on/);
    await admin.pressesOn(id, /✏️ How often in all/);
    await admin.showsOn(id, /How often in all/);
    const changed = await admin.asks('50');
    await admin.showsOn(changed.id, /Used 0 of 50/);
  });

  it('take something off the price of one service, and say what they saved', async () => {
    const page = await opensPanel(admin, /🎟 Promo codes/, /➕ Add/);
    await admin.pressesOn(page, /✂️ A discount/);
    await admin.pressesOn(page, /✂️ Per cent/);
    await admin.showsOn(page, /Code/);
    await admin.asks('fifth');
    const { id } = await admin.asks('20');
    await admin.showsOn(id, /Service/);
    for (const label of [
      /Service/,
      /Country/,
      /one purchase saves/,
      /lowest price/,
      /all purchases save/,
      /in all/,
      /Ends/,
    ]) {
      await admin.showsOn(id, label);
      await admin.pressesOn(id, /Skip/);
    }
    const card = await admin.showsOn(id, /✂️ Takes 20% off the price[\s\S]*Used 0 of 1[\s\S]*Saved by it: \$0\.00/);
    expect(card.text).toMatch(/^FIFTH\n🟢 on/);
  });

  it('ask for the one answer that was refused, and keep the others', async () => {
    const page = await opensPanel(admin, /🎟 Promo codes/, /➕ Add/);
    await admin.pressesOn(page, /💰 Money at once/);
    await admin.showsOn(page, /1 \/ 4/);
    await admin.asks('spring-26');
    await admin.asks('7,25');
    const { id } = await admin.asks('9');
    await admin.pressesOn(id, /Skip/);
    const refused = await admin.showsOn(id, /⚠️ There is one with the same/);
    expect(refused.text).toMatch(/1 \/ 4\n.*\$7\.25\n.*9\n/);
    const card = await admin.asks('summer-26');
    expect(card.text).toMatch(/SUMMER-26\n🟢 on[\s\S]*Brings \$7\.25 at once[\s\S]*Used 0 of 9/);
  });

  it('say by which links people came and who invited them', async () => {
    const guest = await panel.world.stranger();
    await guest.asks('/start c_spring');
    const { app } = panel.shop;
    const inviter = (await app.db.users.findByTelegramId(guest.telegramId))!;
    const invited = await panel.world.stranger();
    await invited.asks(`/start ${await referralPayload(app, inviter.id)}`);
    const page = await opensPanel(admin, /📣 How people came/);
    const ways = await admin.showsOn(page, /c_spring: 1 came, 0 paid in \$0\.00/);
    expect(ways.text).toMatch(/invited by others: 1 came/);
    expect(ways.text).toMatch(/https:\/\/t\.me\/\w+\?start=c_spring/);
    await admin.pressesOn(page, /^7 days/);
    await admin.showsOn(page, /last 7 days/);
    await admin.pressesOn(page, /🤝 Who invited/);
    await admin.showsOn(page, /: 1 came, 0 paid in \$0\.00; earned \$0\.00, \$0\.00 waiting/);
    await admin.pressesOn(page, /👤/);
    await admin.showsOn(page, /💰/);
  });
});
