import { parse } from 'csv-parse/sync';
import { SCOPES } from '../../../src/domain/access/scopes';
import { createApiKey } from '../../../src/usecases/access/create-api-key';
import { openResaleShop, type ResaleShop } from '../../conformance/support/resale-shop';
import { until } from '../../telegram/support/until';
import { type Loose, send } from '../support/graphql-client';

const OPERATOR = { type: 'ADMIN', id: 'test' } as const;
const KEY = `id name hint scopes priceGroupId isQuiet dailyCap revokedAt user { id } priceGroup { name markDown }`;

/** Operators over GraphQL and the exports, and the programs whose keys these are over HTTP. */
describe('keys of buyers and price groups, as operators see them', () => {
  let first: ResaleShop;
  let apiKey: string;

  beforeAll(async () => {
    first = await openResaleShop();
    apiKey = await keyWith(...SCOPES);
  });
  afterEach(() => first.verifies());
  afterAll(() => first.close());

  async function keyWith(...scopes: (typeof SCOPES)[number][]): Promise<string> {
    const made = await createApiKey(first.shop.app, { name: scopes.join(' ').slice(0, 40), scopes, actor: OPERATOR });
    if (made.kind !== 'created') throw new Error(made.problem.kind);
    return made.key;
  }
  async function ask(query: string, variables?: unknown, key = apiKey): Promise<Loose> {
    const { data, errors } = await send(first.address, { key, query, variables });
    if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
    return data;
  }
  const balance = (key: string) => fetch(`${first.address}/api/v1/balance`, { headers: { 'x-api-key': key } });
  const handler = async (key: string, query: string) => (await fetch(`${first.url}?api_key=${key}&${query}`)).text();

  async function makes(userId: bigint, name: string, more: object = {}): Promise<Loose> {
    const input = { userId: String(userId), name, scopes: ['BUY', 'READ'], ...more };
    const { createResaleKey } = await ask(
      `mutation ($input: CreateResaleKeyInput!) { createResaleKey(input: $input) {
         __typename ... on ResaleKeyMade { key resaleKey { ${KEY} } } ... on InvalidInput { field } ... on NotFound { entity } } }`,
      { input },
    );
    return createResaleKey;
  }
  const changes = (id: number, input: object) =>
    ask(
      `mutation ($id: Int!, $input: UpdateResaleKeyInput!) { updateResaleKey(id: $id, input: $input) {
         __typename ... on ResaleKey { ${KEY} } ... on InvalidInput { field } ... on NotFound { entity } } }`,
      { id, input },
    ).then(({ updateResaleKey }) => updateResaleKey);

  it('are made once each, shown once, and buy at the prices of their group from the next order on', async () => {
    const buyer = await first.shop.buyer();
    const { createPriceGroup: group } = await ask(
      `mutation { createPriceGroup(input: { name: "friends", markDown: 12.5 }) { __typename ... on PriceGroup { id name markDown } } }`,
    );
    expect(group).toMatchObject({ __typename: 'PriceGroup', name: 'friends', markDown: 12.5 });
    const made = await makes(buyer.id, 'their shop', { priceGroupId: group.id });
    expect(made.resaleKey).toMatchObject({ hint: made.key.slice(-4), priceGroup: { name: 'friends' } });
    expect(await makes(buyer.id, 'Their  Shop')).toEqual({ __typename: 'InvalidInput', field: 'name' });
    expect(await makes(999n, 'nobody')).toEqual({ __typename: 'NotFound', entity: 'user' });
    expect(await makes(buyer.id, 'no group', { priceGroupId: 999 })).toMatchObject({ __typename: 'NotFound' });

    const { id } = made.resaleKey;
    const wa = `action=getPrices&service=wa&country=49`;
    expect(JSON.parse(await handler(made.key, wa))).toMatchObject({ 49: { wa: { cost: 0.7 } } });
    expect(await handler(made.key, 'action=getNumber&service=wa&country=49')).toMatch(/^ACCESS_NUMBER:/);
    expect(await buyer.held()).toBe(7_000n);

    // The group is turned off: its keys pay the list price, and hold what they held.
    await ask(
      `mutation ($id: Int!) { updatePriceGroup(id: $id, input: { isActive: false }) { ... on PriceGroup { isActive } } }`,
      { id: group.id },
    );
    await first.shop.passes({ seconds: 2 });
    expect(JSON.parse(await handler(made.key, wa))).toMatchObject({ 49: { wa: { cost: 0.8 } } });
    expect(await handler(made.key, 'action=getNumber&service=wa&country=49')).toMatch(/^ACCESS_NUMBER:/);
    expect(await buyer.held()).toBe(15_000n);

    expect(await changes(id, { dailyCap: '1.6000', addresses: ['not a network'] })).toEqual({
      __typename: 'InvalidInput',
      field: 'addresses',
    });
    expect(await changes(id, { dailyCap: '1.6000', priceGroupId: null, isQuiet: true })).toMatchObject({
      ...{ dailyCap: '1.6000', priceGroupId: null, isQuiet: true },
    });
    expect(await handler(made.key, 'action=getNumber&service=wa&country=49')).toBe('NO_BALANCE');

    const { resaleKeys, resaleOrders } = await ask(
      `query ($id: BigIntId!) { resaleKeys(filter: { userId: $id, liveOnly: true }) { edges { node { ${KEY} } } }
         resaleOrders(filter: { userId: $id }) { edges { node { id orderId key { name } reservation { price status } } } } }`,
      { id: String(buyer.id) },
    );
    expect(resaleKeys.edges).toMatchObject([{ node: { id, user: { id: String(buyer.id) } } }]);
    expect(resaleOrders.edges).toMatchObject([
      { node: { key: { name: 'their shop' }, reservation: { price: '0.8000' } } },
      { node: { key: { name: 'their shop' }, reservation: { price: '0.7000' } } },
    ]);
    // Neither the answers after the first nor the audit log hold the key.
    const { auditLog } = await first.shop.one<{ auditLog: string }>(
      `SELECT string_agg(facts::text, ' ') AS "auditLog" FROM audit_log`,
    );
    expect(JSON.stringify(resaleKeys) + auditLog).not.toContain(made.key);
    expect(auditLog).toContain('their shop');
  });

  it('need their scopes', async () => {
    const reader = await keyWith('resale:read');
    expect(await ask('{ resaleKeys { edges { node { id } } } }', {}, reader)).toMatchObject({ resaleKeys: {} });
    const { errors } = await send(first.address, {
      key: reader,
      query: 'mutation { revokeResaleKey(id: 1) { __typename } }',
    });
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
    await expect(ask('{ resaleKeys { edges { node { user { id } } } } }', {}, reader)).rejects.toThrow();
    const stranger = await keyWith('users:read');
    await expect(ask('{ priceGroups { edges { node { id } } } }', {}, stranger)).rejects.toThrow();
  });

  it('stand in the report with what they brought, and in the export of reservations by name', async () => {
    const reseller = await first.reseller({ name: 'counted' });
    const order = await reseller.gets(first.offers.whatsapp);
    await first.sms(order.reservation.phone!, 'Your code is 55221');
    await reseller.gets(first.offers.whatsapp);
    const span = { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    const { resaleReport } = await ask(
      `query ($from: DateTime!, $to: DateTime!) { resaleReport(from: $from, to: $to) { keyId userId completed revenue cost key { name } } }`,
      span,
    );
    expect(resaleReport).toEqual([
      {
        ...{ keyId: reseller.keyId, userId: String(reseller.userId), completed: 1, revenue: '0.8000', cost: '0.0000' },
        key: { name: 'counted' },
      },
    ]);
    const answer = await fetch(`${first.address}/exports/reservations.csv`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(answer.status).toBe(200);
    const csv = await answer.text();
    const rows = parse(csv.replace(/^\uFEFF/, ''), { columns: true }) as Record<string, string>[];
    const own = rows.filter((row) => Object.values(row).includes('counted'));
    expect(own.map(({ status }) => status).sort()).toEqual(['COMPLETED', 'WAITING_CODE']);
    expect(csv).not.toContain(reseller.key);
    expect(csv).not.toContain('55221');
  });

  it('are ended at once, once', async () => {
    const reseller = await first.reseller({ name: 'ending' });
    const order = await reseller.gets(first.offers.whatsapp);
    expect((await balance(reseller.key)).status).toBe(200);
    const ends = `mutation ($id: Int!) { revokeResaleKey(id: $id) { __typename ... on Ended { id } } }`;
    const revoke = () => ask(ends, { id: reseller.keyId }).then(({ revokeResaleKey }) => revokeResaleKey);
    expect(await revoke()).toEqual({ __typename: 'Ended', id: String(reseller.keyId) });
    expect((await balance(reseller.key)).status).toBe(401);
    expect(await handler(reseller.key, `action=getStatus&id=${order.id}`)).toBe('BAD_KEY');
    expect(await revoke()).toMatchObject({ __typename: 'NotFound' });
    expect(await changes(reseller.keyId, { name: 'again' })).toMatchObject({ __typename: 'NotFound' });
    // What was ordered stays its user's, and ends as it would.
    await first.sms(order.reservation.phone!, 'Your code is 90909');
    expect((await reseller.buyer.sees(order.reservation)).messages.map(({ code }) => code)).toEqual(['90909']);
  });

  it('go with a person who is erased: the key, its name, and what it said of its own customers', async () => {
    const reseller = await first.reseller({ name: 'private name' });
    const order = await reseller.gets(first.offers.whatsapp, {
      orderId: 'secret-order',
      endCustomer: 'Mr. X',
      ref: 'R',
    });
    await first.sms(order.reservation.phone!, 'Your code is 77123');
    expect((await balance(reseller.key)).status).toBe(200);
    await first.shop.passes({ minutes: 45 });
    await first.shop.runs('expire-reservations', 'hand-back-numbers');
    const { eraseUser } = await ask(
      `mutation ($id: BigIntId!) { eraseUser(userId: $id, forfeit: true) { __typename ... on UserErased { reservations } } }`,
      { id: String(reseller.userId) },
    );
    expect(eraseUser).toEqual({ __typename: 'UserErased', reservations: 1 });
    await first.shop.passes({ seconds: 2 });
    await until('the key is known no more', async () => (await balance(reseller.key)).status === 401);
    const kept = await first.shop.one<{ all: string }>(
      `SELECT concat((SELECT json_agg(k) FROM resale_keys k WHERE k.user_id = $1), (SELECT json_agg(o) FROM resale_orders o
         WHERE o.user_id = $1)) AS all`,
      [reseller.userId],
    );
    expect(kept.all).toContain(`"id":${order.id}`);
    for (const word of ['private name', 'secret-order', 'Mr. X']) expect(kept.all).not.toContain(word);
    const { resaleKey } = await ask(`query ($id: Int!) { resaleKey(id: $id) { name revokedAt } }`, {
      id: reseller.keyId,
    });
    expect(resaleKey).toMatchObject({ name: '', revokedAt: expect.any(String) });
  });
});
