import type { RunningShop } from '../../../src/main';
import { createBroadcast } from '../../../src/usecases/broadcasts/save-broadcast';
import { steerBroadcast } from '../../../src/usecases/broadcasts/steer-broadcast';
import { saveUserDataChannel } from '../../../src/usecases/channels/save-user-data-channel';
import { setBan } from '../../../src/usecases/users/ban-user';
import { eraseUser } from '../../../src/usecases/users/erase-user';
import { nameUser } from '../../../src/usecases/users/name-user';
import { addBalance } from '../../../src/usecases/wallet/add-balance';
import { deductBalance } from '../../../src/usecases/wallet/deduct-balance';
import { refundReservation } from '../../../src/usecases/wallet/refund-reservation';
import { buysTelegram, buysWhatsApp } from '../../support/buyer-walks';
import type { ChatBuyer } from '../../support/chat-buyer';
import { databaseDump, tracesOf } from '../../support/database-dump';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { knownChannel, type PostingChannel, postingChannel } from '../../support/posting-channel';
import { until } from '../../telegram/support/until';

const author = { actor: { type: 'ADMIN', id: 'test' } } as const;
const FIELDS = ['id', 'name', 'username', 'joined', 'balance', 'service', 'country', 'number'] as const;

describe('a person who is erased', () => {
  let world: LiveWorld;
  let shop: RunningShop;
  let channel: PostingChannel;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    channel = postingChannel(world);
    shop = await startLiveShop(world);
    const channelId = await knownChannel(shop.app, channel);
    await saveUserDataChannel(shop.app, channelId, { fields: [...FIELDS] }, author);
  });
  afterEach(() => world.booksBalance(shop));
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  const idOf = async (buyer: ChatBuyer) => {
    const who = await nameUser(shop.app, `tg:${buyer.telegramId}`);
    if (who.kind !== 'found') throw new Error(`the buyer is ${who.kind}`);
    return who.userId;
  };
  const about = (buyer: ChatBuyer) => channel.texts().filter((text) => text.includes(String(buyer.telegramId)));
  const timePasses = () =>
    world.query(
      `UPDATE reservations SET expires_at = now() - interval '1 hour', ended_at = ended_at - interval '1 hour'
       WHERE ended_at IS NOT NULL`,
    );

  it('leaves no trace but an id that names nobody, neither in the database nor in the channel', async () => {
    const buyer = await world.stranger({ firstName: 'Zoraide', lastName: 'Quendelberg', username: 'zoraide_q' });
    await buyer.asks('/start zebra-campaign');
    const userId = await idOf(buyer);
    await addBalance(shop.app, { key: 'gift', userId, amount: 100_000n, reason: 'Invoice 42', ...author });
    await buyer.reads(/\$10\.00 was added to your balance/);
    await buyer.asks('zebrafish');
    await buyer.asks('/services');
    await buyer.presses(/WhatsApp/);

    const pooled = await buysWhatsApp(buyer);
    world.inbox.receive(pooled.phone, 'Zoraide, your WhatsApp code is 414-141');
    await buyer.reads(/^🔑 414-141/);
    const bought = await buysTelegram(buyer);
    world.classic.receive(bought.phone, 'Zoraide, your Telegram code is 52525');
    await buyer.reads(/^🔑 52525/);
    await world.query(
      `INSERT INTO telegram_memberships (channel_id, telegram_id, status, checked_at) VALUES (-1001, $1, 'MEMBER', now())`,
      [String(buyer.telegramId)],
    );
    await world.query(
      `INSERT INTO message_parts (provider_id, dedupe_key, group_key, part, total, phone, text, stored_at)
       VALUES (1, 'part', 'group', 1, 2, $1, 'Zoraide, your', now())`,
      [pooled.phone],
    );
    await world.query(`INSERT INTO telegram_flood_waits VALUES ('messages.sendMessage ' || $1, now())`, [
      String(buyer.telegramId),
    ]);
    // What operators and programs wrote down about him.
    const reason = 'Zoraide Quendelberg said sorry';
    for (const isBanned of [true, false]) await setBan(shop.app, { userId, isBanned, reason, ...author });
    await deductBalance(shop.app, { key: 'fee', userId, amount: 10_000n, reason: 'For zoraide_q', ...author });
    await addBalance(shop.app, { key: 'fee back', userId, amount: 10_000n, reason: 'Ask Quendelberg', ...author });
    const [sale] = await world.query<{ id: string }>('SELECT id FROM reservations WHERE phone = $1', [pooled.phone]);
    const refund = { key: 'sorry', reservationId: BigInt(sale!.id), reason, ...author };
    expect(await refundReservation(shop.app, refund)).toMatchObject({ kind: 'refunded' });
    await deductBalance(shop.app, { key: 'even', userId, amount: 16_000n - 8_000n, reason, ...author });
    await world.query(
      `INSERT INTO events (type, data, at) VALUES ('user.joined', jsonb_build_object('userId', $1::text, 'telegramId', $2::text), now())`,
      [String(userId), String(buyer.telegramId)],
    );
    const draft = await createBroadcast(shop.app, { text: 'News for all' }, author);
    if (draft.kind === 'saved') await steerBroadcast(shop.app, { id: draft.id, act: 'start', ...author });
    await buyer.reads(/News for all/);
    await until('three posts stand in the channel', () => about(buyer).length === 3, 20_000);

    const values = [
      ...['Zoraide', 'Quendelberg', 'zoraide_q', String(buyer.telegramId), 'zebra-campaign', 'zebrafish'],
      ...[pooled.phone, bought.phone, '414-141', '52525', '414141'],
    ];
    const before = tracesOf(await databaseDump(world), values);
    for (const value of values.slice(0, -1)) expect(before.filter((one) => one.endsWith(`: ${value}`))).not.toEqual([]);

    const asked = { userId, ...author };
    expect(await eraseUser(shop.app, asked)).toMatchObject({ kind: 'still_receiving', count: 2 });
    await timePasses();
    expect(await eraseUser(shop.app, asked)).toMatchObject({ kind: 'has_money', available: 84_000n });
    expect(tracesOf(await databaseDump(world), values)).toEqual(before);

    expect(await eraseUser(shop.app, { ...asked, forfeit: true })).toEqual({
      ...{ kind: 'erased', userId, reservations: 2, messages: 2, posts: 3, lostPosts: 0, forfeited: 84_000n },
    });
    // Numbers of our own stock serve others: they stay, and nothing leads from them to a person.
    expect(tracesOf(await databaseDump(world), values)).toEqual([`numbers: ${pooled.phone}`]);
    await until('the posts are gone', () => about(buyer).length === 0);
    expect(channel.texts()).toEqual([expect.stringContaining('User data will be posted here')]);
    expect(await eraseUser(shop.app, asked)).toEqual({ kind: 'already_erased' });

    const said = buyer.fromBot().length;
    const welcome = await buyer.asks('/start');
    expect(welcome.text).toContain('Welcome, Zoraide');
    expect(welcome.text).toContain('Balance: $0.00');
    expect(buyer.fromBot()).toHaveLength(said + 1);
    expect(await idOf(buyer)).not.toBe(userId);
    expect((await buyer.asks('/history')).text).not.toContain('WhatsApp');
  });

  it('whose post was under way or lost its id is not forgotten in the channel either', async () => {
    const botId = channel.botId;
    const [lost, racing] = [await world.stranger(), await world.stranger()];
    // The answer to the post itself gets lost: sent again, Telegram only says that it has it.
    world.telegram.faults.loseAnswer('messages.sendMessage', 1, botId);
    const person = { firstName: 'Lost', lastName: null, username: null, language: 'en' } as const;
    await shop.app.db.users.meet({ telegramId: lost.telegramId, ...person, now: new Date() });
    const row = () =>
      world.query<{ id: number | null }>(`SELECT message_id AS id FROM channel_posts WHERE user_id = $1`, [userId]);
    const userId = await idOf(lost);
    await until('the post is there and its place known', async () => (await row())[0]?.id != null, 30_000);
    expect(about(lost)).toHaveLength(1);
    expect(await eraseUser(shop.app, { userId, ...author })).toMatchObject({ kind: 'erased', posts: 1, lostPosts: 0 });
    await until('the post is gone', () => about(lost).length === 0);

    await racing.asks('/balance');
    const racer = await idOf(racing);
    await until('the post is on its way', async () => {
      const rows = await world.query(`SELECT 1 FROM outbox WHERE user_id = $1 AND chat_id IS NOT NULL`, [racer]);
      return rows.length === 1;
    });
    await eraseUser(shop.app, { userId: racer, ...author });
    await until('nothing about him waits', async () => {
      const rows = await world.query(`SELECT 1 FROM outbox WHERE state = 'WAITING'`);
      return rows.length === 0;
    });
    expect(about(racing)).toEqual([]);
  });
});
