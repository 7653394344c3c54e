import { saveUserDataChannel } from '../../../src/usecases/channels/save-user-data-channel';
import { operator } from '../../support/broadcasting';
import { buysWhatsApp } from '../../support/buyer-walks';
import { codeMessages } from '../../support/crash-buyer';
import { type LiveWorld, openLiveWorld } from '../../support/live-shop';
import { type PostingChannel, postingChannel } from '../../support/posting-channel';
import { type ShopProcess, shopProcess } from '../../support/shop-process';
import { until } from '../../telegram/support/until';

const PEOPLE = 5;
const KILLS = 2;
const author = { actor: { type: 'ADMIN', id: 'test' } } as const;

describe('a shop that is killed while it posts user data', () => {
  let world: LiveWorld;
  let channel: PostingChannel;
  let shop: ShopProcess;
  let admin: Awaited<ReturnType<typeof operator>>;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    channel = postingChannel(world);
    admin = await operator(world);
    const { channel: row } = await admin.app.db.channels.save({
      ...{ telegramId: channel.chatId, title: 'User data', username: null, inviteLink: null, isGroup: false },
      at: new Date(),
    });
    await saveUserDataChannel(admin.app, row.id, {}, author);
    shop = await shopProcess(world);
    await shop.start();
  });
  afterAll(async () => {
    await shop?.close();
    await admin?.leaves();
    await world?.close();
  });

  it('posts each new user and each purchase exactly once, and knows where each post stands', async () => {
    const buyers = await Promise.all(Array.from({ length: PEOPLE }, () => world.buyer()));
    for (const [n, buyer] of buyers.entries()) {
      const { phone } = await buysWhatsApp(buyer);
      const code = `616-10${n}`;
      world.inbox.receive(phone, `Your WhatsApp code is ${code}`);
      await buyer.sees(() => codeMessages(buyer, code)[0], `the code ${code}`);
    }
    const all = 2 * PEOPLE;
    const posts = () => channel.texts().filter((text) => /^(👤 New user|🛒 Purchase)/u.test(text));
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await until(`some posts are out`, () => posts().length >= (all * kill) / (KILLS + 1), 60_000);
      // The next post is sent, and its answer never reaches the shop that is killed then.
      world.telegram.faults.loseAnswer('messages.sendMessage', 1, channel.botId);
      const before = posts().length;
      await until('another one is out', () => posts().length > before, 30_000);
      await shop.kill();
      await shop.start();
    }
    await until(
      'nothing waits',
      async () => (await world.query(`SELECT 1 FROM outbox WHERE state = 'WAITING'`)).length === 0,
      90_000,
    );
    for (const { telegramId } of buyers) {
      const about = posts().filter((text) => text.includes(String(telegramId)));
      expect(about.map((text) => text.split('\n')[0]).sort()).toEqual(['👤 New user', '🛒 Purchase']);
    }
    const rows = await world.query<{ places: number; known: number }>(
      `SELECT count(DISTINCT message_id)::int AS places, count(*)::int AS known FROM channel_posts WHERE user_id IS NOT NULL`,
    );
    expect(rows).toEqual([{ places: all, known: all }]);
  }, 240_000);
});
