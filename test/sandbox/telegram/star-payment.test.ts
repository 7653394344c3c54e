import bigInt from 'big-integer';
import { Api } from 'telegram';
import { gramjsInvoice, payWithGramjs } from '../../support/star-buyer';
import { eventually } from './eventually';
import { pushedTo } from './stage';
import { ofKind, openStarStage, payload, type StarStage, serviceActions } from './star-stage';

describe('a user pays a bot with stars', () => {
  let stage: StarStage;
  beforeEach(async () => {
    stage = await openStarStage();
  });
  afterEach(() => stage.close());

  it('by the Pay button of an invoice: the bot is asked first, and both sides get their own service message', async () => {
    stage.answers('yes');
    const messageId = await stage.sell(50);
    const shown = stage.sandbox.history(stage.userId, stage.botId).at(-1)!;
    expect(shown.invoice).toEqual({
      title: 'Balance',
      description: 'Money for your balance',
      stars: 50,
      isPaid: false,
    });
    expect(shown.buttons).toEqual([[{ kind: 'pay', text: 'Pay ⭐️50', value: '' }]]);

    const before = (await stage.user.invoke(new Api.updates.GetState())).pts;
    const { form, updates } = await stage.pays(messageId);
    expect(form).toMatchObject({ className: 'payments.PaymentFormStars', title: 'Balance' });
    expect([form.botId.toString(), form.users.length]).toEqual([stage.botId.toString(), 1]);

    const [query] = ofKind(stage.botHeard, Api.UpdateBotPrecheckoutQuery);
    expect(query).toMatchObject({ currency: 'XTR', payload });
    expect([query!.userId.toString(), query!.totalAmount.toString()]).toEqual([stage.userId.toString(), '50']);

    // The payer: a service message that answers the invoice, without payload or charge, and the receipt under the invoice.
    const [sent] = serviceActions(updates);
    expect(sent).toMatchObject({ className: 'MessageActionPaymentSent', currency: 'XTR' });
    expect(JSON.stringify(updates)).not.toContain(payload.toString('base64'));
    const [service] = ofKind(updates, Api.UpdateNewMessage).map(({ message }) => message as Api.MessageService);
    expect((service!.replyTo as Api.MessageReplyHeader).replyToMsgId).toBe(messageId);
    const [edit] = ofKind(updates, Api.UpdateEditMessage);
    const media = (edit!.message as Api.Message).media as Api.MessageMediaInvoice;
    expect([edit!.message.id, media.receiptMsgId]).toEqual([messageId, service!.id]);
    expect(ofKind(updates, Api.UpdateStarsBalance).map(({ balance }) => balance.amount.toString())).toEqual(['950']);
    expect((await stage.user.invoke(new Api.updates.GetState())).pts).toBe(before + 2);

    // The bot: payload and charge.
    await eventually(() => expect(serviceActions(stage.botHeard)).toHaveLength(1));
    const [told] = serviceActions(stage.botHeard) as Api.MessageActionPaymentSentMe[];
    expect(told).toMatchObject({ className: 'MessageActionPaymentSentMe', currency: 'XTR', payload });
    const { id, providerChargeId } = told!.charge;
    expect([told!.totalAmount.toString(), id.startsWith('stx'), providerChargeId !== '']).toEqual(['50', true, true]);
    expect(stage.stars()).toEqual({ ann: 950n, bob: 300n, bot: 50n });
    expect(stage.sandbox.history(stage.userId, stage.botId).find((one) => one.id === messageId)!.invoice!.isPaid).toBe(
      true,
    );

    const receipt = await stage.user.invoke(
      new Api.payments.GetPaymentReceipt({ peer: 'stage_bot', msgId: media.receiptMsgId! }),
    );
    expect(receipt).toMatchObject({ className: 'payments.PaymentReceiptStars', title: 'Balance', transactionId: id });
  });

  it('by a link, which a stranger may pay as well, and each payment has a charge of its own', async () => {
    stage.answers('yes');
    const url = await stage.link(70);
    expect(url).toMatch(/^https:\/\/t\.me\/\$[\w-]{10,}$/);
    const { updates } = await stage.paysAs(stage.user, { url });
    expect(ofKind(updates, Api.UpdateEditMessage)).toEqual([]);
    const [sent] = serviceActions(updates) as Api.MessageActionPaymentSent[];
    expect(url.endsWith(sent!.invoiceSlug!)).toBe(true);
    await stage.paysAs(stage.other, { url });
    await stage.paysAs(stage.user, { url });
    await eventually(() => expect(serviceActions(stage.botHeard)).toHaveLength(3));
    const charges = (serviceActions(stage.botHeard) as Api.MessageActionPaymentSentMe[]).map(({ charge }) => charge.id);
    expect(new Set(charges).size).toBe(3);
    expect(stage.stars()).toEqual({ ann: 860n, bob: 230n, bot: 210n });
    // The bot may write to who has paid, though he never wrote.
    await stage.bot.sendMessage(stage.otherId.toString(), { message: 'Thank you' });
  });

  it('once for a form, however often it is sent and at the same time', async () => {
    stage.answers('yes');
    // GramJS drops what comes in one container with an error.
    stage.sandbox.faults.batchAnswers(false);
    const invoice = await gramjsInvoice(stage.user, { bot: 'stage_bot', messageId: await stage.sell(50) });
    const { formId } = await stage.user.invoke(new Api.payments.GetPaymentForm({ invoice }));
    const send = () => stage.user.invoke(new Api.payments.SendStarsForm({ formId, invoice }));
    const taps = await Promise.allSettled([send(), send(), send()]);
    expect(taps.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const tap of taps)
      if (tap.status === 'rejected') expect(tap.reason.errorMessage).toBe('FORM_SUBMIT_DUPLICATE');
    await expect(send()).rejects.toMatchObject({ code: 400, errorMessage: 'FORM_SUBMIT_DUPLICATE' });
    expect(stage.stars().ann).toBe(950n);
  });

  it('not when the bot refuses: its text is shown, and the same form may be sent again', async () => {
    stage.answers({ no: 'This top-up has expired.' });
    const heard = pushedTo(stage.user);
    const invoice = await gramjsInvoice(stage.user, { bot: 'stage_bot', messageId: await stage.sell(50) });
    const { formId } = await stage.user.invoke(new Api.payments.GetPaymentForm({ invoice }));
    const send = () => stage.user.invoke(new Api.payments.SendStarsForm({ formId, invoice }));
    await expect(send()).rejects.toMatchObject({ code: 406, errorMessage: 'PRECHECKOUT_FAILED' });
    await eventually(() =>
      expect(ofKind(heard, Api.UpdateServiceNotification)).toMatchObject([
        { popup: true, message: 'This top-up has expired.' },
      ]),
    );
    expect(stage.stars()).toEqual({ ann: 1_000n, bob: 300n, bot: 0n });
    expect(serviceActions(stage.botHeard)).toEqual([]);
    stage.answers('yes');
    await send();
    expect(stage.stars().bot).toBe(50n);
  });

  it('not when the bot says nothing in time, and then it is too late to say it; other calls of the payer go on', async () => {
    stage.sandbox.faults.stars.preCheckoutTimeoutMs = 150;
    const paying = stage.pays(await stage.sell(50));
    await eventually(() => expect(ofKind(stage.botHeard, Api.UpdateBotPrecheckoutQuery)).toHaveLength(1));
    const [first] = await Promise.all([
      Promise.race([paying.catch(() => 'payment'), stage.user.invoke(new Api.updates.GetState())]),
      expect(paying).rejects.toMatchObject({ code: 400, errorMessage: 'BOT_PRECHECKOUT_TIMEOUT' }),
    ]);
    expect(first).toBeInstanceOf(Api.updates.State);
    const [{ queryId }] = ofKind(stage.botHeard, Api.UpdateBotPrecheckoutQuery) as [Api.UpdateBotPrecheckoutQuery];
    const answer = (words: object) =>
      stage.bot.invoke(new Api.messages.SetBotPrecheckoutResults({ queryId, ...words }));
    await expect(answer({ success: true })).rejects.toThrow('QUERY_ID_INVALID');
    await expect(answer({})).rejects.toThrow('ERROR_TEXT_EMPTY');
    expect(stage.stars().ann).toBe(1_000n);
  });

  it('not with stars that he does not have: the bot is not even asked', async () => {
    stage.answers('yes');
    await expect(stage.pays(await stage.sell(1_001))).rejects.toMatchObject({ errorMessage: 'BALANCE_TOO_LOW' });
    expect(ofKind(stage.botHeard, Api.UpdateBotPrecheckoutQuery)).toEqual([]);
    await stage.pays(await stage.sell(1_000));
    expect(stage.stars().ann).toBe(0n);
  });

  it('spends no star twice in two payments at the same moment', async () => {
    stage.answers('yes');
    const [one, other] = [await stage.sell(600), await stage.sell(600)];
    const both = await Promise.allSettled([stage.pays(one), stage.pays(other)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(stage.stars()).toMatchObject({ ann: 400n, bot: 600n });
  });

  it('and the bot that was away finds the payment in its difference', async () => {
    stage.answers('yes');
    const state = await stage.bot.invoke(new Api.updates.GetState());
    stage.sandbox.faults.stars.paymentMessages = 'lost';
    await stage.pays(await stage.sell(50));
    expect(serviceActions(stage.botHeard)).toEqual([]);
    const difference = (await stage.bot.invoke(
      new Api.updates.GetDifference({ pts: state.pts, qts: state.qts, date: state.date }),
    )) as Api.updates.Difference;
    const service = difference.newMessages.at(-1) as Api.MessageService;
    expect(service.action).toMatchObject({ className: 'MessageActionPaymentSentMe', payload });
    expect(difference.otherUpdates).toEqual([]);
  });
});

describe('a form', () => {
  let nowMs = 1_900_000_000_000;
  let stage: StarStage;
  beforeAll(async () => {
    stage = await openStarStage({ now: () => nowMs });
    stage.answers('yes');
  });
  afterAll(() => stage.close());

  it('lives ten minutes, belongs to one user and to one invoice', async () => {
    const [first, second, dearer] = [await stage.sell(50), await stage.sell(50), await stage.sell(60)];
    const invoiceOf = (messageId: number) => gramjsInvoice(stage.user, { bot: 'stage_bot', messageId });
    const invoice = await invoiceOf(first);
    const { formId } = await stage.user.invoke(new Api.payments.GetPaymentForm({ invoice }));
    const send = (what: Api.TypeInputInvoice, id = formId, client = stage.user) =>
      client.invoke(new Api.payments.SendStarsForm({ formId: id, invoice: what }));
    await expect(send(await invoiceOf(second))).rejects.toThrow('BOT_INVOICE_INVALID');
    await expect(send(await invoiceOf(dearer))).rejects.toMatchObject({
      code: 406,
      errorMessage: 'STARS_FORM_AMOUNT_MISMATCH',
    });
    await expect(send(invoice, bigInt.zero)).rejects.toThrow('FORM_ID_EMPTY');
    await expect(send(invoice, bigInt(4711))).rejects.toThrow('FORM_EXPIRED');
    const url = await stage.link(50);
    const linked = await gramjsInvoice(stage.user, { url });
    const ofAnn = await stage.user.invoke(new Api.payments.GetPaymentForm({ invoice: linked }));
    await expect(send(linked, ofAnn.formId, stage.other)).rejects.toThrow('FORM_EXPIRED');
    nowMs += 600_000;
    await expect(send(invoice)).rejects.toMatchObject({ code: 400, errorMessage: 'FORM_EXPIRED' });
    await payWithGramjs(stage.user, { bot: 'stage_bot', messageId: first });
    await expect(send(invoice)).rejects.toThrow('FORM_EXPIRED');
  });
});
