import { randomBytes } from 'node:crypto';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { cancelReservation } from '../../src/usecases/reservations/cancel-reservation';
import { changeNumber } from '../../src/usecases/reservations/change-number';
import { reserveNumber } from '../../src/usecases/reservations/reserve-number';
import { claimRewards } from '../../src/usecases/rewards/claim-rewards';
import { eraseUser } from '../../src/usecases/users/erase-user';
import { addBalance } from '../../src/usecases/wallet/add-balance';
import type { Chat } from '../screens/support/chat';
import { openScreenWorld, type ScreenWorld } from '../screens/support/screen-world';
import { rewardChannel } from '../support/channels';
import { databaseDump, tracesOf } from '../support/database-dump';
import { usd } from '../support/shop';

describe('free credit for joining channels', () => {
  let world: ScreenWorld;

  beforeEach(async () => {
    world = await openScreenWorld();
  });
  afterEach(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  const rewards = (buyer: Chat) =>
    world.shop
      .all<{ type: string; amount: bigint }>(
        `SELECT type, amount FROM transfers t JOIN users u ON u.id = t.user_id
         WHERE u.telegram_id = $1 AND (type = 'REWARD' OR key LIKE 'clawback:%') ORDER BY t.id`,
        [buyer.person.telegramId],
      )
      .then((rows) => rows.map(({ type, amount }) => [type, amount]));
  const available = async (buyer: Chat) => (await world.money(buyer))?.available;

  it('pays nobody who has not joined, and him who has at once, with the new balance', async () => {
    const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10') });
    const buyer = await world.buyer();
    await buyer.writes('/free');
    expect(buyer.button('News')).toMatchObject({ kind: 'url' });
    await buyer.presses('Verify News');
    expect(buyer.last.text).toContain('News: not joined yet');
    expect(await available(buyer)).toBe(0n);
    await buyer.joins(news.id, { isTold: false });
    await buyer.presses('Verify News');
    expect(buyer.last.text).toContain('+$0.10 for your balance');
    expect(buyer.last.text).toContain('News: $0.10 received');
    expect(await rewards(buyer)).toEqual([['REWARD', 1_000n]]);
  });

  it('verifies all at once and says what came of each', async () => {
    const [news, deals] = [
      await rewardChannel(world.shop, { title: 'News', amount: usd('0.10') }),
      await rewardChannel(world.shop, { title: 'Deals', amount: usd('0.25') }),
      await rewardChannel(world.shop, { title: 'Group', amount: usd('0.05') }),
    ];
    const secret = await rewardChannel(world.shop, { title: 'Secret', amount: usd('1') });
    world.shop.telegram.troubles.set(secret.id, { kind: 'unknown', reason: 'bot_not_admin', detail: 'X' });
    const buyer = await world.buyer();
    await buyer.writes('/free');
    await buyer.joins(news.id, { isTold: false });
    await buyer.joins(deals.id, { isTold: false });
    await buyer.presses('Verify all');
    expect(buyer.last.text).toContain('+$0.35 for your balance');
    expect(buyer.last.text).toContain('Group: not joined yet');
    expect(buyer.last.text).toContain('Secret: Telegram cannot tell right now');
    expect(await available(buyer)).toBe(usd('0.35'));
  });

  it('pays by itself whoever joins, says so, and pays no more for a press', async () => {
    const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10') });
    const buyer = await world.buyer();
    await buyer.writes('/free');
    const free = buyer.last;
    await buyer.joins(news.id);
    expect(await available(buyer)).toBe(usd('0.10'));
    expect(buyer.last).not.toBe(free);
    expect(buyer.last.text).toMatch(/\$0\.10/);
    await buyer.presses('Verify News', free);
    expect(free.text).toContain('News: received before');
    await buyer.leaves(news.id);
    await buyer.joins(news.id);
    expect(await rewards(buyer)).toEqual([['REWARD', 1_000n]]);
    expect(buyer.messages.filter(({ text }) => text.includes('$0.10')).length).toBeLessThanOrEqual(2);
  });

  it('finds whoever joined unnoticed, by the look of every six hours', async () => {
    const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10') });
    const buyer = await world.buyer();
    await buyer.writes('/free');
    await buyer.presses('Verify News');
    await buyer.joins(news.id, { isTold: false });
    await world.shop.passes({ minutes: 7 * 60 });
    await world.shop.runs('sweep-departures');
    await world.delivers();
    expect(await available(buyer)).toBe(usd('0.10'));
    expect(buyer.last.text).toContain('$0.10');
  });

  it('pays him once who joins and leaves twenty times', async () => {
    const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10') });
    const buyer = await world.buyer();
    for (let turn = 0; turn < 20; turn += 1) {
      await buyer.joins(news.id);
      await buyer.writes('/free');
      await buyer.pressesData(`gb.${news.rowId.toString(36)}`);
      await buyer.leaves(news.id);
    }
    expect(await rewards(buyer)).toEqual([['REWARD', 1_000n]]);
  });

  it('pays fifty presses at once as one', async () => {
    const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10') });
    const buyer = await world.buyer();
    await buyer.joins(news.id, { isTold: false });
    const userId = await world.userId(buyer);
    const order = { userId, telegramId: buyer.person.telegramId };
    const summaries = await Promise.all(Array.from({ length: 50 }, () => claimRewards(world.shop.app, order)));
    expect(summaries.filter(({ gained }) => gained > 0n)).toHaveLength(1);
    expect(await rewards(buyer)).toEqual([['REWARD', 1_000n]]);
  });

  it('pays nobody again who was erased and came back, and keeps nothing that leads to him', async () => {
    const { shop } = world;
    const news = await rewardChannel(shop, { title: 'News', amount: usd('0.10') });
    const old = await rewardChannel(shop, { title: 'Old', amount: usd('0.20') });
    const buyer = await world.buyer();
    const { telegramId } = buyer.person;
    for (const { id } of [news, old]) await buyer.joins(id, { isTold: false });
    const first = await world.userId(buyer);
    await claimRewards(shop.app, { userId: first, telegramId });
    // Claimed before there were marks.
    await shop.all('UPDATE reward_claims SET person_mark = NULL WHERE channel_id = $1 RETURNING 1', [old.rowId]);
    const author = { actor: { type: 'ADMIN', id: 'test' } } as const;
    expect(await eraseUser(shop.app, { userId: first, forfeit: true, ...author })).toMatchObject({ kind: 'erased' });
    const dump = await databaseDump({ query: shop.all });
    expect(tracesOf(dump, [String(telegramId), buyer.person.firstName])).toEqual([]);

    await buyer.writes('/free');
    const second = await world.userId(buyer);
    expect(second).not.toBe(first);
    expect(buyer.last.text).toContain('News: $0.10 received');
    for (const { id } of [news, old]) await buyer.joins(id, { isTold: false });
    const orders = Array.from({ length: 50 }, (_, at) => ({
      ...{ userId: second, telegramId, channelId: at % 2 ? news.rowId : old.rowId },
    }));
    const summaries = await Promise.all(orders.map((order) => claimRewards(shop.app, order)));
    expect(new Set(summaries.flatMap(({ results }) => results.map(({ kind }) => kind)))).toEqual(new Set(['already']));
    expect(await rewards(buyer)).toEqual([]);
    expect(await available(buyer)).toBe(0n);
    shop.restarts();
    expect((await claimRewards(shop.app, orders[0]!)).gained).toBe(0n);
  });

  it('pays two channels joined within one second, each once', async () => {
    const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10') });
    const deals = await rewardChannel(world.shop, { title: 'Deals', amount: usd('0.20') });
    const buyer = await world.buyer();
    await buyer.joins(news.id, { isTold: false });
    await buyer.joins(deals.id, { isTold: false });
    const order = { userId: await world.userId(buyer), telegramId: buyer.person.telegramId };
    await Promise.all(
      [news, deals, news, deals].map(({ rowId }) => claimRewards(world.shop.app, { ...order, channelId: rowId })),
    );
    expect(await available(buyer)).toBe(usd('0.30'));
    expect(await rewards(buyer)).toHaveLength(2);
  });

  it('never gives more than a day’s budget to five thousand new accounts, and goes on the next day', async () => {
    const { shop } = world;
    const news = await rewardChannel(shop, { title: 'News', amount: usd('0.10'), budgetPerDay: usd('12.34') });
    const people = await shop.all<{ id: bigint; telegramId: bigint }>(
      `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at)
       SELECT 50000 + n, 'Farmer', $1, $1 FROM generate_series(1, 5000) n RETURNING id, telegram_id AS "telegramId"`,
      [shop.clock.now()],
    );
    for (const { telegramId } of people) shop.telegram.joins(news.id, telegramId);
    const claims = people.map(({ id, telegramId }) => ({ userId: id, telegramId, channelId: news.rowId }));
    const tally: Record<string, number> = {};
    const work = async () => {
      for (let claim = claims.pop(); claim; claim = claims.pop()) {
        const { results } = await claimRewards(shop.app, claim);
        const { kind } = results[0]!;
        tally[kind] = (tally[kind] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: 10 }, work));
    expect(tally).toEqual({ claimed: 123, day_spent: 4_877 });
    const { spent } = await shop.one<{ spent: bigint }>('SELECT spent FROM reward_channels');
    expect(spent).toBe(usd('12.30'));

    await shop.passes({ days: 1 });
    const [late] = await shop.all<{ userId: bigint; telegramId: bigint }>(
      `SELECT id AS "userId", telegram_id AS "telegramId" FROM users u
       WHERE NOT EXISTS (SELECT 1 FROM reward_claims k WHERE k.user_id = u.id) LIMIT 1`,
    );
    expect(await claimRewards(shop.app, { ...late!, channelId: news.rowId })).toMatchObject({ gained: usd('0.10') });
  }, 120_000);

  it('begins no day anew for a clock that is behind', async () => {
    const { shop } = world;
    const news = await rewardChannel(shop, { title: 'News', amount: usd('0.10'), budgetPerDay: usd('0.20') });
    const before = new Date('2026-03-01T23:59:59Z');
    const after = new Date('2026-03-02T00:00:01Z');
    const kinds: string[] = [];
    for (const now of [after, before, after, before]) {
      const { id } = await shop.buyer({ balance: 0n });
      const claim = { userId: id, channelId: news.rowId, maxADay: 0, mark: randomBytes(32), now };
      kinds.push((await shop.db.rewards.claim(claim)).kind);
    }
    expect(kinds).toEqual(['claimed', 'claimed', 'day_spent', 'day_spent']);
  });

  it('refuses in the database what would go over a budget, whoever asks', async () => {
    const { shop } = world;
    await rewardChannel(shop, { title: 'News', amount: usd('0.10'), budgetTotal: usd('0.15') });
    await expect(shop.all('UPDATE reward_channels SET spent = 1501 RETURNING 1')).rejects.toMatchObject({
      constraint: 'reward_channels_within_total',
    });
  });

  it('waits until the shop has known the person long enough, and says from when', async () => {
    const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10'), minAccountMinutes: 30 });
    const buyer = await world.buyer();
    await buyer.joins(news.id, { isTold: false });
    await buyer.writes('/free');
    expect(buyer.last.text).toContain('for you from');
    await buyer.pressesData(`gb.${news.rowId.toString(36)}`);
    expect(await available(buyer)).toBe(0n);
    await world.shop.passes({ minutes: 30 });
    await buyer.writes('/free');
    await buyer.presses('Verify News');
    expect(await available(buyer)).toBe(usd('0.10'));
  });

  it('gives one person no more rewards a day than the operator allows', async () => {
    await world.shop.set('maxRewardsAUserADay', 1);
    const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10') });
    const deals = await rewardChannel(world.shop, { title: 'Deals', amount: usd('0.20') });
    const buyer = await world.buyer();
    await buyer.joins(news.id, { isTold: false });
    await buyer.joins(deals.id, { isTold: false });
    await buyer.writes('/free');
    await buyer.presses('Verify all');
    expect(buyer.last.text).toContain('Deals: you have had today’s credit');
    expect(await available(buyer)).toBe(usd('0.10'));
    await world.shop.passes({ days: 1 });
    await buyer.writes('/free');
    await buyer.presses('Verify Deals');
    expect(await available(buyer)).toBe(usd('0.30'));
  });

  describe('that is taken back from those who leave within a week', () => {
    it('goes back once, is told, and is not given again', async () => {
      const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10'), clawBackDays: 7 });
      const buyer = await world.buyer({ balance: usd('1') });
      await buyer.joins(news.id, { isTold: false });
      await buyer.writes('/free');
      await buyer.presses('Verify News');
      await world.shop.passes({ days: 6 });
      await buyer.leaves(news.id);
      expect(buyer.last.text).toContain('You left News too soon, so $0.10 went back.');
      await buyer.joins(news.id, { isTold: false });
      await buyer.writes('/free');
      await buyer.pressesData(`gb.${news.rowId.toString(36)}`);
      await buyer.leaves(news.id);
      expect(await available(buyer)).toBe(usd('1'));
      expect(await rewards(buyer)).toEqual([
        ['REWARD', 1_000n],
        ['DEDUCT', 1_000n],
      ]);
    });

    it('takes no more than he has, and leaves what is on hold alone', async () => {
      const offer = await world.shop.offer({ service: 'WhatsApp', country: 'Latvia', price: usd('0.08') });
      await world.shop.pool(offer, { numbers: 1 });
      const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10'), clawBackDays: 7 });
      const buyer = await world.buyer();
      await buyer.joins(news.id, { isTold: false });
      await buyer.writes('/free');
      await buyer.presses('Verify News');
      await buyer.writes('/start c_wa_LV');
      await buyer.presses(/Get a number · /);
      await buyer.leaves(news.id);
      expect(await world.money(buyer)).toEqual({ available: 0n, held: usd('0.08') });
      expect(await rewards(buyer)).toEqual([
        ['REWARD', 1_000n],
        ['DEDUCT', 200n],
      ]);
    });

    describe('whose money is on hold at that moment', () => {
      async function leavesHolding() {
        const offer = await world.shop.offer({ service: 'WhatsApp', country: 'Latvia', price: usd('0.08') });
        await world.shop.pool(offer, { numbers: 3 });
        const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10'), clawBackDays: 7 });
        const buyer = await world.buyer();
        await buyer.joins(news.id, { isTold: false });
        await buyer.writes('/free');
        await buyer.presses('Verify News');
        const key = '00000000-0000-4000-8000-000000000001';
        const userId = await world.userId(buyer);
        const order = { key, userId, offerId: offer.id, price: offer.price };
        const reserved = await reserveNumber(world.shop.app, order);
        if (reserved.kind !== 'reserved') throw new Error(reserved.kind);
        await buyer.leaves(news.id);
        expect(await world.money(buyer)).toEqual({ available: 0n, held: usd('0.08') });
        return { news, buyer, userId, reservationId: reserved.reservationId };
      }

      it('is taken the rest as it comes free, once', async () => {
        const { news, buyer, userId, reservationId } = await leavesHolding();
        const again = { key: '00000000-0000-4000-8000-000000000002', reservationId, userId };
        const changed = await changeNumber(world.shop.app, again);
        expect(changed.kind).toBe('changed');
        expect(await world.money(buyer)).toEqual({ available: 0n, held: usd('0.08') });
        await buyer.joins(news.id, { isTold: false });
        await buyer.leaves(news.id);
        const newId = (changed as { newId: bigint }).newId;
        await cancelReservation(world.shop.app, { reservationId: newId, userId });
        expect(await world.money(buyer)).toEqual({ available: 0n, held: 0n });
        expect(await rewards(buyer)).toEqual([
          ['REWARD', 1_000n],
          ['DEDUCT', 200n],
          ['DEDUCT', 800n],
        ]);
      });

      it('owes nothing of other money, and nothing any more once it is spent', async () => {
        const { buyer, userId, reservationId } = await leavesHolding();
        const author = { actor: { type: 'ADMIN', id: 'test' } } as const;
        await addBalance(world.shop.app, { key: 'own', userId, amount: usd('1'), reason: '', ...author });
        const { phone } = await world.shop.one<{ phone: string }>('SELECT phone FROM reservations');
        await receiveMessages(world.shop.app, {
          providerId: (await world.shop.one<{ id: number }>('SELECT provider_id AS id FROM reservations')).id,
          source: 'POLL',
          messages: [{ externalId: 'm1', phone, text: 'Your code is 12345' }],
        });
        const { status } = await world.shop.one<{ status: string }>('SELECT status FROM reservations WHERE id = $1', [
          reservationId,
        ]);
        expect(status).toBe('COMPLETED');
        expect(await world.money(buyer)).toEqual({ available: usd('1'), held: 0n });
        expect(await rewards(buyer)).toEqual([
          ['REWARD', 1_000n],
          ['DEDUCT', 200n],
        ]);
      });
    });

    it('stays with him who leaves after the week', async () => {
      const news = await rewardChannel(world.shop, { title: 'News', amount: usd('0.10'), clawBackDays: 7 });
      const buyer = await world.buyer();
      await buyer.joins(news.id, { isTold: false });
      await buyer.writes('/free');
      await buyer.presses('Verify News');
      await world.shop.passes({ days: 7, minutes: 1 });
      await buyer.leaves(news.id);
      expect(await available(buyer)).toBe(usd('0.10'));
    });
  });
});

describe('the books', () => {
  it('name a reward without a claim, a claim without its reward, and a claw-back that nobody had', async () => {
    const world = await openScreenWorld();
    const { shop } = world;
    const news = await rewardChannel(shop, { title: 'News', amount: usd('0.10') });
    const deals = await rewardChannel(shop, { title: 'Deals', amount: usd('0.10') });
    const userId = await world.userId(await world.buyer());
    const at = shop.clock.now();
    const actor = { type: 'JOB', id: 'test' } as const;
    const forged = { amount: usd('0.10'), userId, actor, reason: '', at };
    await shop.db.ledger.post({ ...forged, key: `reward:${news.id}:${userId}`, type: 'REWARD' });
    await shop.all(
      'INSERT INTO reward_claims (user_id, channel_id, amount, created_at) VALUES ($1, $2, 1000, $3) RETURNING 1',
      [userId, deals.rowId, at],
    );
    await shop.db.ledger.post({ ...forged, key: 'clawback:4711', type: 'DEDUCT' });
    const { findings } = await verifyBooks(shop.app);
    expect(findings.map(({ invariant }) => invariant)).toEqual([
      'reward_is_its_claim',
      'reward_is_its_claim',
      'reward_taken_back_once',
      'reward_within_budget',
    ]);
    await world.close();
  });
});
