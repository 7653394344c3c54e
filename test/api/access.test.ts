import { adminSchema } from '../../src/api/schema';
import { unguardedFields } from '../../src/api/scope-coverage';
import { createApiKey } from '../../src/usecases/access/create-api-key';
import { revokeApiKey } from '../../src/usecases/access/revoke-api-key';
import { type ApiShop, CLI_ACTOR, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

const USERS = '{ users { edges { node { id } } } }';

describe('who may ask what', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
  });
  afterAll(() => shop?.close());

  it('is declared for every root field, so that closed is the default', () => {
    expect(unguardedFields(adminSchema())).toEqual([]);
    const fields = Object.keys(adminSchema().getQueryType()!.getFields());
    expect(fields).toEqual(expect.arrayContaining(['users', 'wallet', 'transactions', 'reservations', 'ledgerCheck']));
  });

  it.each([
    ['no key at all', undefined],
    ['a key of the wrong form', 'secret'],
    ['a key that nobody made', `nsk_${'x'.repeat(43)}`],
  ])('is nothing, with %s', async (_situation, key) => {
    const { status, errors, data, headers } = await send(shop.server.address, { key, query: USERS });
    expect(status).toBe(401);
    expect(data).toBeUndefined();
    expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect(errors![0]!.extensions.requestId).toBe(headers.get('x-request-id'));
    const introspection = await send(shop.server.address, { key, query: '{ __schema { types { name } } }' });
    expect(introspection.status).toBe(401);
  });

  it('is only what the scopes of the key name', async () => {
    const key = await shop.key('users:read');
    expect((await send(shop.server.address, { key, query: USERS })).status).toBe(200);
    for (const query of ['{ transactions { edges { cursor } } }', '{ users { edges { node { wallet { held } } } } }']) {
      await shop.user();
      const { status, errors } = await send(shop.server.address, { key, query });
      expect([status, errors![0]!.extensions.code]).toEqual([403, 'FORBIDDEN']);
    }
    const add = 'mutation { addBalance(input: {idempotencyKey: "k", userId: "1", amount: "1"}) { __typename } }';
    const { errors } = await send(shop.server.address, { key, query: add });
    expect(errors![0]!.message).toBe('This key lacks the scope wallet:write.');
  });

  it('ends with the expiry and, at the very next request, with revocation', async () => {
    const expiresAt = new Date(shop.clock.now().getTime() + 60_000);
    const order = { name: 'short', scopes: ['users:read'], expiresAt, actor: CLI_ACTOR };
    const [short, long] = [
      await createApiKey(shop.app, order),
      await createApiKey(shop.app, { ...order, expiresAt: undefined }),
    ];
    if (short.kind !== 'created' || long.kind !== 'created') throw new Error('not created');
    const status = async (key: string) => (await send(shop.server.address, { key, query: USERS })).status;
    expect(await status(short.key)).toBe(200);
    await shop.clock.advance(60_000);
    expect(await status(short.key)).toBe(401);
    expect(await status(long.key)).toBe(200);
    expect(await revokeApiKey(shop.app, { id: long.id, actor: CLI_ACTOR })).toEqual({ kind: 'revoked' });
    expect(await status(long.key)).toBe(401);
    expect(await revokeApiKey(shop.app, { id: long.id, actor: CLI_ACTOR })).toEqual({ kind: 'not_found' });
  });

  it('leaves a trace of its last use, and none of keys in the log', async () => {
    const key = await shop.key('users:read');
    await send(shop.server.address, { key, query: USERS });
    const rows = await shop.app.db.sql.rows<{ used: Date }>(
      'test.used',
      'SELECT last_used_at AS used FROM api_keys ORDER BY id DESC LIMIT 1',
    );
    expect(rows[0]!.used).toEqual(shop.clock.now());
    expect(shop.log.join('')).not.toContain('nsk_');
  });
});
