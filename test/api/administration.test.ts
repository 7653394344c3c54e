import { settingProblem } from '../../src/domain/setting-rules';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { type ApiShop, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

describe('administration over GraphQL', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
  });
  afterAll(async () => {
    expect((await verifyBooks(shop.app)).findings).toEqual([]);
    await shop.close();
  });

  const audit = async (action: string) => {
    const query = `query ($action: String) { auditLog(first: 1, filter: {action: $action}) {
      edges { node { actorType entity entityId facts requestId } } } }`;
    return (await shop.ask(query, { action })).data.auditLog.edges[0]?.node;
  };

  it('bans a user and lets him in again, each with one trace', async () => {
    const id = await shop.user({ firstName: 'Banned' });
    const ban = (word: string, userId = id) =>
      shop.ask(`mutation { ${word}(userId: "${userId}", reason: "spam") {
        __typename ... on User { id isBanned } ... on Refusal { message } } }`);
    expect((await ban('banUser')).data.banUser).toMatchObject({ __typename: 'User', isBanned: true });
    expect((await ban('banUser')).data.banUser.isBanned).toBe(true);
    const banned = await shop.ask('{ users(filter: {isBanned: true}) { edges { node { id } } } }');
    expect(banned.data.users.edges).toEqual([{ node: { id: String(id) } }]);
    expect((await ban('unbanUser')).data.unbanUser.isBanned).toBe(false);
    expect((await ban('banUser', 999_999n)).data.banUser.__typename).toBe('UserNotFound');
    const { data } = await shop.ask(
      `{ auditLog(filter: {entity: "user", entityId: "${id}"}) { edges { node { action facts } } } }`,
    );
    expect(data.auditLog.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      { action: 'user.unbanned', facts: { reason: 'spam' } },
      { action: 'user.banned', facts: { reason: 'spam' } },
    ]);
  });

  it('cancels an open reservation once: the price is back, the buyer is told, a repetition changes nothing', async () => {
    const userId = await shop.user();
    const id = await shop.sale(userId);
    const cancel = (reservationId: bigint, idempotencyKey: string) =>
      shop.ask(
        `mutation ($input: CancelReservationInput!) { cancelReservation(input: $input) {
          __typename ... on ReservationCanceled { isRepeated reservation { stage endReason } }
          ... on ReservationAlreadyEnded { stage } ... on Refusal { message } } }`,
        { input: { idempotencyKey, reservationId: String(reservationId), reason: 'asked by mail' } },
      );
    const money = async () => (await shop.ask(`{ wallet(userId: "${userId}") { available held } }`)).data.wallet;
    const notices = async () => {
      const rows = await shop.app.db.sql.rows<{ kind: string }>(
        'test.notices',
        'SELECT kind FROM outbox WHERE user_id = $1 ORDER BY id',
        [userId],
      );
      return rows.map(({ kind }) => kind);
    };
    const held = await money();
    expect(held.available).toBe('0.0000');
    const before = await notices(); // of the money that an admin added for the sale
    const first = await cancel(id, 'cancel-1');
    expect(first.data.cancelReservation).toEqual({
      __typename: 'ReservationCanceled',
      isRepeated: false,
      reservation: { stage: 'CANCELED', endReason: 'OPERATOR_CANCELED' },
    });
    expect(await money()).toEqual({ available: held.held, held: '0.0000' });
    expect((await cancel(id, 'cancel-1')).data.cancelReservation).toMatchObject({ isRepeated: true });
    expect((await cancel(id, 'cancel-2')).data.cancelReservation.__typename).toBe('ReservationAlreadyEnded');
    expect((await cancel(id + 1_000n, 'cancel-1')).data.cancelReservation.__typename).toBe('IdempotencyConflict');
    expect((await cancel(id + 1_000n, 'cancel-3')).data.cancelReservation.__typename).toBe('ReservationNotFound');
    expect(await money()).toEqual({ available: held.held, held: '0.0000' });
    // The released price is told by the end of the reservation alone, though it was an operator who moved it.
    expect(await notices()).toEqual([...before, 'reservation_ended']);
    expect(await audit('reservation.canceled')).toMatchObject({
      entityId: String(id),
      facts: { reason: 'asked by mail' },
    });
  });

  it('makes, rotates and revokes keys, and never hands on more than the maker has', async () => {
    const maker = await shop.key('access:read', 'access:write', 'users:read');
    const act = async (query: string, key = maker) => (await send(shop.server.address, { key, query })).data;
    const create = (scopes: string) =>
      act(`mutation { createApiKey(input: {name: "new", scopes: [${scopes}]}) {
        __typename ... on ApiKeyMade { id key } ... on ScopesExceeded { scopes } ... on Refusal { message } } }`);
    const users = async (key: string) =>
      (await send(shop.server.address, { key, query: '{ users { totalCount } }' })).status;
    expect((await create('"users:read", "wallet:write"')).createApiKey).toMatchObject({
      __typename: 'ScopesExceeded',
      scopes: ['wallet:write'],
    });
    expect((await create('"nonsense"')).createApiKey.__typename).toBe('InvalidInput');
    const { createApiKey: made } = await create('"users:read"');
    expect(await users(made.key)).toBe(200);
    const rotate = (id: number, overlapS: number) =>
      act(`mutation { rotateApiKey(input: {id: ${id}, overlapS: ${overlapS}}) {
        __typename ... on ApiKeyMade { id key oldExpiresAt } ... on Refusal { message } } }`);
    const { rotateApiKey: rotated } = await rotate(made.id, 60);
    expect([await users(made.key), await users(rotated.key)]).toEqual([200, 200]);
    await shop.clock.advance(60_000);
    expect([await users(made.key), await users(rotated.key)]).toEqual([401, 200]);
    expect((await rotate(made.id, 0)).rotateApiKey.__typename).toBe('NotFound');
    const { apiKeys } = await act('{ apiKeys(first: 100) { edges { node { id name scopes } } } }');
    const [strong] = apiKeys.edges.filter(({ node }: { node: { scopes: string[] } }) =>
      node.scopes.includes('wallet:write'),
    );
    expect((await rotate(strong.node.id, 0)).rotateApiKey.__typename).toBe('ScopesExceeded');
    const { revokeApiKey } = await act(`mutation { revokeApiKey(id: ${rotated.id}) { __typename } }`);
    expect(revokeApiKey.__typename).toBe('Ended');
    expect(await users(rotated.key)).toBe(401);
    const live = await act('{ apiKeys(liveOnly: true) { edges { node { id revokedAt } } } }');
    expect(live.apiKeys.edges.map(({ node }: { node: { id: number } }) => node.id)).not.toContain(rotated.id);
    expect(shop.log.join('')).not.toContain('nsk_');
  });

  it('says a text in the operator’s own words, and takes the built-in ones again', async () => {
    const FIELDS = 'language key builtIn own changedAt placeholders required longest';
    const save = async (text: string | null) =>
      (
        await shop.ask(
          `mutation Say($text: String) { saveText(language: en, key: missingMoney, text: $text) {
            __typename ... on ShopText { ${FIELDS} } ... on InvalidInput { field message } } }`,
          { text },
        )
      ).data.saveText;
    expect(await save('Short of {price} by {gap}')).toEqual({
      __typename: 'InvalidInput',
      field: 'text',
      message: 'There is no {gap} in this text; there are {price}, {balance}, {missing}. It must have {missing}.',
    });
    expect(await audit('text.changed')).toBeUndefined();
    const stands = { builtIn: expect.stringContaining('{missing} is missing'), required: ['missing'], longest: 500 };
    expect(await save('Short by {missing}')).toMatchObject({ ...stands, own: 'Short by {missing}' });
    expect(await audit('text.changed')).toMatchObject({
      entityId: 'en/missingMoney',
      facts: { from: null, to: 'Short by {missing}' },
    });
    const { texts } = (await shop.ask(`{ texts(language: en) { ${FIELDS} } }`)).data;
    expect(texts).toHaveLength(9);
    expect(texts.filter(({ own }: { own: string | null }) => own !== null)).toMatchObject([{ key: 'missingMoney' }]);
    expect(await save(null)).toMatchObject({ ...stands, own: null, changedAt: null });
    expect((await shop.ask('{ texts { key } }')).data.texts).toHaveLength(27);
  });

  it('changes settings all or nothing, with a trace for each that changed', async () => {
    const set = async (input: string) =>
      (
        await shop.ask(`mutation { updateSettings(input: {${input}}) {
        __typename ... on Settings { maxOpenReservations isInMaintenance } ... on InvalidInput { field message } } }`)
      ).data.updateSettings;
    expect(await set('maxOpenReservations: 5, lateCodeWindowS: 100000')).toEqual({
      __typename: 'InvalidInput',
      field: 'lateCodeWindowS',
      message: 'Give a whole number from 0 to 86400.',
    });
    expect(await audit('setting.changed')).toBeUndefined();
    expect(await set('maxOpenReservations: 5')).toEqual({
      __typename: 'Settings',
      maxOpenReservations: 5,
      isInMaintenance: false,
    });
    expect(await audit('setting.changed')).toMatchObject({
      entityId: 'maxOpenReservations',
      facts: { from: null, to: 5 },
    });
    const rows = await shop.app.db.sql.rows('test.settings', 'SELECT key, value FROM settings');
    expect(rows).toEqual([{ key: 'maxOpenReservations', value: 5 }]);
  });

  it('knows the time zones that the database knows, and no others', async () => {
    const set = async (timeZone: string) =>
      (
        await shop.ask(
          `mutation ($zone: String) { updateSettings(input: {timeZone: $zone}) {
            __typename ... on Settings { timeZone } ... on InvalidInput { field message } } }`,
          { zone: timeZone },
        )
      ).data.updateSettings;
    for (const wrong of ['Mars/Base', '', 'GMT+3', '+03:00', 'Europe/Riga ', 'UTC; DROP']) {
      expect(await set(wrong)).toMatchObject({
        __typename: 'InvalidInput',
        field: 'timeZone',
        message: 'timeZone must be an IANA name, such as "UTC" or "Europe/Riga".',
      });
      const compared = await shop.ask(
        'query ($d: JSONObject!) { compareConfiguration(document: $d) { ... on ConfigurationInvalid { mistakes { path } } } }',
        { d: { version: 1, settings: { timeZone: wrong } } },
      );
      expect(compared.data.compareConfiguration.mistakes).toEqual([{ path: '/settings/timeZone' }]);
    }
    expect(await set('America/Argentina/Buenos_Aires')).toEqual({
      __typename: 'Settings',
      timeZone: 'America/Argentina/Buenos_Aires',
    });
    const names = ['UTC', ...Intl.supportedValuesOf('timeZone')];
    const { rows } = await shop.app.db.pool.query(
      'SELECT name FROM unnest($1::text[]) AS name WHERE (now() AT TIME ZONE name) IS NULL',
      [names],
    );
    expect(rows).toEqual([]);
    expect(names.filter((name) => settingProblem('timeZone', name))).toEqual([]);
  });

  it('shows wallets by what is in them', async () => {
    const rich = await shop.user({ firstName: 'Rich' });
    await shop.ask(
      `mutation { addBalance(input: {idempotencyKey: "rich", userId: "${rich}", amount: "500"}) { __typename } }`,
    );
    const { data } = await shop.ask(
      '{ wallets(sort: MOST_AVAILABLE, first: 1, filter: {minAvailable: "100"}) { totalCount edges { node { userId available user { firstName } } } } }',
    );
    expect(data.wallets).toEqual({
      totalCount: 1,
      edges: [{ node: { userId: String(rich), available: '500.0000', user: { firstName: 'Rich' } } }],
    });
  });

  it('tells of jobs, queues and health', async () => {
    await shop.app.db.ticks.take('expire', shop.clock.now(), '00000000-0000-4000-8000-000000000001');
    await shop.app.db.leases.acquire('bot:1', '00000000-0000-4000-8000-000000000001', 60_000);
    const { data } = await shop.ask(
      '{ operations { ticks { job slot } leases { name term isHeld } queues { metric count } } health { isReady checks { name isOk } currency } }',
    );
    expect(data.operations.ticks).toContainEqual({ job: 'expire', slot: shop.clock.now().toISOString() });
    expect(data.operations.leases).toEqual([{ name: 'bot:1', term: '1', isHeld: true }]);
    expect(data.health).toEqual({ isReady: true, checks: [{ name: 'database', isOk: true }], currency: 'USD' });
  });

  it('tests a provider without buying, and remembers the balance it tells', async () => {
    const { data: made } = await shop.ask(
      'mutation { createProvider(input: {name: "tested", protocol: "handler_api", baseUrl: "http://127.0.0.1:9", apiKey: "k"}) { ... on Provider { id } } }',
    );
    const { id } = made.createProvider;
    const test = async () =>
      (
        await shop.ask(`mutation { testProvider(id: ${id}) { __typename
        ... on ProviderWorks { asked balance provider { balance } } ... on ProviderFails { fault message } } }`)
      ).data.testProvider;
    const original = shop.app.providers.get;
    const capabilities = new Set(['balance'] as const);
    try {
      Object.assign(shop.app.providers, {
        get: async () => ({
          id,
          name: 'tested',
          capabilities,
          balance: async () => ({ kind: 'balance', amount: 123_400n }),
        }),
      });
      expect(await test()).toEqual({
        __typename: 'ProviderWorks',
        asked: 'balance',
        balance: '12.3400',
        provider: { balance: '12.3400' },
      });
      Object.assign(shop.app.providers, {
        get: async () => ({
          ...{ id, name: 'tested', capabilities },
          balance: async () => ({ kind: 'fault', fault: 'auth', detail: 'BAD_KEY' }),
        }),
      });
      expect(await test()).toMatchObject({ __typename: 'ProviderFails', fault: 'auth' });
      expect(await audit('provider.tested')).toMatchObject({ entityId: String(id), facts: { outcome: 'auth' } });
    } finally {
      Object.assign(shop.app.providers, { get: original });
    }
  });
});
