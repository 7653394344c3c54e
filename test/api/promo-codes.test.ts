import { redeemPromo } from '../../src/usecases/growth/redeem-promo';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { type ApiShop, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

const FIELDS = 'id code kind amount percent uses maxUses maxUsesOfUser isForNew startsAt endsAt isActive';
const CREATE = `mutation ($input: CreatePromoCodeInput!) { createPromoCode(input: $input) {
  __typename ... on PromoCode { ${FIELDS} } ... on InvalidInput { field code message } ... on AlreadyExists { field } } }`;
const UPDATE = `mutation ($id: Int!, $input: UpdatePromoCodeInput!) { updatePromoCode(id: $id, input: $input) {
  __typename ... on PromoCode { ${FIELDS} } ... on InvalidInput { field code message } } }`;

describe('promo codes over GraphQL', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
  });
  afterEach(async () => expect((await verifyBooks(shop.app)).findings).toEqual([]));
  afterAll(() => shop?.close());

  const makes = async (input: object) => (await shop.ask(CREATE, { input })).data.createPromoCode;
  const changes = async (id: number, input: object) => (await shop.ask(UPDATE, { id, input })).data.updatePromoCode;

  it('are made in capitals, bring what they say, and count it', async () => {
    const made = await makes({ code: 'spring_26', kind: 'BALANCE', amount: '2.5', maxUses: 2 });
    expect(made).toMatchObject({
      ...{ __typename: 'PromoCode', code: 'SPRING_26', kind: 'BALANCE', amount: '2.5000', percent: null },
      ...{ uses: 0, maxUses: 2, maxUsesOfUser: 1, isForNew: false, startsAt: null, endsAt: null, isActive: true },
    });
    const userId = await shop.user();
    expect((await redeemPromo(shop.app, { userId, code: 'Spring_26' })).kind).toBe('redeemed');
    expect((await shop.app.db.ledger.findWallet(userId))!.available).toBe(25_000n);
    const { data } = await shop.ask('query ($id: Int!) { promoCode(id: $id) { uses } }', { id: made.id });
    expect(data.promoCode).toEqual({ uses: 1 });
    expect(await makes({ code: 'SPRING_26', kind: 'BALANCE', amount: '1' })).toMatchObject({
      ...{ __typename: 'AlreadyExists', field: 'code' },
    });
  });

  it('are made up when they are left out, without letters that are taken for others', async () => {
    const codes = await Promise.all(
      Array.from({ length: 20 }, async () => (await makes({ kind: 'TOPUP_BONUS', percent: 10 })).code),
    );
    expect(new Set(codes).size).toBe(20);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
  });

  it('are refused with the field that is wrong', async () => {
    const balance = { kind: 'BALANCE', amount: '1' };
    const refused = [
      [{ ...balance, code: 'abc' }, 'code', 'promo_code'],
      [{ ...balance, code: 'a b c d' }, 'code', 'promo_code'],
      [{ ...balance, code: 'ВЕСНА' }, 'code', 'promo_code'],
      [{ kind: 'BALANCE' }, 'amount', 'promo_amount'],
      [{ ...balance, percent: 10 }, 'amount', 'promo_amount'],
      [{ kind: 'TOPUP_BONUS' }, 'percent', 'promo_percent'],
      [{ kind: 'TOPUP_BONUS', percent: 101 }, 'percent', 'whole_number'],
      [{ kind: 'BALANCE', amount: '0' }, 'amount', 'amount'],
      [{ ...balance, maxUses: 0 }, 'maxUses', 'whole_number'],
      [{ ...balance, startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-02-01T00:00:00Z' }, 'endsAt', 'promo_ends'],
    ] as const;
    for (const [input, field, code] of refused)
      expect(await makes(input)).toMatchObject({ __typename: 'InvalidInput', field, code });
  });

  it('take something off prices, with terms that no other kind has', async () => {
    const made = await makes({ code: 'FIFTH', kind: 'PURCHASE_DISCOUNT', percent: 20, maxDiscount: '1', budget: '9' });
    expect(made).toMatchObject({ __typename: 'PromoCode', percent: 20, amount: null });
    const { data } = await shop.ask('query ($id: Int!) { promoCode(id: $id) { maxDiscount budget spent serviceId } }', {
      id: made.id,
    });
    expect(data.promoCode).toEqual({ maxDiscount: '1.0000', budget: '9.0000', spent: '0.0000', serviceId: null });
    expect(await changes(made.id, { budget: null })).toMatchObject({ __typename: 'PromoCode' });
    const refused = [
      [{ kind: 'PURCHASE_DISCOUNT' }, 'amount', 'promo_discount'],
      [{ kind: 'PURCHASE_DISCOUNT', percent: 1, amount: '1' }, 'percent', 'promo_discount'],
      [{ kind: 'BALANCE', amount: '1', minPrice: '1' }, 'minPrice', 'promo_only_discount'],
    ] as const;
    for (const [input, field, code] of refused)
      expect(await makes(input)).toMatchObject({ __typename: 'InvalidInput', field, code });
    expect((await makes({ kind: 'PURCHASE_DISCOUNT', percent: 5, serviceId: 99 })).__typename).toBe('NotFound');
  });

  it('are changed and turned off, but bring what they brought and never fewer people than they had', async () => {
    const { id } = await makes({ code: 'TWICE', kind: 'BALANCE', amount: '1', maxUses: 5, maxUsesOfUser: 2 });
    const userId = await shop.user();
    const redeem = async () => (await redeemPromo(shop.app, { userId, code: 'twice' })).kind;
    expect([await redeem(), await redeem(), await redeem()]).toEqual(['redeemed', 'redeemed', 'used_by_you']);
    expect(await changes(id, { maxUses: 1 })).toMatchObject({ field: 'maxUses', code: 'promo_used_more' });
    const amount = await shop.ask(UPDATE, { id, input: { amount: '9' } });
    expect(amount.errors![0]!.message).toMatch(/amount/);
    const endsAt = new Date(shop.clock.now().getTime() + 60_000).toISOString();
    expect(await changes(id, { maxUses: 2, maxUsesOfUser: 9, endsAt })).toMatchObject({ maxUses: 2, endsAt });
    expect(await redeem()).toBe('used_up');
    expect(await changes(id, { isActive: false, endsAt: null })).toMatchObject({ isActive: false, endsAt: null });
    expect(await redeem()).toBe('unknown');
    const { data } = await shop.ask(
      `query ($id: String!) { auditLog(filter: { entity: "promo_code", entityId: $id }) { edges { node { action } } }
        promoCodes(isActive: false) { edges { node { code uses } } } }`,
      { id: String(id) },
    );
    const actions = data.auditLog.edges.map(({ node }: { node: { action: string } }) => node.action);
    expect(actions).toEqual(['promo_code.updated', 'promo_code.updated', 'promo_code.created']);
    expect(data.promoCodes.edges).toEqual([{ node: { code: 'TWICE', uses: 2 } }]);
  });

  it('are shown and made only by keys with their scopes', async () => {
    const { address } = shop.server;
    const reader = await shop.key('promotions:read', 'payments:write', 'catalogue:write');
    const input = { kind: 'BALANCE', amount: '1' };
    expect((await send(address, { key: reader, query: CREATE, variables: { input } })).status).toBe(403);
    expect((await send(address, { key: reader, query: '{ promoCodes { totalCount } }' })).status).toBe(200);
    const other = await shop.key('payments:read', 'catalogue:read');
    expect((await send(address, { key: other, query: '{ promoCodes { totalCount } }' })).status).toBe(403);
  });
});
