import { raiseAlert } from '../../src/usecases/alerts/raise-alert';
import { claimRewards } from '../../src/usecases/rewards/claim-rewards';
import { type ApiShop, openApiShop } from './support/api-shop';

const INVALID = '... on InvalidInput { field message }';
const REFUSAL = `${INVALID} ... on NotFound { entity }`;

describe('channels over GraphQL', () => {
  let shop: ApiShop;
  const ids: Record<string, number> = {};

  async function run(operation: string) {
    const { data, errors } = await shop.ask(`mutation { ${operation} }`);
    if (errors) throw new Error(JSON.stringify(errors));
    return Object.values(data)[0] as Record<string, unknown>;
  }
  const adds = (reference: string, more = '') =>
    run(`addChannel(input: {reference: "${reference}", purpose: MEMBERSHIP ${more}}) {
      __typename ... on ChannelAdded { isNew channel { id telegramId title inviteLink } } ${INVALID}
      ... on BotLacksRights { title rights } ... on InviteLinkNotResolvable { inviteLink } ... on ChannelNotFound { detail } }`);
  const requires = (id: number, input = '{}') =>
    run(`requireChannel(channelId: ${id}, input: ${input}) {
      __typename ... on Channel { required { position isActive } } ${REFUSAL} }`);
  const rewards = (id: number, input: string) =>
    run(`saveChannelReward(channelId: ${id}, input: ${input}) {
      __typename ... on Channel { reward { amount budgetTotal budgetPerDay isActive clawBackDays spent } } ${REFUSAL} }`);
  const inGate = async () => {
    const { data } = await shop.ask('{ channels(filter: {isRequired: true}) { edges { node { title } } } }');
    return data.channels.edges.map(({ node }: { node: { title: string } }) => node.title);
  };

  beforeAll(async () => {
    shop = await openApiShop();
    for (const title of ['News', 'Deals', 'Group']) {
      const { id } = shop.telegram.channel({ title, isGroup: title === 'Group' });
      const added = await adds(String(id));
      expect(added).toMatchObject({
        __typename: 'ChannelAdded',
        isNew: true,
        channel: { title, telegramId: String(id) },
      });
      ids[title] = (added.channel as { id: number }).id;
    }
  });
  afterAll(() => shop?.close());

  it('says in its own type why a channel was not added', async () => {
    shop.telegram.channel({ title: 'Foreign', username: 'foreign', bot: { isIn: false, isAdmin: false } });
    expect(await adds('@foreign')).toMatchObject({
      __typename: 'BotLacksRights',
      title: 'Foreign',
      rights: ['BE_IN', 'BE_ADMIN'],
    });
    expect(await adds('@nobody_has_this')).toMatchObject({ __typename: 'ChannelNotFound' });
    expect(await adds('https://t.me/+AbCdEf0123456789')).toMatchObject({
      __typename: 'InviteLinkNotResolvable',
      inviteLink: 'https://t.me/+AbCdEf0123456789',
    });
    expect(await adds('nonsense!')).toMatchObject({ __typename: 'InvalidInput', field: 'reference' });
  });

  it('requires channels in an order that can be changed, turned off and taken away', async () => {
    expect(await requires(ids.News!)).toMatchObject({ required: { position: 0, isActive: true } });
    await requires(ids.Deals!);
    await requires(ids.Group!);
    expect(await inGate()).toEqual(['News', 'Deals', 'Group']);
    await run(`orderRequiredChannels(channelIds: [${ids.Group}, ${ids.News}]) { __typename }`);
    expect(await inGate()).toEqual(['Group', 'News', 'Deals']);
    expect(await requires(ids.News!, '{isActive: false}')).toMatchObject({ required: { isActive: false } });
    await run(`unrequireChannel(channelId: ${ids.Group}) { __typename }`);
    expect(await inGate()).toEqual(['News', 'Deals']);
    const missing = await run(
      `orderRequiredChannels(channelIds: [${ids.Group}, ${ids.Deals}]) { __typename ${REFUSAL} }`,
    );
    expect(missing).toMatchObject({ __typename: 'NotFound', entity: 'required channel' });
    expect(await inGate()).toEqual(['News', 'Deals']);
    expect(await requires(4_711)).toMatchObject({ __typename: 'NotFound', entity: 'channel' });
  });

  it('offers a reward, counts what it gives, and lowers no budget below that', async () => {
    const { News } = ids;
    expect(await rewards(News!, '{isActive: true}')).toMatchObject({ __typename: 'InvalidInput', field: 'amount' });
    expect(await rewards(News!, '{amount: "0.50", budgetTotal: "10", budgetPerDay: "1.00"}')).toMatchObject({
      reward: { amount: '0.5000', budgetTotal: '10.0000', budgetPerDay: '1.0000', isActive: true, spent: '0.0000' },
    });
    const { id } = shop.telegram.channels.get('@channel_1')!;
    for (const telegramId of [1_000n, 1_001n, 1_002n]) {
      const userId = await shop.user({ telegramId });
      shop.telegram.joins(id, telegramId);
      await claimRewards(shop.app, { userId, telegramId });
    }
    const { data } = await shop.ask(
      `{ channel(id: ${News}) { knownMembers reward { claims spent claimsToday spentToday clawedBack } }
         rewardClaims(filter: {channelId: ${News}}) { totalCount edges { node { amount user { telegramId } channel { title } } } } }`,
    );
    expect(data.channel).toEqual({
      knownMembers: 2,
      reward: { claims: 2, spent: '1.0000', claimsToday: 2, spentToday: '1.0000', clawedBack: '0.0000' },
    });
    expect(data.rewardClaims.totalCount).toBe(2);
    expect(data.rewardClaims.edges[0].node).toEqual({
      amount: '0.5000',
      user: { telegramId: '1001' },
      channel: { title: 'News' },
    });
    expect(await rewards(News!, '{budgetTotal: "0.99"}')).toMatchObject({
      __typename: 'InvalidInput',
      field: 'budgetTotal',
    });
    await shop.clock.advance(86_400_000);
    expect(await rewards(News!, '{budgetPerDay: "0.50", clawBackDays: 7, budgetTotal: null}')).toMatchObject({
      reward: { budgetPerDay: '0.5000', clawBackDays: 7, budgetTotal: null },
    });
  });

  it('writes each change into the audit log, and refuses readers who want to write', async () => {
    const rows = await shop.app.db.sql.rows<{ action: string }>(
      'test.audit',
      `SELECT DISTINCT action FROM audit_log WHERE actor_type = 'API_KEY' AND entity IN ('channel', 'reward')`,
    );
    expect(rows.map(({ action }) => action).sort()).toEqual([
      'channel.added',
      'channel.ordered',
      'channel.required',
      'channel.unrequired',
      'reward.created',
      'reward.updated',
    ]);
    const reader = await shop.key('channels:read');
    const response = await fetch(`${shop.server.address}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${reader}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: `mutation { unrequireChannel(channelId: ${ids.News}) { __typename } }` }),
    });
    expect(await response.text()).toContain('FORBIDDEN');
    expect(await inGate()).toContain('News');
  });

  it('lists what an operator must repair', async () => {
    const facts = { title: 'News', reason: 'bot_not_admin', detail: 'CHAT_ADMIN_REQUIRED' };
    await raiseAlert(shop.app, { key: 'channel:1', kind: 'channel_unreadable', facts, everyS: 3_600 });
    const { data } = await shop.ask('{ operatorAlerts { key kind facts count } }');
    expect(data.operatorAlerts).toEqual([{ key: 'channel:1', kind: 'channel_unreadable', facts, count: 1 }]);
  });

  it('takes what was repaired off the list, once, and writes down who did', async () => {
    await raiseAlert(shop.app, {
      key: 'channel:2',
      kind: 'channel_unreadable',
      facts: { title: 'Offers' },
      everyS: 3_600,
    });
    const dismiss = 'mutation { dismissAlert(key: "channel:2") { __typename ... on Refusal { message } } }';
    expect((await shop.ask(dismiss)).data.dismissAlert).toEqual({ __typename: 'AlertDismissed' });
    expect((await shop.ask(dismiss)).data.dismissAlert).toMatchObject({ __typename: 'NotFound' });
    const { data } = await shop.ask('{ operatorAlerts { key } }');
    expect(data.operatorAlerts).not.toContainEqual({ key: 'channel:2' });
    const rows = await shop.app.db.sql.rows(
      'test.dismissed',
      "SELECT entity_id FROM audit_log WHERE action = 'alert.dismissed'",
    );
    expect(rows).toEqual([{ entity_id: 'channel:2' }]);
  });
});
