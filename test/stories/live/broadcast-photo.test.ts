import type { SandboxMessage } from '../../../src/sandbox/telegram';
import { operator, sendsAt } from '../../support/broadcasting';
import type { ChatBuyer } from '../../support/chat-buyer';
import { type Crowd, crowd } from '../../support/crowd';
import { LIVE_BOT, type LiveWorld, openLiveWorld } from '../../support/live-shop';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';
import { picture } from '../../support/picture';
import { shopProcess } from '../../support/shop-process';
import { until } from '../../telegram/support/until';

const PEOPLE = 180;
const botId = BigInt(LIVE_BOT.token.split(':')[0]!);

describe('an admin who sends a picture to the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;
  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const calls = (method: string) =>
    panel.world.telegram.calls.of(method).filter(({ accountId }) => accountId === botId).length;
  const answerTo = (id: number) => admin.sees(() => admin.fromBot().find((one) => one.id > id), 'an answer');
  const bytesOf = ({ media }: SandboxMessage) => panel.world.telegram.fileBytes(media!.fileId);
  const sends = async (content: Buffer, caption: string) => answerTo(await admin.sendsPhoto(content, caption));

  it('has a broadcast with it: previewed as all get it, sent without being uploaded, and kept until it is changed', async () => {
    const people = await crowd(panel.world, 20);
    const image = picture();
    await opensPanel(admin, /📣 Broadcasts/, /✍️ New broadcast/);
    const { id: card, text } = await sends(image, 'Look at this');
    expect(text).toMatch(/draft[\s\S]*With a picture[\s\S]*Look at this/);
    await admin.pressesOn(card, /🔗 Add a button/);
    await admin.showsOn(card, /Words on the button/);
    await admin.asks('Visit');
    const { id: draft } = await admin.asks('https://shop.example/');
    await admin.pressesOn(draft, /👁 Preview/);
    const shown = await admin.reads(/^Look at this$/);
    expect(shown).toMatchObject({ media: { kind: 'photo' }, buttons: [[{ text: 'Visit' }]] });
    expect(bytesOf(shown)).toEqual(image);

    await admin.pressesOn(draft, /✏️ Rewrite/);
    await admin.showsOn(draft, /Send the new text/);
    const { id: written, text: rewritten } = await admin.asks('Look again');
    expect(rewritten).toMatch(/With a picture[\s\S]*Look again/);
    await admin.pressesOn(written, /▶️ Send to/);
    await admin.pressesOn(written, /✅ Yes, send it to/);
    await until('all have it', () => people.counts('Look again').every((count) => count === 1), 20_000);
    const one = panel.world.telegram.history(people.ids[0]!, botId).find((message) => message.text === 'Look again')!;
    expect(bytesOf(one)).toEqual(image);
    expect(calls('upload.saveFilePart')).toBe(0);
  });

  it('is told what is too long under a picture, and can take the picture away', async () => {
    await opensPanel(admin, /📣 Broadcasts/, /✍️ New broadcast/);
    const { id: card } = await sends(picture(), '');
    await admin.showsOn(card, /With a picture/);
    await admin.pressesOn(card, /✏️ Rewrite/);
    await admin.showsOn(card, /Send the new text/);
    const long = 'x'.repeat(1_025);
    const { id: refused, text } = await admin.asks(long);
    expect(text).toContain('1024');
    await admin.pressesOn(refused, /✏️ Rewrite/);
    await admin.showsOn(refused, /Send the new text/);
    const { id: short } = await admin.asks('Short');
    await admin.pressesOn(short, /🖼 Remove the picture/);
    await until('it is gone', () => !admin.message(short)!.text.includes('With a picture'));
    await admin.pressesOn(short, /👁 Preview/);
    expect((await admin.reads(/^Short$/)).media).toBeUndefined();
  });

  it('may send it as a file as well, but nothing that is no picture', async () => {
    await opensPanel(admin, /📣 Broadcasts/, /✍️ New broadcast/);
    const last = admin.messages().at(-1)!.id;
    await admin.sendsFile('news.png', Buffer.from('no picture at all'), 'image/png');
    const { text } = await answerTo(last);
    expect(text).toContain('JPEG or PNG');
    const before = admin.messages().at(-1)!.id;
    await admin.sendsFile('news.png', picture(), 'image/png');
    expect((await answerTo(before)).text).toMatch(/With a picture/);
  });
});

describe('a broadcast with a picture', () => {
  let world: LiveWorld;
  let people: Crowd;
  let admin: Awaited<ReturnType<typeof operator>>;
  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 300 });
    people = await crowd(world, PEOPLE);
    admin = await operator(world);
  });
  afterAll(async () => {
    await admin?.leaves();
    await world?.close();
  });

  it('reaches everybody exactly once, though the shop is killed and Telegram forgets the picture in the middle', async () => {
    await sendsAt(world, 60);
    const content = picture(200_000);
    const text = 'Exactly one picture';
    const id = await admin.drafts({ text, maxAvailable: 0n, photo: { content } });
    const shop = await shopProcess(world);
    const uploads = () => world.telegram.calls.of('messages.uploadMedia').length;
    try {
      await shop.start();
      await admin.steers(id, 'start');
      await until('some have it', async () => (await admin.sees(id)).doneCount >= 40, 60_000);
      expect(uploads()).toBe(1);
      await shop.kill();
      await shop.start();
      await until('more have it', async () => (await admin.sees(id)).doneCount >= 90, 60_000);
      expect(uploads()).toBe(1);
      world.telegram.expireFileReferences();
      await until('it is complete', async () => (await admin.sees(id)).status === 'COMPLETED', 120_000);
      expect(uploads()).toBe(2);
    } catch (error) {
      throw new Error(`${(error as Error).stack}\nThe shop said last:\n${shop.lastWords()}`);
    } finally {
      await shop.close();
    }
    expect(await admin.sees(id)).toMatchObject({ sentCount: PEOPLE, failedCount: 0 });
    expect(people.counts(text)).toEqual(people.ids.map(() => 1));
    const wrong = people.ids.filter((person) => {
      const { media } = world.telegram.history(person, botId).find((message) => message.text === text)!;
      return !media || !world.telegram.fileBytes(media.fileId)!.equals(content);
    });
    expect(wrong).toEqual([]);
  }, 240_000);
});
