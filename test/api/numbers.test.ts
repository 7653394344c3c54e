import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { type ApiShop, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

let shop: ApiShop;
let providerId: number;
let serviceId: number;
beforeEach(async () => {
  shop = await openApiShop();
  // A sale brings the demo catalogue and a pool of its own.
  await shop.sale(await shop.user());
  const [row] = await shop.app.db.sql.rows<{ provider: number; service: number }>(
    'test.ids',
    `SELECT (SELECT id FROM providers) AS provider, (SELECT id FROM services WHERE code = 'whatsapp') AS service`,
  );
  providerId = row!.provider;
  serviceId = row!.service;
});
afterEach(() => shop.close());

const IMPORT = `mutation ($input: ImportNumbersInput!) {
  importNumbers(input: $input) {
    __typename
    ... on NumberImport {
      id state entries counts { verdict count } problems(first: 2) { line number verdict detail }
      column { place name examples } columns { place } sheet unsold { count obstacle country { iso } }
    }
    ... on ColumnUnclear { columns { place name examples } }
    ... on Refusal { message }
  }
}`;
const imports = async (text: string, more: object = {}) => {
  const { data, errors } = await shop.ask(IMPORT, { input: { providerId, serviceId, text, ...more } });
  expect(errors).toBeUndefined();
  return data.importNumbers;
};
const audited = () =>
  shop.app.db.sql.rows<{ action: string }>(
    'test.audit',
    `SELECT action FROM audit_log WHERE actor_type = 'API_KEY' ORDER BY id`,
  );

describe('numbers through the API', () => {
  it('come in as a list, with counts and the first problems', async () => {
    expect(await imports('+371 29 000 001\n37129000002\nhello\n+371 29 000 001')).toMatchObject({
      __typename: 'NumberImport',
      state: 'DONE',
      entries: 4,
      problems: [
        { line: 3, number: 'hello', verdict: 'INVALID' },
        { line: 4, verdict: 'DOUBLE' },
      ],
    });
    expect((await imports('37129000001', { isDryRun: true })).counts).toEqual([{ verdict: 'IN_STOCK', count: 1 }]);
    expect(await imports('# none')).toMatchObject({ __typename: 'EmptyList' });
    expect(await imports('37129000001', { serviceId: 999 })).toMatchObject({ __typename: 'NotFound' });
    expect(await audited()).toEqual([{ action: 'numbers.import_started' }, { action: 'numbers.imported' }]);
    const { data } = await shop.ask(`{
      numbers(first: 1, filter: { phone: "+371 29000002", statuses: [AVAILABLE] }) {
        totalCount edges { node { phone status usageCount service { code } country { iso } provider { name } } } }
      numberImports { edges { node { entries isDryRun } } }
    }`);
    expect(data.numbers).toEqual({
      totalCount: 1,
      edges: [
        {
          node: {
            ...{ phone: '37129000002', status: 'AVAILABLE', usageCount: 0 },
            ...{ service: { code: 'whatsapp' }, country: { iso: 'LV' }, provider: { name: 'own' } },
          },
        },
      ],
    });
    expect(data.numberImports.edges).toHaveLength(3);
  });

  it('say which column was read, or ask which; and which of them nobody can buy', async () => {
    const text = 'id,Phone,Mobile\n1,37129000001,37129000011\n2,37129000002,37129000012';
    const unclear = await imports(text);
    expect(unclear).toMatchObject({
      __typename: 'ColumnUnclear',
      columns: [{ place: 1 }, { name: 'Phone' }, { place: 3 }],
    });
    expect(unclear.columns[1].examples).toEqual(['+3712•••••01', '+3712•••••02']);
    expect(await imports(text, { column: 'mobile', isDryRun: true })).toMatchObject({
      ...{ __typename: 'NumberImport', entries: 2, sheet: null, unsold: [] },
      column: { place: 3, name: 'Mobile', examples: ['+3712•••••11', '+3712•••••12'] },
      columns: [{ place: 1 }, { place: 2 }, { place: 3 }],
    });
    await shop.app.db.sql.rows('test.off', 'UPDATE routes SET is_active = false WHERE is_pool RETURNING 1');
    expect((await imports(text, { column: '2' })).unsold).toEqual([
      { count: 2, obstacle: 'ROUTE_OFF', country: { iso: 'LV' } },
    ]);
    const { data } = await shop.ask(
      'query ($id: Int) { inventory(serviceId: $id) { available unsold country { iso } } }',
      {
        id: serviceId,
      },
    );
    const latvia = data.inventory.find((line: { country: { iso: string } }) => line.country.iso === 'LV');
    expect(latvia.unsold).toBe(latvia.available);
  });

  it('are counted by service and country', async () => {
    await imports('37129000001\n37129000002');
    const { data } = await shop.ask(
      `query ($id: Int) { inventory(serviceId: $id) { available reserved usesLeft country { iso } service { code } } }`,
      { id: serviceId },
    );
    const latvia = data.inventory.find((line: { country: { iso: string } }) => line.country.iso === 'LV');
    expect(latvia).toMatchObject({ service: { code: 'whatsapp' }, reserved: 0 });
    expect(latvia.usesLeft).toBe(latvia.available * 3);
  });

  it('are listed with what runs out first, however many places there are', async () => {
    await imports('37129000001\n37129000002\n37129000003');
    const ask = async (args: string) => {
      const { data, errors } = await shop.ask(
        `{ inventory(serviceId: ${serviceId}${args}) { available country { iso } } }`,
      );
      expect(errors).toBeUndefined();
      return data.inventory.map((line: { available: number; country: { iso: string } }) => [
        line.country.iso,
        line.available,
      ]);
    };
    const emptiest = [
      ['EE', 9],
      ['GB', 10],
      ['US', 10],
      ['LV', 13],
    ];
    expect(await ask('')).toEqual(emptiest);
    expect((await ask(', sort: FULLEST'))[0]).toEqual(['LV', 13]);
    expect(await ask(', first: 1')).toEqual(emptiest.slice(0, 1));
    expect(await ask(', first: 2, skip: 2')).toEqual(emptiest.slice(2));
    await shop.app.db.sql.rows(
      'test.off',
      `UPDATE offers o SET is_active = false FROM countries c WHERE c.id = o.country_id AND c.iso = 'EE' AND o.service_id = $1`,
      [serviceId],
    );
    expect(await ask('')).toEqual([...emptiest.slice(1), emptiest[0]]); // nobody misses what is not on sale
    for (const args of ['first: 0', 'first: 1001', 'skip: -1']) {
      const { errors } = await shop.ask(`{ inventory(${args}) { available } }`);
      expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('are retired, restored, cleaned up and brought back', async () => {
    await imports('37129000001');
    const { data } = await shop.ask('{ numbers(first: 1) { edges { node { id } } } }');
    const { id } = data.numbers.edges[0].node;
    const act = async (name: string) =>
      (
        await shop.ask(
          `mutation ($id: BigIntId!) { ${name}(id: $id) { __typename ... on PhoneNumber { status } ... on Refusal { message } } }`,
          { id },
        )
      ).data[name];
    expect(await act('retireNumber')).toEqual({ __typename: 'PhoneNumber', status: 'DELETED' });
    expect(await act('retireNumber')).toMatchObject({ __typename: 'NumberStateConflict' });
    expect(await act('restoreNumber')).toEqual({ __typename: 'PhoneNumber', status: 'AVAILABLE' });
    const variables = { filter: { serviceId, maxUses: 0 } };
    const preview = await shop.ask(
      'query ($filter: CleanUpFilterInput!) { previewCleanUp(filter: $filter) { ... on CleanUpPreview { free inUse } } }',
      variables,
    );
    const { free } = preview.data.previewCleanUp;
    expect(free).toBeGreaterThan(1);
    const cleaned = await shop.ask(
      `mutation ($filter: CleanUpFilterInput!) { cleanUpNumbers(filter: $filter) { ... on NumbersCleanedUp { deletionId deleted } } }`,
      variables,
    );
    expect(cleaned.data.cleanUpNumbers.deleted).toBe(free);
    const undone = await shop.ask(
      `mutation ($id: BigIntId!) { undoCleanUp(deletionId: $id) { ... on NumbersRestored { numbers } } }`,
      { id: cleaned.data.cleanUpNumbers.deletionId },
    );
    expect(undone.data.undoCleanUp.numbers).toBe(free);
    const nothing = await shop.ask(
      'mutation { cleanUpNumbers(filter: {}) { __typename ... on InvalidInput { field message } } }',
    );
    expect(nothing.data.cleanUpNumbers).toMatchObject({ __typename: 'InvalidInput', field: 'filter' });
  });

  it('need their own scopes', async () => {
    const key = await shop.key('catalogue:write', 'numbers:read');
    const { errors } = await send(shop.server.address, {
      key,
      query: IMPORT,
      variables: { input: { providerId, serviceId, text: '37129000001' } },
    });
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
  });
});

describe('deleting from the catalogue through the API', () => {
  it('takes a service off at once, and brings it back', async () => {
    const facts: Record<string, string> = {
      deleteService: '... on ServiceDeleted { canceled }',
      restoreService: '... on Service { deletedAt }',
    };
    const act = async (name: string) => {
      const query = `mutation ($id: Int!) { ${name}(id: $id) { __typename ${facts[name]} } }`;
      return (await shop.ask(query, { id: serviceId })).data[name];
    };
    expect(await act('deleteService')).toMatchObject({ __typename: 'ServiceDeleted', canceled: 1 });
    expect(await act('deleteService')).toEqual({ __typename: 'ServiceAlreadyDeleted' });
    expect(await act('restoreService')).toEqual({ __typename: 'Service', deletedAt: null });
    expect(await act('restoreService')).toEqual({ __typename: 'ServiceNotDeleted' });
    expect(await audited()).toEqual([{ action: 'service.deleted' }, { action: 'service.restored' }]);
  });

  it('deletes what nothing refers to, and says what to do with the rest', async () => {
    const [sold] = await shop.app.db.sql.rows<{ id: number }>('test.sold', 'SELECT offer_id AS id FROM reservations');
    const [unsold] = await shop.app.db.sql.rows<{ id: number }>(
      'test.unsold',
      'SELECT id FROM offers WHERE id <> $1 ORDER BY id LIMIT 1',
      [sold!.id],
    );
    const remove = async (name: string, id: number) =>
      (await shop.ask(`mutation ($id: Int!) { ${name}(id: $id) { __typename ... on Refusal { message } } }`, { id }))
        .data[name];
    expect(await remove('deleteOffer', unsold!.id)).toEqual({ __typename: 'CatalogueRowDeleted' });
    expect(await remove('deleteOffer', unsold!.id)).toMatchObject({ __typename: 'NotFound' });
    expect(await remove('deleteOffer', sold!.id)).toMatchObject({ __typename: 'StillInUse' });
    expect(await remove('deleteProvider', providerId)).toMatchObject({
      __typename: 'StillInUse',
      message: expect.stringContaining('isActive: false'),
    });
    const restore = (id: number) => remove('restoreOffer', id);
    expect(await restore(unsold!.id)).toEqual({ __typename: 'CatalogueRowRestored' });
    expect(await restore(unsold!.id)).toMatchObject({ __typename: 'RowNotDeleted' });
    expect(await restore(999_999)).toMatchObject({ __typename: 'NotFound' });
    expect(await audited()).toEqual([{ action: 'offer.deleted' }, { action: 'offer.restored' }]);
  });
});

describe('messages through the API', () => {
  it('are listed, and an orphan is given to its reservation once', async () => {
    const userId = await shop.user();
    const reservationId = await shop.sale(userId);
    await receiveMessages(shop.app, {
      providerId,
      source: 'CHAT',
      messages: [{ text: 'Your code is 48213', externalId: 'x' }],
    });
    const { data } = await shop.ask(`{
      messages(filter: { statuses: [ORPHAN] }) { edges { node { id text code orphanReason source provider { name } reservation { id } } } }
    }`);
    const [{ node }] = data.messages.edges;
    expect(node).toMatchObject({ code: '48213', orphanReason: 'NO_RESERVATION', source: 'CHAT', reservation: null });
    const some = await shop.ask('query ($id: BigIntId!) { assignableReservations(messageId: $id) { reservationId } }', {
      id: node.id,
    });
    expect(some.data.assignableReservations[0]).toEqual({ reservationId: String(reservationId) });
    const assign = `mutation ($m: BigIntId!, $r: BigIntId!) {
      assignMessage(messageId: $m, reservationId: $r) {
        __typename ... on MessageAssigned { isPaidBy isLate } ... on CannotAssign { reason } } }`;
    const variables = { m: node.id, r: String(reservationId) };
    expect((await shop.ask(assign, variables)).data.assignMessage).toEqual({
      __typename: 'MessageAssigned',
      isPaidBy: true,
      isLate: false,
    });
    expect((await shop.ask(assign, variables)).data.assignMessage).toMatchObject({ reason: 'not_an_orphan' });
    expect(await audited()).toEqual([{ action: 'message.assigned' }]);
    const key = await shop.key('messages:read');
    const { errors } = await send(shop.server.address, { key, query: assign, variables });
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
  });
});
