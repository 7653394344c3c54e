import { type ApiShop, openApiShop } from './support/api-shop';

const ADD = `mutation ($input: MoneyMoveInput!) { addBalance(input: $input) {
  __typename
  ... on BalanceAdded { isRepeated transaction { id type amount reason availableAfter } wallet { available held } }
  ... on Refusal { message }
} }`;
const DEDUCT = ADD.replace('addBalance', 'deductBalance').replace('BalanceAdded', 'BalanceDeducted');

describe('money by hand', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
  });
  afterAll(() => shop?.close());

  it('arrives in the wallet, in the history and in the audit log', async () => {
    const userId = String(await shop.user());
    const input = { idempotencyKey: 'gift-1', userId, amount: '12.50', reason: 'a gift' };
    const { data, errors } = await shop.ask(ADD, { input });
    expect(errors).toBeUndefined();
    expect(data.addBalance).toMatchObject({
      __typename: 'BalanceAdded',
      isRepeated: false,
      transaction: { type: 'ADD', amount: '12.5000', reason: 'a gift', availableAfter: '12.5000' },
      wallet: { available: '12.5000', held: '0.0000' },
    });
    const seen = await shop.ask(
      `query ($id: BigIntId!) { user(id: $id) { wallet { available } transactions(first: 5) { totalCount edges { node { id } } } } }`,
      { id: userId },
    );
    expect(seen.data.user.wallet.available).toBe('12.5000');
    expect(seen.data.user.transactions.totalCount).toBe(1);
    expect(await audited(shop, userId)).toEqual(['wallet.added']);
  });

  it('moves once, however often and at once the same request comes', async () => {
    const userId = String(await shop.user());
    const input = { idempotencyKey: 'storm', userId, amount: '1', reason: '' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.ask(ADD, { input })));
    const results = answers.map(({ data }) => data.addBalance);
    expect(new Set(results.map(({ transaction }) => transaction.id)).size).toBe(1);
    expect(results.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
    expect(results.every(({ wallet }) => wallet.available === '1.0000')).toBe(true);
    expect(await audited(shop, userId)).toEqual(['wallet.added']);
  });

  it('refuses a key that was used for something else, and moves nothing', async () => {
    const userId = String(await shop.user());
    const input = { idempotencyKey: 'used', userId, amount: '5' };
    await shop.ask(ADD, { input });
    const other = await shop.ask(ADD, { input: { ...input, amount: '6' } });
    expect(other.data.addBalance.__typename).toBe('IdempotencyConflict');
    const taken = await shop.ask(DEDUCT, { input });
    expect(taken.data.deductBalance.__typename).toBe('IdempotencyConflict');
    expect((await shop.app.db.ledger.findWallet(BigInt(userId)))?.available).toBe(50_000n);
  });

  it('answers each refusal with its facts', async () => {
    const userId = String(await shop.user());
    const input = { idempotencyKey: 'refused', userId, amount: '3' };
    const unknown = await shop.ask(ADD, { input: { ...input, userId: '999999' } });
    expect(unknown.data.addBalance).toEqual({ __typename: 'UserNotFound', message: 'There is no such user.' });
    for (const amount of ['0', '-1', '1000000.0001']) {
      const { data } = await shop.ask(ADD, { input: { ...input, amount } });
      expect(data.addBalance.__typename).toBe('InvalidAmount');
    }
    const poor = await shop.ask(DEDUCT, { input });
    expect(poor.data.deductBalance.__typename).toBe('InsufficientFunds');
    expect(await audited(shop, userId)).toEqual([]);
  });

  it('repeats the answer of a deduction that emptied the wallet', async () => {
    const userId = String(await shop.user());
    await shop.ask(ADD, { input: { idempotencyKey: 'fill', userId, amount: '2' } });
    const input = { idempotencyKey: 'empty', userId, amount: '2' };
    const first = await shop.ask(DEDUCT, { input });
    const second = await shop.ask(DEDUCT, { input });
    expect(first.data.deductBalance.wallet.available).toBe('0.0000');
    expect(second.data.deductBalance).toMatchObject({ isRepeated: true, wallet: { available: '0.0000' } });
  });
});

async function audited(shop: ApiShop, userId: string): Promise<string[]> {
  const rows = await shop.app.db.sql.rows<{ action: string }>(
    'test.audit',
    `SELECT action FROM audit_log WHERE entity = 'user' AND entity_id = $1 ORDER BY id`,
    [userId],
  );
  return rows.map(({ action }) => action);
}
