import { addChannel, type ChannelPurpose } from '../../src/usecases/channels/add-channel';
import { openShop, type Shop } from '../support/shop';

const author = { actor: { type: 'ADMIN', id: '7' } } as const;

describe('an operator adds a channel', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop?.close());

  const adds = (reference: string, o: { inviteLink?: string; purpose?: ChannelPurpose } = {}) =>
    addChannel(shop.app, { reference, purpose: 'MEMBERSHIP', ...o, ...author });
  const rows = async () => shop.db.channels.list();

  it('by its name: what Telegram says of it is kept, with a line in the audit log', async () => {
    const channel = shop.telegram.channel({ title: 'News', username: 'news_of_us' });
    const outcome = await adds('https://t.me/news_of_us');
    expect(outcome).toMatchObject({ kind: 'added', isNew: true, channel: { telegramId: channel.id, title: 'News' } });
    const entry = await shop.one<{ action: string; entity: string }>(
      `SELECT action, entity FROM audit_log WHERE facts ->> 'title' = 'News'`,
    );
    expect(entry).toEqual({ action: 'channel.added', entity: 'channel' });
  });

  it('again after it was renamed: it is the same row with the new name', async () => {
    const { length } = await rows();
    const channel = shop.telegram.channels.get('@news_of_us')!;
    shop.telegram.channel({ ...channel, title: 'News of ours' });
    expect(await adds('@news_of_us')).toMatchObject({
      kind: 'added',
      isNew: false,
      channel: { title: 'News of ours' },
    });
    expect(await rows()).toHaveLength(length);
  });

  it('by an invite link, which a bot cannot open: he is asked for a post or an admin right, and nothing is stored', async () => {
    const { length } = await rows();
    expect(await adds('t.me/joinchat/AbCdEf0123456789')).toEqual({
      kind: 'needs_post',
      inviteLink: 'https://t.me/+AbCdEf0123456789',
    });
    expect(await rows()).toHaveLength(length);
  });

  it('by a post of a private channel: the link he gave before is kept with it', async () => {
    const { id } = shop.telegram.channel({ username: null });
    const inviteLink = 'https://t.me/+AbCdEf0123456789';
    expect(await adds(String(id), { inviteLink })).toMatchObject({ kind: 'added', channel: { inviteLink } });
    expect(await adds(String(id))).toMatchObject({ kind: 'added', isNew: false, channel: { inviteLink } });
  });

  it('private and without a link: the bot makes one when it may, and says so when it may not', async () => {
    const { id, title } = shop.telegram.channel({ username: null });
    expect(await adds(String(id))).toEqual({ kind: 'bot_lacks', title, rights: ['INVITE_USERS'] });
    shop.telegram.link = { kind: 'created', link: 'https://t.me/+MadeByTheBot0001' };
    expect(await adds(String(id))).toMatchObject({ channel: { inviteLink: 'https://t.me/+MadeByTheBot0001' } });
  });

  it.each([
    ['the bot is not in it', { isIn: false, isAdmin: false, canPost: false }, 'MEMBERSHIP', ['BE_IN', 'BE_ADMIN']],
    ['the bot is no admin', { isAdmin: false }, 'MEMBERSHIP', ['BE_ADMIN']],
    ['the bot may not post', { canPost: false }, 'POSTS', ['POST_MESSAGES']],
  ] as const)('where %s: it is said what is missing, and nothing is stored', async (_, bot, purpose, rights) => {
    const { length } = await rows();
    const { title, username } = shop.telegram.channel({ bot });
    expect(await adds(`@${username}`, { purpose })).toEqual({ kind: 'bot_lacks', title, rights });
    expect(await rows()).toHaveLength(length);
  });

  it('that is not there, or by words that name none: each has an answer of its own', async () => {
    expect(await adds('@nobody_has_this')).toMatchObject({ kind: 'not_found' });
    expect(await adds('what is this?')).toEqual({ kind: 'unreadable' });
    expect(await adds('@news_of_us', { inviteLink: 'https://example.com' })).toEqual({ kind: 'bad_invite_link' });
  });
});
