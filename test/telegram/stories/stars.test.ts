import { Api, type TelegramClient } from 'telegram';
import type { BotEdge } from '../../../src/bot/bot-edge';
import type { InboundPayment, InboundPaymentRefund, InboundUpdate } from '../../../src/ports/inbound-update';
import type { Invoice, PreCheckout, PreCheckoutVerdict, StarsTransaction } from '../../../src/ports/stars';
import { mtcuteClient } from '../../support/mtcute-client';
import { type MtcuteClient, payWithGramjs, payWithMtcute } from '../../support/star-buyer';
import { connectGramjsUser } from '../../support/telegram-clients';
import { BotWorld } from '../support/bot-world';
import { until } from '../support/until';

const BOT = 'story_bot';
const invoice = (payload: string, stars = 50): Invoice => ({
  title: 'Balance',
  description: 'Money for your balance',
  payload,
  stars,
  label: 'Balance',
});
const yes = async (): Promise<PreCheckoutVerdict> => ({ ok: true });

describe('stars', () => {
  let world: BotWorld;
  let annId: bigint;
  let ann: TelegramClient;
  let asked: PreCheckout[];
  let randomId = 1_000n;
  let ends: (() => unknown)[];
  beforeEach(async () => {
    world = await BotWorld.open();
    ends = [];
    asked = [];
    annId = world.sandbox.createUser({ phone: '15550100001', firstName: 'Ann', langCode: 'ru' }).id;
    world.sandbox.stars.buy(annId, 1_000n);
    ann = await connectGramjsUser(world.sandbox, annId);
    ends.push(() => ann.destroy());
    await ann.sendMessage(BOT, { message: '/start' });
  });
  afterEach(async () => {
    for (const end of ends) await end();
    await world.close();
  });

  /** A bot that asks `judge` before each payment. */
  const sellingBot = (judge: (query: PreCheckout) => Promise<PreCheckoutVerdict> = yes, o = {}): Promise<BotEdge> =>
    world.startBot({
      async answerPreCheckout(query) {
        asked.push(query);
        return judge(query);
      },
      ...o,
    });

  /** Sends an invoice to a person; resolves with that person's id of the message. */
  async function sells(bot: BotEdge, to: bigint, wanted: Invoice): Promise<number> {
    randomId += 1n;
    const outcome = await bot.messenger.sendInvoice({ chatId: to, randomId, invoice: wanted });
    expect(outcome).toMatchObject({ kind: 'sent', messageId: expect.any(Number) });
    return world.sandbox.history(to, world.botId).at(-1)!.id;
  }

  async function linkTo(bot: BotEdge, wanted: Invoice): Promise<string> {
    const outcome = await bot.messenger.createInvoiceLink(wanted);
    if (outcome.kind !== 'created') throw new Error(`no link: ${outcome.kind}`);
    return outcome.link;
  }

  async function mtcuteUser(): Promise<{ id: bigint; client: MtcuteClient }> {
    const { id, phone, loginCode } = world.sandbox.createUser({ phone: '15550100002', firstName: 'Bob' });
    world.sandbox.stars.buy(id, 1_000n);
    const client = await mtcuteClient(world.sandbox);
    ends.push(() => client.destroy());
    await client.start({ phone, code: loginCode, codeSentCallback: () => undefined });
    return { id, client };
  }

  const heard = <Kind extends InboundUpdate['kind']>(kind: Kind) =>
    world.handled.filter((one): one is Extract<InboundUpdate, { kind: Kind }> => one.kind === kind);
  const payments = (): InboundPayment[] => heard('payment');
  const refunds = (): InboundPaymentRefund[] => heard('payment_refund');
  const verdicts = () => world.sandbox.calls.count('messages.setBotPrecheckoutResults');

  /** Ann pays 50 stars; resolves with the charge. */
  async function annPaid(bot: BotEdge, payload = 'payment-1'): Promise<InboundPayment> {
    await payWithGramjs(ann, { bot: BOT, messageId: await sells(bot, annId, invoice(payload)) });
    await until('the payment is handled', () => payments().some((one) => one.payload === payload));
    return payments().find((one) => one.payload === payload)!;
  }

  it('are paid by message and by link, and the shop is asked before and told after each payment', async () => {
    const bot = await sellingBot();
    const messageId = await sells(bot, annId, invoice('by-message', 50));
    await payWithGramjs(ann, { bot: BOT, messageId });
    await payWithGramjs(ann, { url: await linkTo(bot, invoice('by-link', 70)) });
    await until('both payments are handled', () => payments().length === 2);
    const facts = { telegramId: annId, languageCode: 'ru', currency: 'XTR' };
    expect(asked).toMatchObject([
      { ...facts, payload: 'by-message', amount: 50n },
      { ...facts, payload: 'by-link', amount: 70n },
    ]);
    expect(payments()).toMatchObject([
      { from: { telegramId: annId, firstName: 'Ann' }, payload: 'by-message', amount: 50n, currency: 'XTR' },
      { from: { telegramId: annId, firstName: 'Ann' }, payload: 'by-link', amount: 70n, currency: 'XTR' },
    ]);
    const listed = world.sandbox.stars.transactions(world.botId).map(({ id }) => id);
    expect(payments().map(({ chargeId }) => chargeId)).toEqual(listed);
    expect(await bot.messenger.readStarsBalance()).toEqual({ kind: 'read', stars: 120n, nanos: 0 });
  });

  it('are paid by a client of another make, by link also of somebody who never wrote to the bot', async () => {
    const bot = await sellingBot();
    const bob = await mtcuteUser();
    const url = await linkTo(bot, invoice('by-link', 70));
    await payWithMtcute(bob.client, { url });
    await until('the payment by link is handled', () => payments().length === 1);
    const messageId = await sells(bot, bob.id, invoice('by-message', 50));
    await payWithMtcute(bob.client, { bot: BOT, messageId });
    await payWithGramjs(ann, { url });
    await until('all three payments are handled', () => payments().length === 3);
    expect(payments().map(({ from, payload }) => [from.telegramId, payload])).toEqual([
      [bob.id, 'by-link'],
      [bob.id, 'by-message'],
      [annId, 'by-link'],
    ]);
    expect(new Set(payments().map(({ chargeId }) => chargeId)).size).toBe(3);
    const [{ chargeId }] = payments() as [InboundPayment];
    expect(await bot.messenger.refundStars({ telegramId: bob.id, chargeId })).toEqual({ kind: 'refunded' });
  });

  it('go out of the outbox as an invoice, once although its answer was lost, below a button of the shop', async () => {
    const bot = await sellingBot();
    world.sandbox.faults.loseAnswer('messages.sendMedia', 1, world.botId);
    const keyboard = [[{ kind: 'pay', text: 'Pay 50' }], [{ kind: 'callback', text: 'Back', data: 'h' }]];
    const payload = { text: '', invoice: invoice('from-outbox'), keyboard };
    const outcome = await bot.sendNow({
      key: 'invoice',
      lane: 0,
      userId: await world.customer({ id: annId }),
      kind: 'message',
      payload,
      at: new Date(),
    });
    expect(outcome?.kind).toBe('sent');
    const shown = world.sandbox.history(annId, world.botId).filter((one) => one.invoice);
    expect(shown).toHaveLength(1);
    expect(shown[0]!.buttons.flat()).toEqual([
      { kind: 'pay', text: 'Pay 50', value: '' },
      { kind: 'callback', text: 'Back', value: 'h' },
    ]);
    await payWithGramjs(ann, { bot: BOT, messageId: shown[0]!.id });
    await until('the payment is handled', () => payments().length === 1);
  });

  it('lose no screen that wants the place of their invoice: it is sent below', async () => {
    const bot = await sellingBot();
    const userId = await world.customer({ id: annId });
    const put = (key: string, payload: object) =>
      bot.sendNow({ key, lane: 0, userId, kind: 'message', payload, at: new Date() });
    const sent = await put('invoice', { text: '', invoice: invoice('one') });
    const edit = (sent as { messageId: number }).messageId;
    expect(await put('screen', { text: 'Balance', edit, orSend: true })).toMatchObject({ kind: 'sent' });
    const [below, above] = world.sandbox.history(annId, world.botId).reverse();
    expect([below!.text, above!.invoice?.stars]).toEqual(['Balance', 50]);
  });

  it('are refused in the words of the shop, or of its excuse, and nobody has paid', async () => {
    const said = ['Этот счёт истёк.', undefined];
    const bot = await sellingBot(async () => {
      const error = said.shift();
      if (error === undefined) throw new Error('no database');
      return { ok: false, error };
    });
    const notices: string[] = [];
    ann.addEventHandler((update) => {
      if (update instanceof Api.UpdateServiceNotification) notices.push(update.message);
    });
    const messageId = await sells(bot, annId, invoice('expired'));
    for (let tries = 1; tries <= 2; tries += 1) {
      await expect(payWithGramjs(ann, { bot: BOT, messageId })).rejects.toMatchObject({
        errorMessage: 'PRECHECKOUT_FAILED',
      });
    }
    await until('the payer read both', () => notices.length === 2);
    expect(notices).toEqual(['Этот счёт истёк.', 'The story takes no money.']);
    expect(world.sandbox.stars.balance(world.botId)).toBe(0n);
    expect(payments()).toEqual([]);
    expect(world.lines.join('')).not.toContain('expired');
  });

  it('are approved while the payer’s queue stands still, and while nothing can be written to the inbox', async () => {
    let letGo: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const bot = await sellingBot(yes, {
      async handle(update: InboundUpdate) {
        if (update.kind === 'message' && update.text === 'slow') await stuck;
        world.handled.push(update);
      },
    });
    await ann.sendMessage(BOT, { message: 'slow' });
    const messageId = await sells(bot, annId, invoice('in-a-queue'));
    await payWithGramjs(ann, { bot: BOT, messageId });
    expect(payments()).toEqual([]);

    const lock = await world.db.pool.connect();
    try {
      await lock.query('BEGIN');
      await lock.query('LOCK TABLE inbox IN EXCLUSIVE MODE');
      await ann.sendMessage(BOT, { message: 'cannot be stored' });
      await payWithGramjs(ann, { url: await linkTo(bot, invoice('behind-a-lock')) });
    } finally {
      await lock.query('ROLLBACK');
      lock.release();
    }
    letGo();
    await until('both payments are handled', () => payments().length === 2);
    expect(payments().map(({ payload }) => payload)).toEqual(['in-a-queue', 'behind-a-lock']);
  });

  it('are asked about once when the question comes twice, and written down once when their message does', async () => {
    const bot = await sellingBot();
    Object.assign(world.sandbox.faults.stars, { preCheckouts: 'twice', paymentMessages: 'twice' });
    await annPaid(bot);
    await annPaid(bot, 'payment-2');
    expect(asked).toHaveLength(2);
    expect(verdicts()).toBe(2);
    const rows = await world.rows(
      `SELECT payload->>'payload' AS payload FROM inbox WHERE kind = 'payment' ORDER BY id`,
    );
    expect(rows).toEqual([{ payload: 'payment-1' }, { payload: 'payment-2' }]);
  });

  it('come into the inbox also when their message is lost, or the bot was away', async () => {
    const first = await sellingBot(yes, { timing: { silenceMs: 60_000 } });
    const messageId = await sells(first, annId, invoice('while-away'));
    world.sandbox.faults.stars.paymentMessages = 'lost';
    await payWithGramjs(ann, { bot: BOT, messageId });
    await first.stop();
    expect(payments()).toEqual([]);
    const second = await sellingBot();
    await until('it came with the difference', () => payments().length === 1);
    await annPaid(second, 'lost');
    expect(payments().map(({ payload }) => payload)).toEqual(['while-away', 'lost']);
  });

  it('are given back once, however often and with whatever answer, and the shop hears of it', async () => {
    const bot = await sellingBot();
    const { faults, stars } = world.sandbox;
    const [one, two, three] = [await annPaid(bot, 'one'), await annPaid(bot, 'two'), await annPaid(bot, 'three')];
    const refund = ({ chargeId }: InboundPayment) => bot.messenger.refundStars({ telegramId: annId, chargeId });

    expect(await refund(one)).toEqual({ kind: 'refunded' });
    await until('the refund is handled', () => refunds().length === 1);
    expect(refunds()).toMatchObject([{ chargeId: one.chargeId, amount: 50n, from: { telegramId: annId } }]);
    expect(await refund(one)).toEqual({ kind: 'already_refunded' });

    faults.loseAnswer('payments.refundStarsCharge', 1, world.botId);
    expect(await refund(two)).toEqual({ kind: 'already_refunded' });
    await until('the refund is handled', () => refunds().length === 2);

    // Telegram gave back and said that it had before; its list does not show that yet.
    Object.assign(faults.stars, { refundsSayAlready: true, transactionsLagSeconds: 60 });
    expect(await refund(three)).toEqual({ kind: 'unknown', detail: 'trouble_at_telegram' });
    faults.stars.transactionsLagSeconds = 0;
    expect(await refund(three)).toEqual({ kind: 'already_refunded' });
    expect([stars.balance(annId), stars.balance(world.botId)]).toEqual([1_000n, 0n]);
  });

  it('that were paid out cannot be given back, nor can those of a charge that never was', async () => {
    const bot = await sellingBot();
    const { chargeId } = await annPaid(bot);
    world.sandbox.stars.payOut(world.botId, 50n);
    const { messenger } = bot;
    expect(await messenger.refundStars({ telegramId: annId, chargeId })).toEqual({
      kind: 'refused',
      detail: 'BALANCE_TOO_LOW',
    });
    expect(await messenger.refundStars({ telegramId: annId, chargeId: 'none' })).toMatchObject({ kind: 'refused' });
    world.sandbox.faults.failMethod('payments.refundStarsCharge', { code: 420, text: 'FLOOD_WAIT_9', times: 1 });
    expect(await messenger.refundStars({ telegramId: annId, chargeId })).toMatchObject({ kind: 'flood', seconds: 9 });
  });

  it('are listed page by page: what was paid, given back, taken back and paid out', async () => {
    const bot = await sellingBot();
    const [one, two] = [await annPaid(bot, 'one'), await annPaid(bot, 'two')];
    await annPaid(bot, 'three');
    await bot.messenger.refundStars({ telegramId: annId, chargeId: one.chargeId });
    world.sandbox.stars.clawBack(two.chargeId);
    world.sandbox.stars.payOut(world.botId, 30n);
    const listed: StarsTransaction[] = [];
    for (let cursor: string | undefined, isLast = false; !isLast; ) {
      const page = await bot.messenger.listStarsTransactions({ cursor, limit: 4, ascending: true });
      if (page.kind !== 'page') throw new Error(`no page: ${page.kind}`);
      listed.push(...page.transactions);
      cursor = page.next;
      isLast = cursor === undefined;
    }
    const paid = {
      telegramId: annId,
      stars: 50n,
      isIncoming: true,
      isRefund: false,
      isPending: false,
      isFailed: false,
    };
    const taken = { telegramId: annId, stars: 50n, isIncoming: false, isRefund: true };
    expect(listed).toMatchObject([
      { ...paid, id: one.chargeId, payload: 'one', at: one.sentAt },
      { ...paid, id: two.chargeId, payload: 'two' },
      { ...paid, payload: 'three' },
      { ...taken, id: one.chargeId },
      { ...taken, id: two.chargeId },
      { stars: 30n, isIncoming: false, isRefund: false, telegramId: null, payload: null },
    ]);
    const [newest] = await bot.messenger
      .listStarsTransactions({ limit: 1, ascending: false })
      .then((page) => (page.kind === 'page' ? page.transactions : []));
    expect(newest).toEqual(listed.at(-1));
  });

  it.each<[string, Partial<Invoice>, string]>([
    ['a title that is too long', { title: 'x'.repeat(33) }, 'INVOICE_TITLE_LENGTH: 33 of 1 to 32'],
    ['no description', { description: '' }, 'INVOICE_DESCRIPTION_LENGTH: 0 of 1 to 255'],
    ['a payload that is too long', { payload: 'ж'.repeat(65) }, 'INVOICE_PAYLOAD_LENGTH: 130 of 1 to 128 bytes'],
    ['half a star', { stars: 0.5 }, 'INVOICE_STARS_NOT_WHOLE'],
    ['no star', { stars: 0 }, 'INVOICE_STARS_NOT_WHOLE'],
    ['no label', { label: ' ' }, 'INVOICE_LABEL_EMPTY'],
  ])('are never asked for with %s', async (_, wrong, detail) => {
    const { messenger } = world.gateway();
    const wanted = { ...invoice('wrong'), ...wrong };
    expect(await messenger.sendInvoice({ chatId: annId, randomId: 5n, invoice: wanted })).toEqual({
      kind: 'refused',
      detail,
    });
    expect(await messenger.createInvoiceLink(wanted)).toEqual({ kind: 'refused', detail });
  });

  it('have a pay button, which stands first, and under nothing else', async () => {
    const { messenger } = world.gateway();
    const pay = { kind: 'pay', text: 'Pay' } as const;
    const other = { kind: 'callback', text: 'Back', data: 'h' } as const;
    const send = (keyboard: Parameters<typeof messenger.sendInvoice>[0]['keyboard']) =>
      messenger.sendInvoice({ chatId: annId, randomId: 5n, invoice: invoice('x'), keyboard });
    expect(await send([[other, pay]])).toEqual({ kind: 'refused', detail: 'BUTTON_PAY_NOT_FIRST' });
    expect(await send([[pay], [pay]])).toEqual({ kind: 'refused', detail: 'BUTTON_PAY_TWICE' });
    expect(await messenger.sendText({ chatId: annId, randomId: 5n, text: 'x', keyboard: [[pay]] })).toEqual({
      kind: 'refused',
      detail: 'BUTTON_PAY_WITHOUT_INVOICE',
    });
  });
});
