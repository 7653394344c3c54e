import { randomUUID } from 'node:crypto';
import { refundReceipt } from '../../../src/usecases/payments/refund-receipt';
import { startTopUp } from '../../../src/usecases/payments/start-top-up';
import { takeReceipt } from '../../../src/usecases/payments/take-receipts';
import type { ChatBuyer } from '../../support/chat-buyer';
import { LIVE_BOT } from '../../support/live-shop';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';
import { payWithGramjs } from '../../support/star-buyer';
import { connectGramjsUser } from '../../support/telegram-clients';

describe('payments in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;
  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const idOf = async ({ telegramId }: ChatBuyer) => {
    const text = 'SELECT id FROM users WHERE telegram_id = $1';
    return BigInt((await panel.world.query<{ id: string }>(text, [String(telegramId)]))[0]!.id);
  };
  const methodOf = async (protocol: string) => {
    const { app } = panel.shop;
    return (await app.db.payments.listAllMethods()).find((method) => method.protocol === protocol)!;
  };
  /** A buyer asks for an invoice, and pays it in the chat. */
  async function paysInStars(buyer: ChatBuyer): Promise<void> {
    const { app } = panel.shop;
    const order = { key: randomUUID(), userId: await idOf(buyer), language: 'en', title: 'Balance' };
    await startTopUp(app, { ...order, methodId: (await methodOf('stars')).id, amount: 50_000n });
    const invoice = await buyer.sees(() => buyer.fromBot().find(({ invoice }) => invoice !== undefined), 'an invoice');
    panel.world.telegram.stars.buy(buyer.telegramId, 1_000n);
    const client = await connectGramjsUser(panel.world.telegram, buyer.telegramId);
    await payWithGramjs(client, { bot: LIVE_BOT.username, messageId: invoice.id });
    await client.destroy();
    await buyer.reads(/Receipt/);
  }
  /** Money that nobody knows the payment of. */
  async function comesUnclaimed(receiptKey: string): Promise<void> {
    const received = { amount: '7.5', currency: 'USD' };
    const money = { receiptKey, received, settles: false, arrivedAt: panel.shop.app.clock.now() };
    await takeReceipt(panel.shop.app, await methodOf('btcpay'), undefined, money);
  }

  it('turn Stars on in three taps, and say what the shop earns by a star', async () => {
    const page = await opensPanel(admin, /💳 Payments/, /⚪ Telegram Stars/);
    await admin.showsOn(page, /⚪ off/);
    await admin.pressesOn(page, /🟢 Turn on/);
    const card = await admin.showsOn(page, /🟢 on/);
    expect(card.text).toMatch(/Telegram pays you about 0\.013 USD for a star/);
    expect(card.text).toMatch(/A buyer gets 0\.013 USD for it\.\nNothing stays with you/);
    // What Stars do not have is not asked for.
    expect(card.text).not.toMatch(/Key|Address|Options/);
    await admin.pressesOn(page, /✏️ What one unit/);
    await admin.showsOn(page, /What one unit of it is worth here/);
    const { id } = await admin.asks('0.01');
    expect((await admin.showsOn(id, /🟢 on/)).text).toMatch(/23\.1% of what Telegram pays stays with you/);
    await admin.pressesOn(id, /🔌 Test/);
    await admin.showsOn(id, /✅ It answers[\s\S]*⭐ The bot has \d+ stars/);
    const [row] = await panel.world.query<{ rate_at: Date; created_at: Date; revision: number }>(
      `SELECT rate_at, created_at, revision FROM payment_methods WHERE protocol = 'stars'`,
    );
    expect(row!.rate_at > row!.created_at).toBe(true);
    expect(row!.revision).toBe(3);
  });

  it('ask once for the terms of Telegram before anything else is turned on', async () => {
    const form = await opensPanel(admin, /💳 Payments/, /➕ A new way to pay/);
    await admin.showsOn(form, /1 \/ 8/);
    const { id: protocol } = await admin.asks('Our coins');
    await admin.pressesOn(protocol, /^btcpay$/);
    await admin.showsOn(protocol, /3 \/ 8/);
    const { id: key } = await admin.asks('https://pay.example');
    await admin.pressesOn(key, /⏭ Skip/);
    await admin.showsOn(key, /5 \/ 8/);
    await admin.pressesOn(key, /⏭ Skip/);
    await admin.showsOn(key, /6 \/ 8/);
    await admin.asks('{"storeId": "store"}');
    const { id: page } = await admin.asks('USD');
    await admin.pressesOn(page, /⏭ Skip/);
    await admin.showsOn(page, /no address that others can reach/);
    await admin.pressesOn(page, /🟢 Turn on/);
    await admin.showsOn(page, /Telegram’s terms take digital goods, which numbers are/);
    const refused = await admin.pressesOn(page, /I take the risk/);
    expect(refused.message).toMatch(/Give its key first/);
    await admin.pressesOn(page, /✏️ Key$/);
    await admin.showsOn(page, /Key/);
    await admin.says('a secret key');
    const card = await admin.reads(/Our coins\n⚪ off[\s\S]*Key: ••••••/);
    await admin.pressesOn(card.id, /🟢 Turn on/);
    await admin.showsOn(card.id, /Read this first/);
    await admin.pressesOn(card.id, /I take the risk/);
    await admin.showsOn(card.id, /🟢 on/);
    await admin.pressesOn(card.id, /⚪ Turn off/);
    await admin.showsOn(card.id, /⚪ off/);
    await admin.pressesOn(card.id, /🟢 Turn on/);
    await admin.showsOn(card.id, /🟢 on/);
    const audited = await panel.world.query<{ facts: object }>(
      `SELECT facts FROM audit_log WHERE action = 'payment_method.updated' AND facts ? 'accepts_terms'`,
    );
    expect(audited).toHaveLength(1);
    const sealed = `SELECT api_key_sealed FROM payment_methods WHERE name = 'Our coins'`;
    const [row] = await panel.world.query<{ api_key_sealed: Buffer }>(sealed);
    expect(row!.api_key_sealed.toString('latin1')).not.toContain('a secret key');
  });

  it('find a receipt by its name and give it back through Telegram, whole', async () => {
    const buyer = await panel.world.buyer({ balance: 0n });
    await buyer.asks('/start');
    await paysInStars(buyer);
    const [{ id: receipt }] = (await panel.world.query<{ id: string }>(
      'SELECT max(id) AS id FROM payment_receipts',
    )) as [{ id: string }];
    const home = await opensPanel(admin, /💳 Payments/);
    await admin.showsOn(home, /Telegram Stars: \$5\.00 · 1 received/);
    const { id } = await admin.asks(`R-${receipt}`);
    expect((await admin.showsOn(id, new RegExp(`R-${receipt}`))).text).toMatch(
      /📥 Came: 500 XTR\n✅ Credited: \$5\.00/,
    );
    await admin.pressesOn(id, /↩️ Give a part back/);
    await admin.showsOn(id, /1 \/ 3/);
    await admin.asks('2');
    await admin.asks('A part');
    const part = await admin.reads(/3 \/ 3/);
    await admin.pressesOn(part.id, /↩️ Give it back/);
    await admin.showsOn(part.id, /Telegram gives back the whole payment or nothing/);
    await admin.pressesOn(part.id, /↩️ Give all back/);
    await admin.showsOn(part.id, /1 \/ 2/);
    const last = await admin.asks('Changed his mind');
    await admin.pressesOn(last.id, /↩️ Give it back/);
    await buyer.reads(/\$5\.00/);
    const isDone = async () => {
      const [row] = await panel.world.query<{ state: string }>('SELECT state FROM payment_refunds');
      return row?.state === 'DONE' ? true : undefined;
    };
    await admin.sees(isDone, 'the end of the refund');
    await admin.pressesOn(last.id, /🔄 Refresh/);
    await admin.showsOn(last.id, /↩️ Went back: \$5\.00[\s\S]*given back/);
    expect(panel.world.telegram.stars.balance(buyer.telegramId)).toBe(1_000n);
  });

  it('are asked back by their buyer in the chat, approved by one press, or refused with a reason', async () => {
    const [yes, no] = [await panel.world.buyer({ balance: 0n }), await panel.world.buyer({ balance: 0n })];
    for (const buyer of [yes, no]) {
      await buyer.asks('/start');
      await paysInStars(buyer);
      const { id } = await buyer.asks('/balance');
      await buyer.pressesOn(id, /💸 Refund/);
      await buyer.showsOn(id, /you paid in and did not spend/);
      await buyer.pressesOn(id, /\$5\.00 · ⭐ Telegram Stars/);
      await buyer.showsOn(id, /\$5\.00 back\?[\s\S]*you can ask once/);
      await buyer.pressesOn(id, /💸 Ask for \$5\.00/);
      await buyer.showsOn(id, /nothing that can go back/);
    }
    const page = await opensPanel(admin, /💳 Payments/, /💸 Refunds asked for: 2/);
    const list = await admin.showsOn(page, /Refunds that buyers ask for/);
    expect(list.text).toMatch(/Nothing is set aside until you approve/);
    await admin.pressesOn(page, /\$5\.00/);
    await admin.showsOn(page, /⏳ It waits for you/);
    await admin.pressesOn(page, /✅ Give \$5\.00 back/);
    await admin.showsOn(page, /✅ Approved/);
    await yes.reads(/\$5\.00 paid back/);
    const again = await opensPanel(admin, /💳 Payments/, /💸 Refunds asked for: 1/);
    await admin.pressesOn(again, /\$5\.00/);
    await admin.showsOn(again, /⏳ It waits for you/);
    await admin.pressesOn(again, /✋ Refuse/);
    await admin.showsOn(again, /Why \(the buyer reads it\)/);
    const { id } = await admin.asks('Buy a number instead');
    await admin.pressesOn(id, /✋ Refuse/);
    await admin.showsOn(id, /✋ Refused; the buyer was told[\s\S]*Buy a number instead/);
    await no.reads(/\$5\.00 does not go back[\s\S]*Buy a number instead/);
  });

  it('give money that was nobody’s to its user, once, and note what was paid back by hand', async () => {
    const buyer = await panel.world.buyer({ balance: 0n });
    await buyer.asks('/start');
    await comesUnclaimed('unknown-1');
    // The alert about it may come at any moment.
    const { id: home } = await admin.asks('/admin', /🛠 Admin panel/);
    await admin.pressesOn(home, /🙋 People/);
    await admin.pressesOn(home, /💳 Payments/);
    await admin.pressesOn(home, /❓ Nobody’s money: 1/);
    await admin.showsOn(home, /Money that is nobody’s yet/);
    await admin.pressesOn(home, /R-\d+ · ❓ 7\.5 USD/);
    await admin.showsOn(home, /belongs to no payment of ours/);
    await admin.pressesOn(home, /👤 Give it to a user/);
    await admin.showsOn(home, /1 \/ 3/);
    await admin.asks(String(buyer.telegramId));
    const amount = await admin.reads(/2 \/ 3/);
    expect(amount.text).toMatch(/By the rate of today it is worth \$7\.50/);
    const sure = await admin.asks('7.50');
    await admin.pressesOn(sure.id, /👤 Give it to a user/);
    await admin.showsOn(sure.id, /✅ Credited: \$7\.50/);
    await buyer.reads(/\$7\.50/);
    await admin.pressesOn(sure.id, /✍️ I pay it back myself/);
    await admin.showsOn(sure.id, /1 \/ 4/);
    await admin.asks('2.50');
    await admin.asks('Transfer 77');
    const byHand = await admin.asks('He asked for it');
    await admin.pressesOn(byHand.id, /✍️ I pay it back myself/);
    await admin.showsOn(byHand.id, /↩️ Went back: \$2\.50[\s\S]*Transfer 77/);
    await admin.pressesOn(byHand.id, /👤 The user/);
    await admin.showsOn(byHand.id, /Available: \$5\.00[\s\S]*💰 Paid in: \$5\.00/);
  });

  it('show what was asked for and never paid, and who owes the shop', async () => {
    const buyer = await panel.world.buyer({ balance: 0n });
    await buyer.asks('/start');
    await paysInStars(buyer);
    const { app } = panel.shop;
    const userId = await idOf(buyer);
    const stars = await methodOf('stars');
    const order = { key: randomUUID(), userId, methodId: stars.id, language: 'en', title: 'Balance' };
    await startTopUp(app, { ...order, amount: 20_000n });
    const [receipt] = await panel.world.query<{ id: string; receipt_key: string }>(
      'SELECT id, receipt_key FROM payment_receipts WHERE user_id = $1',
      [String(userId)],
    );
    // Spent, and then taken back by Telegram.
    await refundReceipt(app, {
      ...{ key: 'by-hand', receiptId: BigInt(receipt!.id), amount: 10_000n, paidBy: 'cash', reason: 'test' },
      actor: { type: 'ADMIN', id: '1' },
    });
    await app.db.ledger.post({
      ...{ key: randomUUID(), type: 'DEDUCT', amount: 30_000n, userId, reason: 'spent', at: app.clock.now() },
      actor: { type: 'JOB', id: 'test' },
    });
    await app.db.payments.chargeBack({
      ...{ methodId: stars.id, takingKey: 'claw', receiptKey: receipt!.receipt_key, amount: 50_000n },
      ...{ state: 'REFUNDED', now: app.clock.now() },
    });
    const { id: home } = await admin.asks('/admin', /🛠 Admin panel/);
    await admin.pressesOn(home, /🙋 People/);
    await admin.pressesOn(home, /💳 Payments/);
    await admin.showsOn(home, /⚠️ \$4\.00 taken back/);
    await admin.pressesOn(home, /⚠️ Debts: 1/);
    await admin.showsOn(home, /Whatever comes into these balances/);
    await admin.pressesOn(home, /· \$3\.00/);
    const page = await admin.showsOn(home, /⚠️ Owes: \$3\.00/);
    const [unpaid] = page.buttons.flat().filter(({ text }) => /P-\d+ · \$2\.00 · not paid yet/.test(text));
    await admin.pressesData(home, Buffer.from(unpaid!.value));
    await admin.showsOn(home, /No money has come for it/);
    await admin.pressesOn(home, /👤 The user/);
    await admin.showsOn(home, /⚠️ Owes: \$3\.00\. Cannot buy/);
  });

  it('compare a day with what Telegram and providers say, when somebody wants to know', async () => {
    const page = await opensPanel(admin, /💳 Payments/, /⚖️ Compare with providers/);
    await admin.showsOn(page, /⏳ Telegram Stars: not compared yet/);
    await admin.pressesOn(page, /🔄 Compare now/);
    await admin.sees(async () => {
      await admin.pressesOn(page, /🔄 Refresh/);
      return /Telegram Stars: 0 there, 0 here, 0 differences/.test(admin.message(page)!.text) ? true : undefined;
    }, 'the comparison');
  });
});
