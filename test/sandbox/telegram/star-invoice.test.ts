import bigInt from 'big-integer';
import { Api } from 'telegram';
import { payWithGramjs } from '../../support/star-buyer';
import { oneButton } from './stage';
import { invoiceMedia, openStarStage, type StarStage } from './star-stage';

let stage: StarStage;
beforeAll(async () => {
  stage = await openStarStage();
  stage.answers('yes');
});
afterAll(() => stage.close());

const rowsOf = (id: number, userId = stage.userId) =>
  stage.sandbox.history(userId, userId === stage.userId ? stage.botId : stage.userId).find((one) => one.id === id)!
    .buttons;

describe('an invoice', () => {
  const words = (currency: string, ...prices: number[]) =>
    new Api.Invoice({
      currency,
      prices: prices.map((amount) => new Api.LabeledPrice({ label: 'Balance', amount: bigInt(amount) })),
    });

  it.each([
    ['of no star', { invoice: words('XTR', 0) }, 'CURRENCY_TOTAL_AMOUNT_INVALID'],
    ['of two prices', { invoice: words('XTR', 1, 2) }, 'STARS_INVOICE_INVALID'],
    ['of no price', { invoice: words('XTR') }, 'STARS_INVOICE_INVALID'],
    ['in dollars', { invoice: words('USD', 100) }, 'PAYMENT_PROVIDER_INVALID'],
    ['with an empty provider', { provider: '' }, 'PAYMENT_PROVIDER_INVALID'],
    ['without a title', { title: ' ' }, 'TITLE_INVALID'],
    ['with a long title', { title: 'x'.repeat(33) }, 'TITLE_INVALID'],
    ['with a long description', { description: 'x'.repeat(256) }, 'DESCRIPTION_INVALID'],
    ['without a payload', { payload: Buffer.alloc(0) }, 'INVOICE_PAYLOAD_INVALID'],
    ['with a long payload', { payload: Buffer.alloc(129, 1) }, 'INVOICE_PAYLOAD_INVALID'],
    ['with data that is no JSON', { providerData: new Api.DataJSON({ data: '{' }) }, 'DATA_JSON_INVALID'],
  ])('%s is refused', async (_what, extra, refusal) => {
    await expect(stage.sell(50, extra)).rejects.toThrow(refusal);
  });

  const markup = (...buttons: Api.TypeKeyboardButton[]) =>
    new Api.ReplyInlineMarkup({ rows: buttons.map((button) => new Api.KeyboardButtonRow({ buttons: [button] })) });
  const buy = new Api.KeyboardButtonBuy({ text: 'Pay 50 stars' });
  const back = new Api.KeyboardButtonCallback({ text: 'Back', data: Buffer.from('back') });
  const send = async (replyMarkup?: Api.TypeReplyMarkup, media: Api.TypeInputMedia = invoiceMedia(50)) => {
    const request = { peer: stage.userId.toString(), message: '', randomId: bigInt.randBetween(1, 1e15) };
    await stage.bot.invoke(new Api.messages.SendMedia({ ...request, media, replyMarkup }));
    return stage.sandbox.history(stage.userId, stage.botId).at(-1)!.id;
  };

  it('begins with a Pay button: its own, or one that the server makes', async () => {
    const pay = (text: string) => [{ kind: 'pay', text, value: '' }];
    const callback = [{ kind: 'callback', text: 'Back', value: 'back' }];
    expect(rowsOf(await send())).toEqual([pay('Pay ⭐️50')]);
    expect(rowsOf(await send(markup(buy, back)))).toEqual([pay('Pay 50 stars'), callback]);
    const id = await send(markup(back));
    expect(rowsOf(id)).toEqual([pay('Pay ⭐️50'), callback]);
    // A new keyboard keeps the rule; nothing else of an invoice can be edited.
    const botMessageId = stage.sandbox.history(stage.botId, stage.userId).at(-1)!.id;
    const edit = (words: object) =>
      stage.bot.invoke(new Api.messages.EditMessage({ peer: stage.userId.toString(), id: botMessageId, ...words }));
    await edit({ replyMarkup: markup(buy) });
    expect(rowsOf(id)).toEqual([pay('Pay 50 stars')]);
    await expect(edit({ message: 'Other words' })).rejects.toThrow('MEDIA_INVALID');
    await expect(edit({ media: invoiceMedia(1) })).rejects.toThrow('MEDIA_INVALID');
  });

  it('has the Pay button nowhere but first, and no other message has one', async () => {
    await expect(send(markup(back, buy))).rejects.toThrow('BUTTON_TYPE_INVALID');
    const text = new Api.messages.SendMessage({
      peer: stage.userId.toString(),
      message: 'Pay',
      randomId: bigInt(4713),
      replyMarkup: markup(buy),
    });
    await expect(stage.bot.invoke(text)).rejects.toThrow('BUTTON_TYPE_INVALID');
  });

  it('is sent by bots, in private chats; its link goes anywhere', async () => {
    const message = { message: '', randomId: bigInt(4714), media: invoiceMedia(50) };
    await expect(stage.user.invoke(new Api.messages.SendMedia({ peer: 'stage_bot', ...message }))).rejects.toThrow(
      'USER_BOT_REQUIRED',
    );
    const facts = { title: 'Shop news', username: 'shop_news', creatorId: stage.userId, kind: 'channel' } as const;
    stage.sandbox.setAdmin(stage.sandbox.createChannel(facts).id, stage.botId);
    await expect(stage.bot.invoke(new Api.messages.SendMedia({ peer: 'shop_news', ...message }))).rejects.toThrow(
      'MEDIA_INVALID',
    );
    await stage.bot.sendMessage('shop_news', { message: await stage.link(5) });
  });

  it('that was forwarded is paid by whoever has it, unless it leads to the bot', async () => {
    const forward = async (id: number) => {
      await stage.user.forwardMessages('bob_user', { messages: [id], fromPeer: 'stage_bot' });
      return stage.sandbox.history(stage.otherId, stage.userId).at(-1)!.id;
    };
    const free = await forward(await send());
    const before = stage.stars();
    await stage.user.sendMessage('bob_user', { message: 'Pay this for me' });
    await payWithGramjs(stage.other, { bot: 'ann_user', messageId: free });
    expect(stage.stars()).toEqual({ ann: before.ann, bob: before.bob - 50n, bot: before.bot + 50n });
    const bound = await forward(await send(undefined, invoiceMedia(50, { startParam: 'top-up' })));
    expect(rowsOf(bound, stage.otherId)).toEqual([
      [{ kind: 'url', text: 'Pay ⭐️50', value: 'https://t.me/stage_bot?start=top-up' }],
    ]);
  });

  it('is paid by users only, and only where there is one', async () => {
    const form = (invoice: Api.TypeInputInvoice, client = stage.user) =>
      client.invoke(new Api.payments.GetPaymentForm({ invoice }));
    const peer = await stage.user.getInputEntity('stage_bot');
    await expect(form(new Api.InputInvoiceSlug({ slug: 'nothing' }))).rejects.toThrow('SLUG_INVALID');
    await expect(form(new Api.InputInvoiceMessage({ peer, msgId: 9_999 }))).rejects.toThrow('MESSAGE_ID_INVALID');
    await stage.bot.sendMessage(stage.userId.toString(), { message: 'words', buttons: oneButton(Buffer.from('a')) });
    const { id: msgId } = stage.sandbox.history(stage.userId, stage.botId).at(-1)!;
    await expect(form(new Api.InputInvoiceMessage({ peer, msgId }))).rejects.toThrow('BOT_INVOICE_INVALID');
    const slug = new Api.InputInvoiceSlug({ slug: (await stage.link(5)).split('$')[1]! });
    await expect(form(slug, stage.bot)).rejects.toThrow('BOT_METHOD_INVALID');
    const gift = new Api.InputInvoiceStarGift({ peer, giftId: bigInt(1) });
    await expect(form(gift)).rejects.toThrow('BOT_INVOICE_INVALID');
    const send = new Api.payments.SendStarsForm({ formId: bigInt(1), invoice: gift });
    await expect(stage.user.invoke(send)).rejects.toThrow('FORM_UNSUPPORTED');
    const receipt = new Api.payments.GetPaymentReceipt({ peer, msgId });
    await expect(stage.user.invoke(receipt)).rejects.toThrow('MESSAGE_ID_INVALID');
    const approve = new Api.messages.SetBotPrecheckoutResults({ queryId: bigInt(1), success: true });
    await expect(stage.bot.invoke(approve)).rejects.toThrow('QUERY_ID_INVALID');
    await expect(stage.user.invoke(approve)).rejects.toThrow('USER_BOT_REQUIRED');
    const link = new Api.payments.ExportInvoice({ invoiceMedia: invoiceMedia(5) });
    await expect(stage.user.invoke(link)).rejects.toThrow('USER_BOT_REQUIRED');
    await expect(
      stage.bot.invoke(new Api.payments.ExportInvoice({ invoiceMedia: new Api.InputMediaEmpty() })),
    ).rejects.toThrow('MEDIA_INVALID');
  });
});
