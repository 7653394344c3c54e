import { applyConfiguration } from '../../src/usecases/configuration/apply-configuration';
import { exportConfiguration } from '../../src/usecases/configuration/current-configuration';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { usd } from '../support/shop';
import { OPERATOR, openWebhookShop, type WebhookShop } from '../webhooks/webhook-shop';

let shop: WebhookShop;
let providerId: number;
beforeEach(async () => {
  shop = await openWebhookShop();
  providerId = await shop.provider({ name: 'bank', protocol: 'sms_server_tools' });
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.closeAll();
});

let sent = 0;
/** An SMS comes to the SIM in this slot, as the folder of its daemon tells it. */
async function smsAt(slot: string, text = 'hello') {
  sent += 1;
  const message = { externalId: `sms ${sent}`, slot: { name: slot }, text, receivedAt: shop.clock.now() };
  await receiveMessages(shop.app, { providerId, source: 'POLL', messages: [message] });
}

const SIM = `id slot phone services isActive isBlocked isResting silentAt smsCount`;
/** A page of SIMs, asked for these fields. */
async function sims(filter: string, fields = 'slot') {
  const { data } = await shop.ask(
    `{ sims(${filter}) { pageInfo { endCursor hasNextPage } edges { node { ${fields} } } } }`,
  );
  return { ...data.sims.pageInfo, nodes: data.sims.edges.map(({ node }: { node: object }) => node) };
}
const slots = async (filter: string) => (await sims(filter)).nodes.map(({ slot }: { slot: string }) => slot);
const change = async (id: number, input: object) =>
  (
    await shop.ask(
      `mutation ($id: Int!, $input: UpdateSimInput!) {
        updateSim(id: $id, input: $input) { __typename ... on Sim { ${SIM} } ... on InvalidInput { field } } }`,
      { id, input },
    )
  ).data.updateSim;
const numbers = () => shop.all<{ status: string }>('SELECT status FROM numbers ORDER BY id');
const search = async (word: string) =>
  (
    await shop.ask(`query ($word: String!) { simSearch(word: $word) { waitsUntil isMapped sim { slot phone } } }`, {
      word,
    })
  ).data.simSearch;
const startSearch = async (phone: string) =>
  (
    await shop.ask(
      `mutation ($phone: String!) { startSimSearch(phone: $phone) {
        __typename ... on SimSearch { word waitsUntil sim { id } } ... on InvalidInput { field message } } }`,
      { phone },
    )
  ).data.startSimSearch;

describe('SIMs over GraphQL', () => {
  it('are listed as they appeared, by provider and by whether somebody lets them rest', async () => {
    for (const slot of ['GSM1', 'GSM2', 'GSM2', 'GSM3']) await smsAt(slot);
    const elsewhere = await shop.provider({ name: 'other bank', protocol: 'kannel' });
    await receiveMessages(shop.app, {
      ...{ providerId: elsewhere, source: 'POLL' },
      messages: [{ externalId: 'x', slot: { name: 'bank1' }, text: 'hi', receivedAt: shop.clock.now() }],
    });
    expect(await slots('first: 10')).toEqual(['GSM1', 'GSM2', 'GSM3', 'bank1']);
    expect(await slots(`first: 10, providerId: ${elsewhere}`)).toEqual(['bank1']);
    const first = await sims('first: 2', 'id smsCount');
    expect(first).toMatchObject({ hasNextPage: true, nodes: [{ smsCount: 1 }, { smsCount: 2 }] });
    expect(await slots(`first: 2, after: "${first.endCursor}"`)).toEqual(['GSM3', 'bank1']);
    await change(first.nodes[1].id, { isActive: false });
    expect(await slots('first: 10, isActive: false')).toEqual(['GSM2']);
    expect(await slots(`first: 10, isActive: true, providerId: ${providerId}`)).toEqual(['GSM1', 'GSM3']);
  });

  it('are sold as they are told, and no more while they rest', async () => {
    const offer = await shop.offer();
    await shop.all(
      'INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES ($1, $2, true, $3) RETURNING 1',
      [offer.id, providerId, shop.clock.now()],
    );
    const input = { providerId, slot: 'GSM1', phone: '+37129990001', services: 'TG' };
    const create = `mutation ($input: CreateSimInput!) { createSim(input: $input) {
      __typename ... on Sim { ${SIM} } ... on InvalidInput { field } ... on AlreadyExists { field } } }`;
    const made = (await shop.ask(create, { input })).data.createSim;
    expect(made).toMatchObject({ phone: '37129990001', services: 'tg', isResting: false, smsCount: 0 });
    expect((await shop.ask(create, { input })).data.createSim).toMatchObject({ __typename: 'AlreadyExists' });
    expect(await change(made.id, { services: 'xx' })).toMatchObject({ __typename: 'InvalidInput', field: 'services' });
    expect(await change(made.id, { phone: '12' })).toMatchObject({ __typename: 'InvalidInput', field: 'phone' });

    const buyer = await shop.buyer({ balance: usd('5') });
    for (const rest of ['isBlocked', 'isActive'] as const) {
      const [on, off] = rest === 'isBlocked' ? [true, false] : [false, true];
      expect(await change(made.id, { [rest]: on })).toMatchObject({ [rest]: on, isResting: true });
      expect(await numbers()).toEqual([{ status: 'QUARANTINED' }]);
      expect(await buyer.outcomeOf(offer)).toBe('out_of_stock');
      expect(await change(made.id, { [rest]: off })).toMatchObject({ [rest]: off, isResting: false });
    }
    expect(await buyer.outcomeOf(offer)).toBe('reserved');
  });

  it('that fell silent are sold again when somebody has seen to them', async () => {
    const offer = await shop.offer();
    await shop.all(
      'INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES ($1, $2, true, $3) RETURNING 1',
      [offer.id, providerId, shop.clock.now()],
    );
    await smsAt('GSM1');
    const [{ id }] = (await sims('first: 1', 'id')).nodes;
    await change(id, { phone: '37129990001', services: 'tg' });
    await shop.passes({ hours: 30 });
    await (await shop.buyer({ balance: usd('5') })).buys(offer);
    await shop.passes({ minutes: 25 });
    await shop.runs('expire-reservations', 'watch-sims');
    const alerts = () => shop.all<{ kind: string }>('SELECT kind FROM operator_alerts ORDER BY kind');
    expect(await alerts()).toEqual([{ kind: 'daemon_stopped' }, { kind: 'sim_silent' }]);
    const { data } = await shop.ask(`{ sim(id: ${id}) { isResting silentAt } }`);
    expect(data.sim).toEqual({ isResting: true, silentAt: shop.clock.now().toISOString() });
    expect(await numbers()).toEqual([{ status: 'QUARANTINED' }]);

    const revive = (one: number) =>
      shop.ask(`mutation { reviveSim(id: ${one}) { __typename ... on Sim { isResting silentAt } } }`);
    expect((await revive(id)).data.reviveSim).toEqual({ __typename: 'Sim', isResting: false, silentAt: null });
    expect((await revive(999)).data.reviveSim).toEqual({ __typename: 'NotFound' });
    expect(await numbers()).toEqual([{ status: 'AVAILABLE' }]);
    await shop.runs('watch-sims');
    expect(await alerts()).not.toContainEqual({ kind: 'sim_silent' });
    const audited = `SELECT facts FROM audit_log WHERE action = 'sim.changed'`;
    expect(await shop.all(audited)).toEqual([{ facts: { silent_at: null } }]);
  });

  it('are found by an SMS with a word: where a number sits, or that another SIM has it, or that nothing came', async () => {
    expect(await startSearch('seven')).toMatchObject({ __typename: 'InvalidInput', field: 'phone' });
    const { word, waitsUntil, sim } = await startSearch('+371 2999 0007');
    expect([waitsUntil, sim]).toEqual([new Date(shop.clock.now().getTime() + 1_800_000).toISOString(), null]);
    expect(await search(word)).toEqual({ waitsUntil, isMapped: null, sim: null });
    await smsAt('GSM7', `Hello ${word.toLowerCase()}`);
    const found = { waitsUntil: null, isMapped: true, sim: { slot: 'GSM7', phone: '37129990007' } };
    expect(await search(word)).toEqual(found);
    await shop.passes({ hours: 1 });
    expect(await search(word)).toEqual(found);

    const again = await startSearch('37129990007');
    await smsAt('GSM8', again.word);
    expect(await search(again.word)).toEqual({ waitsUntil: null, isMapped: false, sim: { slot: 'GSM8', phone: null } });

    const { word: vain } = await startSearch('37129990009');
    await shop.passes({ minutes: 31 });
    await smsAt('GSM9', vain);
    expect(await search(vain)).toEqual({ waitsUntil: null, isMapped: null, sim: null });
    expect(await search('SIM-NEVER')).toEqual({ waitsUntil: null, isMapped: null, sim: null });
  });
});

describe('SIMs in the configuration', () => {
  it('go out with their numbers and come in again; a rest that a document orders takes the numbers out of stock', async () => {
    await shop.offer();
    await smsAt('GSM1');
    const document = (sims: readonly object[]) =>
      applyConfiguration(shop.app, { document: { version: 1, sims }, box: shop.secretBox, ...OPERATOR });
    const row = { provider: 'bank', slot: 'GSM1', phone: '37129990001', services: 'tg' };
    expect(await document([row, { provider: 'bank', slot: 'GSM2' }])).toMatchObject({ kind: 'applied' });
    expect(await numbers()).toEqual([{ status: 'AVAILABLE' }]);
    const { sims } = await exportConfiguration(shop.app);
    expect(sims).toEqual([
      expect.objectContaining({ ...row, isActive: true, isBlocked: false }),
      expect.objectContaining({ provider: 'bank', slot: 'GSM2', phone: null, services: null }),
    ]);
    expect(await document(sims!)).toMatchObject({ kind: 'applied', plan: { changes: [] } });
    await document([{ ...row, isBlocked: true }]);
    expect(await numbers()).toEqual([{ status: 'QUARANTINED' }]);
    // What an SMS has told stays: the list has grown by one, and forgot nothing.
    expect(await shop.all('SELECT slot, sms_count AS count FROM sims ORDER BY id')).toEqual([
      { slot: 'GSM1', count: 1 },
      { slot: 'GSM2', count: 0 },
    ]);
    expect(
      await document([
        { ...row, phone: '12' },
        { ...row, slot: 'GSM3', provider: 'nobody' },
      ]),
    ).toMatchObject({
      mistakes: [{ path: '/sims/0/phone' }, { path: '/sims/1/provider' }],
    });
  });
});
