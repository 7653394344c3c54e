import { randomUUID } from 'node:crypto';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { applySnapshot } from '../../src/usecases/payments/read-invoice';
import { reconcileDay } from '../../src/usecases/payments/reconcile-payments';
import { finishRefunds } from '../../src/usecases/payments/refund-receipt';
import { startTopUp } from '../../src/usecases/payments/start-top-up';
import { takeReceipt } from '../../src/usecases/payments/take-receipts';
import { type ApiShop, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

const CREATE = `mutation ($input: CreatePaymentMethodInput!) { createPaymentMethod(input: $input) {
  __typename ... on PaymentMethod { id name isActive hasApiKey rate minAmount acceptsTerms }
  ... on InvalidInput { field code message } ... on AlreadyExists { field } } }`;
const UPDATE = `mutation ($id: Int!, $input: UpdatePaymentMethodInput!) { updatePaymentMethod(id: $id, input: $input) {
  __typename ... on PaymentMethod { id isActive acceptsTerms rate } ... on InvalidInput { field code message } } }`;
const REFUND = `mutation ($input: RefundReceiptInput!) { refundReceipt(input: $input) {
  __typename ... on ReceiptRefunded { isRepeated refund { id state amount bonus reference receipt { id returned } } }
  ... on RefundTooLarge { most } ... on InsufficientFunds { available } ... on Refusal { message } } }`;
const ASSIGN = `mutation ($input: AssignReceiptInput!) { assignReceipt(input: $input) {
  __typename ... on ReceiptAssigned { isRepeated receipt { id amount userId unclaimed } } ... on Refusal { message } } }`;

describe('payments over GraphQL', () => {
  let shop: ApiShop;
  let methodId: number;
  beforeAll(async () => {
    shop = await openApiShop();
    const input = { name: 'Bank', protocol: 'scripted', currency: 'USD', apiKey: 'secret-of-bank' };
    methodId = (await shop.ask(CREATE, { input })).data.createPaymentMethod.id;
    const on = { isActive: true, acceptsTerms: true, bonusFrom: '5.0000', bonusPercent: 10 };
    await shop.ask(UPDATE, { id: methodId, input: on });
  });
  afterEach(async () => expect((await verifyBooks(shop.app)).findings).toEqual([]));
  afterAll(() => shop?.close());

  /** Pays an invoice of $5, which brings 50 cents on top, of which the provider keeps 20 cents. */
  async function pays(userId: bigint, receiptKey: string) {
    const { app, bank, clock } = shop;
    const order = { key: randomUUID(), userId, methodId, amount: 50_000n, language: 'en', title: 'Balance' };
    const started = await startTopUp(app, order);
    if (started.kind !== 'started') throw new Error(started.kind);
    const { externalId } = started.payment;
    const fee = { amount: '0.20', currency: 'USD' };
    bank.pays(externalId!, { amount: '5.00', receiptKey, arrivedAt: clock.now(), fee });
    await applySnapshot(app, started.method, started.payment, bank.invoices.get(externalId!)!);
    return (await app.db.payments.findReceiptByKey(methodId, receiptKey))!;
  }
  async function comesUnclaimed(receiptKey: string) {
    const method = (await shop.app.db.payments.findMethod(methodId))!;
    const received = { amount: '3', currency: 'USD' };
    await takeReceipt(shop.app, method, undefined, {
      ...{ receiptKey, received, settles: false, arrivedAt: shop.clock.now() },
    });
    return (await shop.app.db.payments.findReceiptByKey(methodId, receiptKey))!;
  }

  it('are compared with what providers say, day by day', async () => {
    const { app, bank, clock } = shop;
    const QUERY = `query ($day: String!) { reconciliation(day: $day) {
      method { name } day theirs ours differences isListed problem found { kind receiptKey paymentId there here } } }`;
    const buyer = await shop.user();
    const order = { key: randomUUID(), userId: buyer, methodId, amount: 50_000n, language: 'en', title: 'Balance' };
    const started = await startTopUp(app, order);
    if (started.kind !== 'started') throw new Error(started.kind);
    bank.pays(started.payment.externalId!, { amount: '5.00', receiptKey: 'unheard', arrivedAt: clock.now() });
    const day = clock.now().toISOString().slice(0, 10);
    expect((await shop.ask(QUERY, { day })).data.reconciliation).toEqual([]);
    await reconcileDay(app, { methodId, day });
    const paymentId = String(started.payment.id);
    expect((await shop.ask(QUERY, { day })).data.reconciliation).toEqual([
      {
        ...{ method: { name: 'Bank' }, day, theirs: 1, ours: 0, differences: 1, isListed: false, problem: null },
        found: [{ kind: 'missing_here', receiptKey: 'unheard', paymentId, there: '5.00 USD', here: null }],
      },
    ]);
    expect((await shop.ask(QUERY, { day: 'yesterday' })).errors?.[0]?.message).toContain('2026-01-31');
  });

  it('keep keys sealed, and turn nothing on before the terms are accepted', async () => {
    const input = { name: 'Other', protocol: 'scripted', currency: 'USD' };
    const made = (await shop.ask(CREATE, { input })).data.createPaymentMethod;
    expect(made).toMatchObject({
      isActive: false,
      hasApiKey: false,
      rate: '1',
      minAmount: '1.0000',
      acceptsTerms: false,
    });
    const turnsOn = async (more: object) =>
      (await shop.ask(UPDATE, { id: made.id, input: { isActive: true, ...more } })).data.updatePaymentMethod;
    expect(await turnsOn({})).toMatchObject({ __typename: 'InvalidInput', field: 'apiKey', code: 'key_missing' });
    const unasked = await turnsOn({ apiKey: 'k' });
    expect(unasked).toMatchObject({ field: 'acceptsTerms', code: 'terms_of_telegram' });
    expect(unasked.message).toMatch(/digital goods/);
    expect(await turnsOn({ apiKey: 'k', acceptsTerms: true })).toMatchObject({ isActive: true });
    expect((await shop.ask(CREATE, { input })).data.createPaymentMethod.__typename).toBe('AlreadyExists');
    const bad = { ...input, name: 'Third' };
    for (const [more, field] of [
      [{ currency: 'XTR' }, 'currency'],
      [{ protocol: 'stars' }, 'currency'],
      [{ protocol: 'paypal' }, 'protocol'],
      [{ minAmount: '10', maxAmount: '5' }, 'maxAmount'],
      [{ rate: '0' }, 'rate'],
    ] as const)
      expect((await shop.ask(CREATE, { input: { ...bad, ...more } })).data.createPaymentMethod).toMatchObject({
        ...{ __typename: 'InvalidInput', field },
      });
    const stored = (await shop.app.db.payments.findMethod(made.id))!;
    expect(stored.apiKeySealed!.toString('latin1')).not.toBe('k');
  });

  it('have one row of Stars, whose rate must be said where the shop counts in another currency', async () => {
    const input = { name: 'Stars', protocol: 'stars', currency: 'XTR', rate: '0.013' };
    const made = (await shop.ask(CREATE, { input })).data.createPaymentMethod;
    expect(made).toMatchObject({ __typename: 'PaymentMethod', isActive: false });
    const again = await shop.ask(CREATE, { input: { ...input, name: 'More stars' } });
    expect(again.data.createPaymentMethod).toMatchObject({ code: 'stars_once', field: 'protocol' });
    const on = await shop.ask(UPDATE, { id: made.id, input: { isActive: true } });
    expect(on.data.updatePaymentMethod).toMatchObject({ isActive: true });
  });

  it('are tested, and say what a provider answered', async () => {
    const test =
      'mutation ($id: Int!) { testPaymentMethod(id: $id) { __typename ... on PaymentMethodWorks { detail } } }';
    const { data } = await shop.ask(test, { id: methodId });
    expect(data.testPaymentMethod).toEqual({ __typename: 'PaymentMethodWorks', detail: 'scripted' });
    expect((await shop.ask(test, { id: 999 })).data.testPaymentMethod.__typename).toBe('NotFound');
  });

  it('are listed with their receipts, and counted by method and day with fees', async () => {
    const userId = await shop.user();
    const receipt = await pays(userId, 'listed');
    const { data, errors } = await shop.ask(
      `query ($user: BigIntId!, $id: BigIntId!, $from: DateTime!, $to: DateTime!) {
        payments(filter: { userId: $user }) { totalCount edges { node { status amount credited price currency methodName
          user { id } method { name } } } }
        receipts(filter: { userId: $user, isUnclaimed: false }) { edges { node { id amount bonus fee received currency
          returned payment { status } } } }
        receipt(id: $id) { receiptKey }
        moneyInReport(from: $from, to: $to) { methodName received { currency amount } receipts credited bonus fees } }`,
      {
        ...{ user: String(userId), id: String(receipt.id) },
        from: shop.clock.now().toISOString(),
        to: new Date(shop.clock.now().getTime() + 1_000).toISOString(),
      },
    );
    expect(errors).toBeUndefined();
    expect(data.payments.totalCount).toBe(1);
    expect(data.payments.edges[0].node).toMatchObject({
      ...{ status: 'PAID', amount: '5.0000', credited: '5.0000', currency: 'USD', methodName: 'Bank' },
      ...{ user: { id: String(userId) }, method: { name: 'Bank' } },
    });
    expect(data.receipts.edges).toHaveLength(1);
    expect(data.receipts.edges[0].node).toMatchObject({
      ...{ amount: '5.0000', bonus: '0.5000', fee: '0.2000', returned: '0.0000', payment: { status: 'PAID' } },
    });
    expect(data.receipt).toEqual({ receiptKey: 'listed' });
    const [row] = data.moneyInReport;
    expect(row).toMatchObject({ methodName: 'Bank', credited: '5.0000', bonus: '0.5000', fees: '0.2000', receipts: 1 });
    expect(row.received).toEqual([{ currency: 'USD', amount: '5' }]);
  });

  it('go back once for a key, with their share of the bonus, by the provider or by hand', async () => {
    const userId = await shop.user();
    const receipt = await pays(userId, 'to-go-back');
    const input = { idempotencyKey: 'back-1', receiptId: String(receipt.id), amount: '2', reason: 'asked for' };
    const first = (await shop.ask(REFUND, { input })).data.refundReceipt;
    expect(first).toMatchObject({
      ...{ __typename: 'ReceiptRefunded', isRepeated: false },
      refund: { state: 'WAITING', amount: '2.0000', bonus: '0.2000', receipt: { returned: '2.0000' } },
    });
    const repeated = (await shop.ask(REFUND, { input })).data.refundReceipt;
    expect(repeated).toMatchObject({ isRepeated: true, refund: { id: first.refund.id } });
    const other = await shop.ask(REFUND, { input: { ...input, amount: '1' } });
    expect(other.data.refundReceipt.__typename).toBe('IdempotencyConflict');
    const second = { ...input, idempotencyKey: 'back-2' };
    expect((await shop.ask(REFUND, { input: second })).data.refundReceipt.__typename).toBe('RefundInProgress');
    await finishRefunds(shop.app);
    const tooMuch = await shop.ask(REFUND, { input: { ...second, amount: '4' } });
    expect(tooMuch.data.refundReceipt).toMatchObject({ __typename: 'RefundTooLarge', most: '3.0000' });
    const byHand = await shop.ask(REFUND, { input: { ...second, amount: null, paidBy: 'transfer 5' } });
    expect(byHand.data.refundReceipt.refund).toMatchObject({
      state: 'DONE',
      amount: '3.0000',
      reference: 'transfer 5',
    });
    const listed = await shop.ask(
      `query ($id: BigIntId!) { refunds(filter: { receiptId: $id, states: [DONE] }) {
      edges { node { amount reason } } } }`,
      { id: String(receipt.id) },
    );
    expect(listed.data.refunds.edges).toHaveLength(2);
    expect((await shop.app.db.ledger.findWallet(userId))!.available).toBe(0n);
    const audited = await shop.ask(
      `query ($id: String!) { auditLog(filter: { action: "payment.refunded", entityId: $id }) { totalCount } }`,
      { id: String(receipt.id) },
    );
    expect(audited.data.auditLog.totalCount).toBe(2);
  });

  it('are given to whose they are when nobody knew, once', async () => {
    const userId = String(await shop.user());
    const receipt = await comesUnclaimed('nobody-1');
    const input = { receiptId: String(receipt.id), userId, amount: '3' };
    const unclaimed = await shop.ask('{ receipts(filter: { isUnclaimed: true }) { edges { node { id unclaimed } } } }');
    expect(unclaimed.data.receipts.edges[0].node).toEqual({ id: String(receipt.id), unclaimed: 'unknown_payment' });
    expect((await shop.ask(ASSIGN, { input: { ...input, amount: '0' } })).data.assignReceipt.__typename).toBe(
      'InvalidAmount',
    );
    const nobody = await shop.ask(ASSIGN, { input: { ...input, userId: '999999' } });
    expect(nobody.data.assignReceipt.__typename).toBe('UserNotFound');
    const answers = await Promise.all([1, 2, 3].map(() => shop.ask(ASSIGN, { input })));
    const repeats = answers.map(({ data }) => data.assignReceipt.isRepeated);
    expect(repeats.filter((isRepeated) => isRepeated === false)).toHaveLength(1);
    const other = await shop.ask(ASSIGN, { input: { ...input, amount: '4' } });
    expect(other.data.assignReceipt.__typename).toBe('ReceiptAlreadyClaimed');
    expect((await shop.app.db.ledger.findWallet(BigInt(userId)))!.available).toBe(30_000n);
  });

  it('leave a debt when a provider takes back what was spent', async () => {
    const userId = await shop.user();
    const receipt = await pays(userId, 'taken');
    const { app } = shop;
    const deduct = { idempotencyKey: 'spent', userId: String(userId), amount: '5.50' };
    await shop.ask('mutation ($input: MoneyMoveInput!) { deductBalance(input: $input) { __typename } }', {
      input: deduct,
    });
    const taking = { methodId, takingKey: 'dispute', receiptKey: receipt.receiptKey, amount: 50_000n } as const;
    await app.db.payments.chargeBack({ ...taking, state: 'DISPUTED', now: app.clock.now() });
    const { data } = await shop.ask(
      `query ($user: BigIntId!) { debts(filter: { userId: $user, isOpen: true }) {
      edges { node { amount paid state receipt { id } user { id } } } } }`,
      { user: String(userId) },
    );
    expect(data.debts.edges).toEqual([
      {
        node: {
          ...{ amount: '5.0000', paid: '0.0000', state: 'DISPUTED' },
          receipt: { id: String(receipt.id) },
          user: { id: String(userId) },
        },
      },
    ]);
  });

  it('are told to other programs, and given as files', async () => {
    const made = await shop.ask(`mutation { createEventEndpoint(url: "https://example.com/hook",
      events: ["payment.received", "payment.taken_back", "refund.ended"]) { __typename } }`);
    expect(made.data.createEventEndpoint.__typename).toBe('EventEndpointMade');
    const userId = await shop.user();
    const receipt = await pays(userId, 'told');
    const input = {
      idempotencyKey: 'told-back',
      receiptId: String(receipt.id),
      amount: '1',
      reason: '',
      paidBy: 'cash',
    };
    await shop.ask(REFUND, { input });
    const taking = { methodId, takingKey: 'told-taken', receiptKey: 'told', amount: 10_000n } as const;
    await shop.app.db.payments.chargeBack({ ...taking, state: 'DISPUTED', now: shop.clock.now() });
    await shop.app.db.payments.chargeBack({ ...taking, state: 'WON', now: shop.clock.now() });
    const { data } = await shop.ask('{ eventDeliveries(first: 10) { edges { node { type data } } } }');
    const events = data.eventDeliveries.edges.map(({ node }: { node: object }) => node).reverse();
    const common = { receiptId: String(receipt.id), userId: String(userId), method: 'Bank' };
    expect(events).toMatchObject([
      {
        type: 'payment.received',
        data: { ...common, amount: '5.0000', bonus: '0.5000', received: '5', currency: 'USD' },
      },
      { type: 'refund.ended', data: { ...common, amount: '1.0000', state: 'DONE' } },
      { type: 'payment.taken_back', data: { ...common, amount: '1.0000', state: 'DISPUTED' } },
      { type: 'payment.taken_back', data: { ...common, amount: '1.0000', state: 'WON' } },
    ]);
    const key = await shop.key('payments:read');
    const file = async (path: string) =>
      (await fetch(`${shop.server.address}/exports/${path}`, { headers: { authorization: `Bearer ${key}` } })).text();
    const [line] = (await file(`receipts.jsonl?userId=${userId}`)).split('\n');
    expect(JSON.parse(line!)).toMatchObject({
      id: String(receipt.id),
      credited: '5.0000',
      fee: '0.2000',
      method: 'Bank',
    });
    expect(await file(`payments.csv?userId=${userId}&statuses=PAID,PART_REFUNDED,WON`)).toMatch(
      /^id,userId,method,status,.*\r?\n\d+,\d+,Bank,/,
    );
  });

  it('are shown and moved only to keys with their scopes', async () => {
    const { address } = shop.server;
    const reader = await shop.key('payments:read');
    const asked = await send(address, { key: reader, query: '{ payments { edges { node { user { id } } } } }' });
    expect(asked.status).toBe(403);
    const input = { receiptId: '1', userId: '1', amount: '1' };
    expect((await send(address, { key: reader, query: ASSIGN, variables: { input } })).status).toBe(403);
    const wallet = await shop.key('wallet:read', 'wallet:write');
    expect((await send(address, { key: wallet, query: '{ receipts { totalCount } }' })).status).toBe(403);
  });
});
