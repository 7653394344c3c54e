import { picture } from '../support/picture';
import { type ApiShop, openApiShop } from './support/api-shop';

const FIELDS = `__typename ... on Broadcast { id status text entities { kind offset length url } buttons { text url }
  languages seenWithinDays minAvailable maxAvailable audienceCount remainingCount remainingS }
  ... on BroadcastStateConflict { status } ... on Refusal { message }`;
const ON_SAVE = '... on InvalidInput { field }';
const ON_STEER = '... on AnotherBroadcastRunning { broadcastId }';

describe('broadcasts through the API', () => {
  let shop: ApiShop;
  beforeEach(async () => {
    shop = await openApiShop();
  });
  afterEach(() => shop.close());

  const change = async (call: string, variables?: object) => {
    const [head, more] = variables ? ['mutation ($input: BroadcastInput!)', ON_SAVE] : ['mutation', ON_STEER];
    const answer = await shop.ask(`${head} { result: ${call} { ${FIELDS} ${more} } }`, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data.result;
  };

  it('are written, counted, started, stopped and ended, each with a line in the audit log', async () => {
    for (let i = 0; i < 3; i += 1) await shop.user();
    const input = {
      ...{ text: 'Hello world', languages: ['en'], minAvailable: '0', seenWithinDays: 30 },
      entities: [{ kind: 'link', offset: 0, length: 5, url: 'https://shop.example/' }],
      buttons: [[{ text: 'Go', url: 'https://shop.example/' }]],
    };
    const draft = await change('createBroadcast(input: $input)', { input });
    expect(draft).toMatchObject({ __typename: 'Broadcast', status: 'DRAFT', ...input, minAvailable: '0.0000' });
    const { id } = draft;
    expect((await shop.ask(`{ broadcastAudience(id: ${id}) }`)).data.broadcastAudience).toBe(3);
    expect(await change(`startBroadcast(id: ${id})`)).toMatchObject({
      status: 'RUNNING',
      audienceCount: 3,
      remainingS: 1,
    });
    expect(await change(`startBroadcast(id: ${id})`)).toMatchObject({ status: 'RUNNING' });
    expect(await change(`pauseBroadcast(id: ${id})`)).toMatchObject({
      status: 'PAUSED',
      remainingCount: 3,
      remainingS: null,
    });
    expect(await change(`resumeBroadcast(id: ${id})`)).toMatchObject({ status: 'RUNNING' });
    const second = await change('createBroadcast(input: $input)', { input: { text: 'Second' } });
    expect(await change(`startBroadcast(id: ${second.id})`)).toMatchObject({
      ...{ __typename: 'AnotherBroadcastRunning', broadcastId: id },
    });
    expect(await change(`cancelBroadcast(id: ${id})`)).toMatchObject({ status: 'CANCELED' });
    expect(await change(`resumeBroadcast(id: ${id})`)).toMatchObject({ __typename: 'BroadcastStateConflict' });
    const list = await shop.ask('{ broadcasts(first: 5) { totalCount edges { node { id status } } } }');
    expect(list.data.broadcasts).toMatchObject({
      totalCount: 2,
      edges: [{ node: { id: second.id, status: 'DRAFT' } }, { node: { id, status: 'CANCELED' } }],
    });
    const { rows } = await shop.app.db.pool.query(
      `SELECT action FROM audit_log WHERE entity = 'broadcast' AND actor_type = 'API_KEY' AND request_id IS NOT NULL ORDER BY id`,
    );
    expect(rows.map(({ action }) => action.replace('broadcast.', ''))).toEqual([
      ...['created', 'started', 'paused', 'resumed', 'created', 'canceled'],
    ]);
  });

  it('may carry a picture, which stays until another one, or none, is named', async () => {
    const photo = picture().toString('base64');
    const hasPhoto = async (id: number) =>
      (await shop.ask(`{ broadcast(id: ${id}) { hasPhoto text } }`)).data.broadcast;
    const { id } = await change('createBroadcast(input: $input)', { input: { text: '', photo } });
    expect(await hasPhoto(id)).toEqual({ hasPhoto: true, text: '' });
    await change(`updateBroadcast(id: ${id}, input: $input)`, { input: { text: 'Look' } });
    expect(await hasPhoto(id)).toEqual({ hasPhoto: true, text: 'Look' });
    const refused = async (input: object) =>
      (await change(`updateBroadcast(id: ${id}, input: $input)`, { input })).message;
    expect(await refused({ text: 'x'.repeat(1_025) })).toContain('1024');
    expect(await refused({ text: 'x', photo: Buffer.from('GIF89a').toString('base64') })).toContain('JPEG or PNG');
    expect(await refused({ text: 'x', photo: 'A'.repeat(220_000) })).toContain('150 KiB');
    expect(await refused({ text: '', photo: null })).toContain('Give a text');
    await change(`updateBroadcast(id: ${id}, input: $input)`, { input: { text: 'x'.repeat(1_025), photo: null } });
    expect(await hasPhoto(id)).toMatchObject({ hasPhoto: false });
  });

  it('are refused with a word on what is wrong', async () => {
    const broken = { text: 'Hi', buttons: [[{ text: 'Go', url: 'nowhere' }]] };
    expect(await change('createBroadcast(input: $input)', { input: broken })).toMatchObject({
      ...{ __typename: 'InvalidInput', field: 'buttons.0.0.url', message: expect.stringContaining('https://') },
    });
    expect(await change('startBroadcast(id: 7)')).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('user data through the API', () => {
  let shop: ApiShop;
  beforeEach(async () => {
    shop = await openApiShop();
  });
  afterEach(() => shop.close());

  it('is posted as an operator says, with at most one channel active', async () => {
    for (const n of [1, 2])
      await shop.app.db.channels.save({
        ...{ telegramId: -1_001_000_000_000n - BigInt(n), title: `Channel ${n}`, username: null, inviteLink: null },
        ...{ isGroup: false, at: shop.clock.now() },
      });
    const save = (id: number, input: string) =>
      shop.ask(`mutation { saveUserDataChannel(channelId: ${id}, input: ${input}) { __typename
        ... on UserDataChannel { title isActive fields language summaryDueAt } ... on InvalidInput { field message } } }`);
    const first = await save(1, '{ fields: [number, id], postsSummaries: true }');
    expect(first.data.saveUserDataChannel).toMatchObject({
      ...{ title: 'Channel 1', isActive: true, fields: ['id', 'number'], language: 'en' },
      summaryDueAt: '2026-01-16T00:00:00.000Z',
    });
    expect((await save(2, '{ language: ar }')).data.saveUserDataChannel).toMatchObject({
      ...{ isActive: true, fields: ['id', 'name', 'username', 'joined'], language: 'ar', summaryDueAt: null },
    });
    expect((await save(1, '{ fields: [] }')).data.saveUserDataChannel).toMatchObject({ field: 'fields' });
    expect((await save(9, '{}')).data.saveUserDataChannel.__typename).toBe('NotFound');
    const { data } = await shop.ask('{ userDataChannels { title isActive } }');
    expect(data.userDataChannels).toEqual([
      { title: 'Channel 2', isActive: true },
      { title: 'Channel 1', isActive: false },
    ]);
    await shop.app.db.channels.save({
      ...{ telegramId: -1_001_000_000_000n - 3n, title: 'Open', username: 'open_to_all', inviteLink: null },
      ...{ isGroup: false, at: shop.clock.now() },
    });
    const refused = (await save(3, '{}')).data.saveUserDataChannel;
    expect(refused).toMatchObject({
      field: 'confirmsPublic',
      message: expect.stringContaining('@open_to_all is public'),
    });
    expect((await save(3, '{ isActive: false }')).data.saveUserDataChannel).toMatchObject({ isActive: false });
  });

  it('goes beside news of the catalogue, whose words an operator may write', async () => {
    await shop.app.db.channels.save({
      ...{ telegramId: -1_001_000_000_001n, title: 'News', username: null, inviteLink: null },
      ...{ isGroup: false, at: shop.clock.now() },
    });
    const { data } = await shop.ask(`mutation {
      channel: saveAnnouncementChannel(channelId: 1, input: { kinds: [RESTOCK] }) {
        ... on AnnouncementChannel { title isActive kinds language } }
      bad: saveAnnouncementTemplate(kind: RESTOCK, language: ar, text: "No place") { ... on InvalidInput { field } }
      good: saveAnnouncementTemplate(kind: RESTOCK, language: ar, text: "Here: {list}") {
        ... on AnnouncementTemplateSaved { templates { kind language text } } } }`);
    expect(data).toMatchObject({
      channel: { title: 'News', isActive: true, kinds: ['RESTOCK'], language: 'en' },
      bad: { field: 'text' },
      good: { templates: [{ kind: 'RESTOCK', language: 'ar', text: 'Here: {list}' }] },
    });
  });

  it('is erased on demand, and never with money left unsaid', async () => {
    const userId = await shop.user({ firstName: 'Gone', username: 'gone_girl' });
    await shop.ask(
      `mutation { addBalance(input: { idempotencyKey: "a", userId: "${userId}", amount: "2.5" }) { __typename } }`,
    );
    const erase = async (forfeit: boolean) =>
      (
        await shop.ask(`mutation { eraseUser(userId: "${userId}", forfeit: ${forfeit}) { __typename
          ... on UserHasMoney { available } ... on UserErased { forfeited reservations posts } } }`)
      ).data.eraseUser;
    expect(await erase(false)).toEqual({ __typename: 'UserHasMoney', available: '2.5000' });
    expect(await erase(true)).toEqual({ __typename: 'UserErased', forfeited: '2.5000', reservations: 0, posts: 0 });
    expect(await erase(true)).toEqual({ __typename: 'UserErasedAlready' });
    const { data } = await shop.ask(
      `{ user(id: "${userId}") { firstName username telegramId wallet { available } transactions { edges { node { type reason } } } } }`,
    );
    expect(data.user).toEqual({
      ...{ firstName: '', username: null, telegramId: null, wallet: { available: '0.0000' } },
      transactions: {
        edges: [{ node: { type: 'DEDUCT', reason: 'Forfeited at erasure' } }, { node: { type: 'ADD', reason: '' } }],
      },
    });
    const { data: check } = await shop.ask('{ ledgerCheck { isOk } }');
    expect(check.ledgerCheck.isOk).toBe(true);
  });
});
