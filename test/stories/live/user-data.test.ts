import type { RunningShop } from '../../../src/main';
import { saveUserDataChannel } from '../../../src/usecases/channels/save-user-data-channel';
import { buysWhatsApp } from '../../support/buyer-walks';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { knownChannel, type PostingChannel, postingChannel } from '../../support/posting-channel';
import { until } from '../../telegram/support/until';

const author = { actor: { type: 'ADMIN', id: 'test' } } as const;

describe('the user data channel', () => {
  let world: LiveWorld;
  let shop: RunningShop;
  let channel: PostingChannel;
  let channelId: number;

  beforeAll(async () => {
    // At the shop's own pace: one alert is waited for before a second could come.
    world = await openLiveWorld({ pollIntervalMs: 200, pace: {} });
    channel = postingChannel(world);
    shop = await startLiveShop(world);
    channelId = await knownChannel(shop.app, channel);
  });
  afterEach(() => world.booksBalance(shop));
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  const posted = (text: RegExp) =>
    until(`${text} is posted`, () => channel.texts().some((one) => text.test(one)), 20_000);

  it('is told nothing before an operator turns it on, and says first what will stand there', async () => {
    const stranger = await world.stranger();
    await stranger.asks('/start');
    expect((await stranger.asks('/privacy')).text).not.toContain('channel');
    const fields = ['number', 'id', 'name', 'username', 'service', 'country', 'balance'] as const;
    const saved = await saveUserDataChannel(shop.app, channelId, { fields: [...fields] }, author);
    expect(saved).toEqual({ kind: 'saved', id: channelId });
    await posted(/User data will be posted here/);
    expect(channel.texts()).toEqual([
      expect.stringContaining('Telegram id, Name, @name, Balance, Service, Country, Number, masked.'),
    ]);
    expect((await stranger.asks('/privacy')).text).toContain(
      'posted in a channel of the operator’s: Telegram id, Name',
    );
  });

  it('gets one post when somebody comes, and none when he comes again', async () => {
    const stranger = await world.stranger();
    await stranger.asks('/start');
    await stranger.asks('/start');
    await posted(new RegExp(`New user\nTelegram id: ${stranger.telegramId}\n`));
    expect(channel.texts().filter((text) => text.includes(String(stranger.telegramId)))).toEqual([
      `👤 New user\nTelegram id: ${stranger.telegramId}\nName: \u2068Stranger 2\u2069\nUsername: none\nBalance: $0.00`,
    ]);
  });

  it('gets one post at a purchase, with the number masked and never the code', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    world.inbox.receive(phone, 'WhatsApp code 808-909');
    await buyer.reads(/^🔑 808-909/);
    world.inbox.receive(phone, 'WhatsApp code 707-606');
    await buyer.reads(/707-606/);
    await posted(new RegExp(`Purchase\nTelegram id: ${buyer.telegramId}\n`));
    const about = channel.texts().filter((text) => text.includes(`Purchase\nTelegram id: ${buyer.telegramId}`));
    expect(about).toHaveLength(1);
    expect(about[0]).toContain('Balance: $9.20\nService: 💬 WhatsApp\nCountry: 🇱🇻 Latvia\nNumber: +3712•••••');
    expect(channel.texts().join('\n')).not.toMatch(new RegExp(`${phone}|808-909|707-606`));
  });

  it.each([
    ['markup and links', '<b>Ann</b> **x** [y](http://evil.example) @everyone', /<b>Ann<\/b> \*\*x\*\* \[y\]\(http/],
    ['right-to-left marks', '\u202Egnp.exe\u202C\u2067Ann\u2069', /Name: \u2068gnp\.exeAnn\u2069\n/],
    ['4 000 characters', 'x'.repeat(4_000), /Name: \u2068x{128}…\u2069\n/],
    ['lines of its own', 'Ann\nBalance: $1,000,000.00', /Name: \u2068Ann Balance: \$1,000,000\.00\u2069\n/],
  ])('shows a name with %s as plain text', async (_what, firstName, shown) => {
    const { id } = world.telegram.createUser({ phone: `1777${firstName.length}${firstName.charCodeAt(0)}`, firstName });
    await shop.app.db.users.meet({
      ...{ telegramId: id, firstName, lastName: null, username: null, language: 'en', now: new Date() },
    });
    await posted(shown);
    const post = channel.posts().find(({ text }) => shown.test(text))!;
    const name = post.text.indexOf('\u2068');
    expect(post.entities.map(({ kind }) => kind)).toEqual([
      ...['messageEntityBold', 'messageEntityCode', 'messageEntityCode'],
    ]);
    // In a stretch of code Telegram makes no links, so a name cannot advertise anything.
    expect(post.entities[2]).toMatchObject({ offset: name, length: post.text.indexOf('\u2069') - name + 1 });
  });

  it('that cannot be written to holds up nobody, tells the operator once, and catches up when it is repaired', async () => {
    world.telegram.setAdmin(channel.id, channel.botId, []);
    const [buyer, stranger] = [await world.buyer(), await world.stranger()];
    await stranger.asks('/start');
    const { phone } = await buysWhatsApp(buyer);
    world.inbox.receive(phone, 'WhatsApp code 121-212');
    await buyer.reads(/^🔑 121-212/);
    const alerts = () => world.query<{ facts: object; count: number }>('SELECT facts, count FROM operator_alerts');
    await until('the operator is told', async () => (await alerts()).length === 1);
    expect((await alerts())[0]!.facts).toMatchObject({ title: 'User data' });
    world.telegram.setAdmin(channel.id, channel.botId);
    await world.query(`UPDATE outbox SET due_at = now() WHERE chat_id IS NOT NULL AND state = 'WAITING'`);
    // The sender remembers the closed door for minutes; another process does not.
    await shop.shutdown.run('a restart');
    shop = await startLiveShop(world);
    await posted(new RegExp(`New user\nTelegram id: ${stranger.telegramId}\n`));
    await posted(new RegExp(`Purchase\nTelegram id: ${buyer.telegramId}\n`));
  });
});
