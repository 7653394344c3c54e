import type { ChatBuyer } from '../../support/chat-buyer';
import { type LiveChannel, liveChannel } from '../../support/live-channels';
import { openPanelShop, type PanelShop } from '../../support/panel-shop';

describe('the channels in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;
  let news: LiveChannel;
  let club: LiveChannel;

  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
    news = liveChannel(panel.world, { title: 'News' });
    club = liveChannel(panel.world, { title: 'Club', isPrivate: true });
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  /** Opens the list of channels as a new message and gives its id. */
  const opens = async () => {
    const { id } = await admin.asks('/admin');
    await admin.pressesOn(id, /📬 Messages/);
    await admin.pressesOn(id, /📣 Channels/);
    await admin.showsOn(id, /must be joined/);
    return id;
  };

  it('says what the bot lacks in a channel, and takes it up once it has it', async () => {
    const { telegram } = panel.world;
    const foreign = telegram.createUser({ phone: '15550400001', firstName: 'Somebody' });
    telegram.createChannel({ title: 'Foreign', username: 'foreign_one', creatorId: foreign.id, kind: 'channel' });
    const id = await opens();
    await admin.pressesOn(id, /➕ Add/);
    await admin.showsOn(id, /Make the bot an admin there first/);
    expect((await admin.asks('https://t.me/+AbCdEf0123456789')).text).toContain('Bots cannot open invite links');
    const second = await admin.asks('@foreign_one');
    await admin.pressesOn(second.id, /⏭ Skip/);
    await admin.showsOn(second.id, /I still lack:[\s\S]*to be an admin/);
  });

  it('takes up a public channel by its name, and lets nobody buy before joining it', async () => {
    const id = await opens();
    await admin.pressesOn(id, /➕ Add/);
    await admin.showsOn(id, /Make the bot an admin/);
    const asked = await admin.asks(news.url);
    await admin.pressesOn(asked.id, /⏭ Skip/);
    await admin.showsOn(asked.id, /News[\s\S]*Nobody has to join it/);
    await admin.pressesOn(asked.id, /🔒 Must be joined/);
    await admin.showsOn(asked.id, /Nobody buys before joining it/);
    const buyer = await panel.world.buyer();
    await buyer.sees(async () => {
      const { text } = await buyer.asks('/services');
      return text.includes('Please join this channel') ? true : undefined;
    }, 'the gate');
    await admin.pressesOn(asked.id, /⚪ Ask no more/);
    await admin.showsOn(asked.id, /turned off/);
    await buyer.sees(async () => {
      const { text } = await buyer.asks('/services');
      return text.includes('Which service') ? true : undefined;
    }, 'the open shop');
  });

  it('takes up a private channel where the bot was made an admin, with a link of its own, and pays for joining', async () => {
    const id = await opens();
    await admin.pressesOn(id, /➕ Add/);
    await admin.pressesOn(id, /^Club$/);
    await admin.showsOn(id, /Invite link/);
    await admin.pressesOn(id, /⏭ Skip/);
    await admin.showsOn(id, /Club[\s\S]*not paid for/);
    await admin.pressesOn(id, /🎁 Pay for joining/);
    await admin.showsOn(id, /Amount for joining/);
    let { id: at } = await admin.asks('0.25');
    ({ id: at } = await admin.asks('5'));
    for (const field of [/Budget in all/, /Claims a day/, /Minutes that/, /Days to stay/]) {
      await admin.showsOn(at, field);
      await admin.pressesOn(at, /⏭ Skip/);
    }
    await admin.showsOn(at, /\$0\.25 for joining[\s\S]*Budget a day: \$5\.00/);
    const buyer = await panel.world.buyer();
    const free = await buyer.asks('/free');
    const link = free.buttons.flat().find(({ kind }) => kind === 'url')!;
    expect(link.value).toMatch(/^https:\/\/t\.me\/\+/);
    await buyer.joins(link.value);
    await buyer.reads(/\$0\.25 of free credit was added[\s\S]*Club/);
    await buyer.pressesOn(free.id, /✅ Verify Club/);
    await buyer.showsOn(free.id, /Nothing new for your balance[\s\S]*received before/);
  });

  it('takes up a channel by a post that is forwarded from it', async () => {
    const deals = liveChannel(panel.world, { title: 'Deals' });
    const id = await opens();
    await admin.pressesOn(id, /➕ Add/);
    await admin.showsOn(id, /Make the bot an admin/);
    const asked = await admin.forwards(deals.url, await deals.posts('Cheap numbers today'));
    await admin.pressesOn(asked.id, /⏭ Skip/);
    await admin.showsOn(asked.id, /Deals[\s\S]*Nobody has to join it/);
    expect(club.title).toBe('Club');
  });
});
