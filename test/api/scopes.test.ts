import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { adminSchema } from '../../src/api/schema';
import { SCOPES, type Scope } from '../../src/domain/access/scopes';
import { type ApiShop, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

type Root = GraphQLField<unknown, unknown>;
const rootFields = (type: ReturnType<ReturnType<typeof adminSchema>['getQueryType']>) =>
  Object.values(type!.getFields());

/** A value of the right form for every argument that must be given. */
const SAMPLES: Record<string, string> = {
  Int: '1',
  Float: '1',
  Boolean: 'true',
  BigIntId: '"1"',
  ChatId: '"1"',
  Money: '"1"',
  DateTime: '"2026-01-01T00:00:00Z"',
  JSONObject: '{}',
};

function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return `[${sample(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return SAMPLES[type.name] ?? '"x"';
  const needed = Object.values(type.getFields()).filter(
    (field) => isNonNullType(field.type) && field.defaultValue === undefined,
  );
  return `{${needed.map((field) => `${field.name}: ${sample(field.type)}`).join(', ')}}`;
}

function call(field: Root): string {
  const needed = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  const args = needed.map((arg) => `${arg.name}: ${sample(arg.type)}`).join(', ');
  return `${field.name}${args && `(${args})`}${isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''}`;
}

describe('a key with one scope only', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
  });
  afterAll(() => shop?.close());

  it.each(SCOPES)('%s sees the queries of that scope, and is told what it lacks by all others', async (scope) => {
    const key = await shop.key(scope);
    const opened: string[] = [];
    for (const field of rootFields(adminSchema().getQueryType())) {
      const { errors } = await send(shop.server.address, { key, query: `{ ${call(field)} }` });
      const forbidden = errors?.find(({ extensions }) => extensions.code === 'FORBIDDEN');
      if (forbidden) expect(forbidden.message).toBe(`This key lacks the scope ${scopeOf(field)}.`);
      else opened.push(field.name);
      expect(errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('GRAPHQL_VALIDATION_FAILED');
    }
    const own = rootFields(adminSchema().getQueryType()).filter((field) => scopeOf(field) === scope);
    expect(opened.sort()).toEqual(own.map(({ name }) => name).sort());
  });

  it('does nothing that another scope names', async () => {
    const reading = SCOPES.filter((scope) => scope.endsWith(':read'));
    const key = await shop.key(...reading);
    for (const field of rootFields(adminSchema().getMutationType())) {
      if (reading.includes(scopeOf(field))) continue;
      const { errors, data } = await send(shop.server.address, { key, query: `mutation { ${call(field)} }` });
      expect([field.name, errors?.[0]?.extensions.code]).toEqual([field.name, 'FORBIDDEN']);
      expect(data?.[field.name] ?? null).toBeNull();
    }
    expect(
      await shop.app.db.sql.rows('test.acts', `SELECT action FROM audit_log WHERE action <> 'api_key.created'`),
    ).toEqual([]);
  });
});

describe('a document of several mutations', () => {
  let shop: ApiShop;
  let user: bigint;
  beforeAll(async () => {
    shop = await openApiShop();
    user = await shop.user();
  });
  afterAll(() => shop?.close());

  const give = (name: string, inner = '__typename') =>
    `${name}: addBalance(input: {idempotencyKey: "${name}", userId: "${user}", amount: "1"}) { ${inner} }`;
  const available = async () => (await shop.app.db.ledger.findWallet(user))?.available ?? 0n;

  it.each([
    ['in a later field', () => `mutation { ${give('one')} banUser(userId: "${user}", reason: "x") { __typename } }`],
    [
      'in a fragment',
      () =>
        `mutation { ${give('one')} ...B } fragment B on Mutation { banUser(userId: "${user}", reason: "x") { __typename } }`,
    ],
    [
      'in what it wants to see afterwards',
      () => `mutation { ${give('one', '... on BalanceAdded { transaction { user { id } } }')} }`,
    ],
    [
      'behind a variable',
      () =>
        `mutation ($no: Boolean = false) { ${give('one')} banUser(userId: "${user}", reason: "x") @skip(if: $no) { __typename } }`,
    ],
  ])('moves nothing when the key lacks a scope %s', async (_place, document) => {
    const key = await shop.key('wallet:write', 'wallet:read');
    const { status, errors, data } = await send(shop.server.address, { key, query: document() });
    expect([status, errors!.map(({ extensions }) => extensions.code), data]).toEqual([403, ['FORBIDDEN'], undefined]);
    expect(errors![0]!.path).toEqual(expect.arrayContaining([expect.stringMatching(/banUser|one/)]));
    expect(await available()).toBe(0n);
    expect((await shop.app.db.sql.rows('test.acts', 'SELECT 1 FROM transfers')).length).toBe(0);
  });

  it('needs no scope for what it leaves out', async () => {
    const key = await shop.key('wallet:write', 'wallet:read');
    const query = `mutation ($all: Boolean!) { ${give('kept')} banUser(userId: "${user}", reason: "x") @include(if: $all) { __typename } }`;
    const { status, data } = await send(shop.server.address, { key, query, variables: { all: false } });
    expect([status, data]).toEqual([200, { kept: { __typename: 'BalanceAdded' } }]);
  });

  it('tells what its first fields did, when a later one fails', async () => {
    const make = (as: string, name: string) =>
      `${as}: createApiKey(input: {name: "${name}", scopes: ["users:read"]}) { ... on ApiKeyMade { key } }`;
    const query = `mutation { ${make('good', 'good')} ${make('bad', 'x'.repeat(101))} ${make('late', 'late')} }`;
    const { status, data, errors } = await shop.ask(query);
    expect([status, data.bad, errors!.map(({ path }) => path)]).toEqual([200, null, [['bad']]]);
    for (const { key } of [data.good, data.late]) {
      expect((await send(shop.server.address, { key, query: '{ users { totalCount } }' })).status).toBe(200);
    }
  });

  it('may be answered in part, whichever mutations they are', () => {
    const strict = rootFields(adminSchema().getMutationType()).filter(({ type }) => isNonNullType(type));
    expect(strict.map(({ name }) => name)).toEqual([]);
  });
});

function scopeOf(field: Root): Scope {
  return field.extensions.scope as Scope;
}
