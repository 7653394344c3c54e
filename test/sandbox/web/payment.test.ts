import { eventually } from '../telegram/eventually';
import { PageVisitor } from './page-visitor';
import { openWebStage, type WebStage } from './web-stage';

describe('a person pays with stars in the browser', () => {
  let stage: WebStage;
  let tab: PageVisitor;

  beforeAll(async () => {
    stage = await openWebStage();
    stage.sandbox.stars.buy(stage.ann.number, 100n);
    tab = await PageVisitor.open(stage.origin, stage.ann.id);
    await tab.act('start');
    await eventually(() => expect(stage.bot.heard).toEqual(['/start']));
  });
  afterAll(async () => {
    tab.leave();
    await stage.close();
  });
  beforeEach(() => {
    stage.bot.refusal = undefined;
  });

  const newest = () => tab.of('message').at(-1)?.message;
  const offered = async (stars: number): Promise<number> => {
    await stage.bot.sell(stage.ann.number, stars);
    await eventually(() => expect(newest()?.invoice).toMatchObject({ stars }));
    return newest().id;
  };

  it('sees the invoice, the form, the outcome, the balance and the receipt', async () => {
    expect(tab.state.stars).toBe(100);
    const messageId = await offered(30);
    expect(newest()).toMatchObject({
      invoice: { title: 'Balance', description: 'Money for your balance', stars: 30 },
      rows: [[{ kind: 'pay', text: 'Pay ⭐️30' }]],
    });
    const { said: form } = await tab.act('invoice', { messageId });
    expect(form).toMatchObject({ title: 'Balance', stars: 30, balance: 100 });
    expect((await tab.act('pay', { messageId, formId: form.formId })).status).toBe(200);
    await eventually(() => expect(tab.of('stars').at(-1)).toEqual({ stars: 70 }));
    const paid = tab.of('message').find(({ message }) => message.hasReceipt)!.message;
    expect(paid).toMatchObject({ service: 'You paid 30 stars', out: true });
    await eventually(() => expect(newest()).toMatchObject({ id: messageId, invoice: { receiptId: paid.id } }));
    const { said: receipt } = await tab.act('receipt', { messageId: paid.id });
    const [row] = stage.sandbox.stars.transactions(stage.ann.number).slice(-1);
    expect(receipt).toMatchObject({ title: 'Balance', stars: 30, transactionId: row!.id });
    const again = await tab.act('pay', { messageId, formId: form.formId });
    expect([again.status, again.said.code]).toEqual([422, 'FORM_SUBMIT_DUPLICATE']);
  });

  it('pays by a link', async () => {
    const url = await stage.bot.link(20);
    const { said: form } = await tab.act('invoice', { url });
    const before = stage.sandbox.stars.balance(stage.ann.number);
    expect((await tab.act('pay', { url, formId: form.formId })).status).toBe(200);
    expect(stage.sandbox.stars.balance(stage.ann.number)).toBe(before - 20n);
  });

  it('is told why the bot refuses, and that there are too few stars', async () => {
    stage.bot.refusal = 'This top-up has expired.';
    const messageId = await offered(5);
    const { said: form } = await tab.act('invoice', { messageId });
    expect((await tab.act('pay', { messageId, formId: form.formId })).said).toEqual({
      code: 'PRECHECKOUT_FAILED',
      error: 'The bot refused the payment. Nothing was paid.',
    });
    await eventually(() => expect(tab.of('notice')).toEqual([{ text: 'This top-up has expired.' }]));
    const dear = await offered(1_000);
    const { said: dearForm } = await tab.act('invoice', { messageId: dear });
    expect((await tab.act('pay', { messageId: dear, formId: dearForm.formId })).said.code).toBe('BALANCE_TOO_LOW');
  });

  it.each([
    ['invoice', {}],
    ['invoice', { url: 'https://example.com/$x' }],
    ['pay', { messageId: 1 }],
    ['pay', { messageId: 1, formId: 'x' }],
    ['receipt', { messageId: 'x' }],
  ])('is refused %s with %j', async (act, body) => {
    expect((await tab.act(act, body)).said.code).toBe('bad_input');
  });
});
