import type { ChatBuyer } from '../../support/chat-buyer';
import { crowd } from '../../support/crowd';
import { liveChannel, takesUp } from '../../support/live-channels';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';
import { knownChannel, type PostingChannel, postingChannel } from '../../support/posting-channel';
import { until } from '../../telegram/support/until';

describe('an admin in the panel', () => {
  let panel: PanelShop;
  let channel: PostingChannel;
  let admin: ChatBuyer;
  beforeAll(async () => {
    panel = await openPanelShop();
    channel = postingChannel(panel.world);
    await knownChannel(panel.shop.app, channel);
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  it('writes a broadcast as it shall look, narrows it, sees it, sends it and watches it', async () => {
    const people = await crowd(panel.world, 30);
    const page = await opensPanel(admin, /📣 Broadcasts/, /✍️ New broadcast/);
    await admin.showsOn(page, /Send the message/);
    const { id: card } = await admin.asks('Good news for everybody');
    await admin.showsOn(card, /draft[\s\S]*Would reach 3\d people[\s\S]*Good news/);
    await admin.pressesOn(card, /🎯 Audience/);
    await admin.showsOn(card, /Who gets it/);
    await admin.pressesOn(card, /English/);
    await admin.pressesOn(card, /Skip/);
    await admin.showsOn(card, /At least so much/);
    await admin.pressesOn(card, /Skip/);
    await admin.showsOn(card, /At most so much/);
    await admin.pressesOn(card, /Skip/);
    await admin.showsOn(card, /Language: en/);
    await admin.pressesOn(card, /Back/);
    const { text: row } = await admin.sees(() => admin.buttonOf(card, /Good news/), 'the draft in the list');
    expect(row).toMatch(/ · 👥 3\d$/);
    await admin.pressesOn(card, /Good news/);
    await admin.pressesOn(card, /👁 Preview/);
    await admin.reads(/^Good news for everybody$/);
    await admin.pressesOn(card, /▶️ Send to 3\d/);
    await admin.showsOn(card, /This goes to 3\d people now[\s\S]*cannot be taken back/);
    expect(people.counts('Good news for everybody').every((count) => count === 0)).toBe(true);
    await admin.pressesOn(card, /✅ Yes, send it to 3\d/);
    await until('all have it', () => people.counts('Good news for everybody').every((count) => count === 1), 20_000);
    // Nobody presses anything: the card moves by itself, and its end is told.
    await admin.showsOn(card, /completed/);
    await admin.reads(/Broadcast #\d+ is done\nGood news for everybody\nSent: 3\d · not reached: \d/);
    expect(admin.message(card)!.text).toContain('100%');
  });

  it('turns user data on, chooses the fields and sees exactly what leaves', async () => {
    const page = await opensPanel(admin, /📋 Channel posts/, /User data/);
    await admin.pressesOn(page, /User data: off/);
    await admin.pressesOn(page, /🧾 Fields/);
    await admin.pressesOn(page, /○ Balance/);
    await admin.pressesOn(page, /● Joined/);
    await until('Balance is chosen', () => admin.buttonOf(page, /● Balance/) !== undefined);
    await admin.pressesOn(page, /👁 Preview user data/);
    const { text: preview } = await admin.reads(/^👤 New user/);
    expect(preview).toContain(`Telegram id: ${admin.telegramId}`);
    expect(preview).toContain('Balance: $10.00');
    expect(preview).not.toContain('Joined');
    const stranger = await panel.world.stranger();
    await stranger.asks('/start');
    const about = () => channel.texts().find((text) => text.includes(String(stranger.telegramId)));
    await until('the post is there', () => about() !== undefined, 20_000);
    expect(about()).toBe(
      preview
        .replace(String(admin.telegramId), String(stranger.telegramId))
        .replace(/Name: .*/, about()!.match(/Name: .*/)![0])
        .replace('$10.00', '$0.00'),
    );
  });

  it('asks before user data goes to a public channel, shows what everybody would read, and masks who a person is', async () => {
    const open = liveChannel(panel.world, { title: 'Open square' });
    await takesUp(panel.shop, open);
    const page = await opensPanel(admin, /📋 Channel posts/, /Open square/);
    await admin.pressesOn(page, /User data: off/);
    const { text: asked } = await admin.showsOn(page, /is a public channel/);
    expect(asked).toMatch(/Telegram id: \d•••/);
    expect(asked).not.toContain(String(admin.telegramId));
    expect(admin.buttonOf(page, /User data: on/)).toBeUndefined();
    await admin.pressesOn(page, /Post it there for everybody/);
    await until('it is on', () => admin.buttonOf(page, /User data: on/) !== undefined);
    const stranger = await panel.world.stranger();
    await stranger.asks('/start');
    const posts = () => panel.world.telegram.history(admin.telegramId, open.id).map(({ text }) => text);
    await until('the post is there', () => posts().some((text) => /New user/.test(text)), 20_000);
    expect(posts().join()).not.toContain(String(stranger.telegramId));
    await admin.pressesOn(page, /User data: on/);
  });

  it('asks before news go to a public channel', async () => {
    const page = await opensPanel(admin, /📋 Channel posts/, /Open square/);
    await admin.pressesOn(page, /News: off/);
    await admin.showsOn(page, /is a public channel[\s\S]*news stand there by themselves/);
    await admin.pressesOn(page, /Post the news there/);
    await until('they are on', () => admin.buttonOf(page, /News: on/) !== undefined);
    await admin.pressesOn(page, /News: on/);
  });

  it('erases a person from his card, and is asked once', async () => {
    const gone = await panel.world.buyer({ balance: 50_000n });
    await gone.asks('/start');
    const page = await opensPanel(admin, /👥 Users/);
    await admin.showsOn(page, /Type an id/);
    const { id: found } = await admin.asks(String(gone.telegramId));
    await admin.pressesOn(found, /\$5\.00/);
    await admin.pressesOn(found, /🧽 Erase/);
    await admin.showsOn(found, /It cannot be undone/);
    await admin.pressesOn(found, /🧽 Erase for good/);
    await admin.showsOn(found, /\$5\.00 are on the balance/);
    await admin.pressesOn(found, /🧽 Erase/);
    await admin.pressesOn(found, /Erase and take the balance/);
    const rows = () => panel.world.query('SELECT 1 FROM users WHERE telegram_id = $1', [String(gone.telegramId)]);
    await until('he is gone', async () => (await rows()).length === 0);
  });
});
