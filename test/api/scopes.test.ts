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

function scopeOf(field: Root): Scope {
  return field.extensions.scope as Scope;
}
