import type { TextEntity } from '../../../src/ports/messenger';
import { previewBroadcast } from '../../../src/usecases/broadcasts/preview-broadcast';
import { nameUser } from '../../../src/usecases/users/name-user';
import { operator, sendsAt } from '../../support/broadcasting';
import { buysWhatsApp } from '../../support/buyer-walks';
import { codeMessages } from '../../support/crash-buyer';
import { type Crowd, crowd } from '../../support/crowd';
import { LIVE_BOT, type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { type ShopProcess, shopProcess } from '../../support/shop-process';
import { until } from '../../telegram/support/until';

/** BROADCAST_PEOPLE=10000 for the whole walk. */
const PEOPLE = Number(process.env.BROADCAST_PEOPLE ?? 2_000);
const KILLS = 3;
const BLOCKING = 7;

describe('a broadcast over Telegram', () => {
  let world: LiveWorld;
  let admin: Awaited<ReturnType<typeof operator>>;
  let people: Crowd;
  const botId = BigInt(LIVE_BOT.token.split(':')[0]!);

  const botSends = () =>
    world.telegram.calls.of('messages.sendMessage').filter(({ accountId }) => accountId === botId).length;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 300 });
    people = await crowd(world, PEOPLE);
    admin = await operator(world);
  }, 120_000);
  afterAll(async () => {
    await admin?.leaves();
    await world?.close();
  });

  it('is shown to the operator as all would get it, and stops and goes on at his word', async () => {
    const shop = await startLiveShop(world);
    try {
      const boss = await world.buyer();
      await boss.asks('/start');
      const entities: TextEntity[] = [
        { kind: 'bold', offset: 0, length: 4 },
        { kind: 'link', offset: 5, length: 4, url: 'https://shop.example/?a=1+2' },
      ];
      const buttons = [[{ text: 'Visit', url: 'https://shop.example/' }]];
      const id = await admin.drafts({ text: 'News here <b>& now', entities, buttons, maxAvailable: 0n });
      const who = await nameUser(admin.app, `tg:${boss.telegramId}`);
      const author = { actor: { type: 'ADMIN', id: 'test' } } as const;
      if (who.kind !== 'found') throw new Error('the operator is unknown');
      for (let press = 0; press < 2; press += 1)
        await previewBroadcast(admin.app, { id, userId: who.userId, key: 'one press', ...author });
      const shown = await boss.reads(/^News here/);
      expect(shown).toMatchObject({
        text: 'News here <b>& now',
        entities: [
          { kind: 'messageEntityBold', offset: 0, length: 4 },
          { kind: 'messageEntityTextUrl', offset: 5, length: 4, url: 'https://shop.example/?a=1+2' },
        ],
        buttons: [[{ kind: 'url', text: 'Visit', value: 'https://shop.example/' }]],
      });
      expect((await admin.sees(id)).sentCount).toBe(0);

      await sendsAt(world, 40);
      await admin.steers(id, 'start');
      await until('it is under way', async () => (await admin.sees(id)).sentCount > 20, 20_000);
      await admin.steers(id, 'pause');
      // What was being sent at that moment arrives; then nothing does.
      await until('all has settled', async () => {
        const [row] = await world.query<{ count: string }>(
          `SELECT count(*) FROM outbox WHERE state = 'WAITING' AND leased_until > now()`,
        );
        return row?.count === '0';
      });
      const { sentCount } = await admin.sees(id);
      const calls = botSends();
      await boss.asks('/balance');
      expect(botSends()).toBe(calls + 1);
      expect(await admin.sees(id)).toMatchObject({ status: 'PAUSED', sentCount });
      await admin.steers(id, 'resume');
      await until('it goes on', async () => (await admin.sees(id)).sentCount > sentCount, 20_000);
      await admin.steers(id, 'cancel');
      await until('it has ended', async () => (await admin.sees(id)).status === 'CANCELED');
      expect(boss.fromBot().filter(({ text }) => text.startsWith('News here'))).toHaveLength(1);
      await world.booksBalance(shop);
    } finally {
      await shop.shutdown.run('the story is told');
    }
  });

  it('reaches everybody exactly once though the shop is killed in the middle, and leaves out who blocks it', async () => {
    const blocking = people.ids.slice(5, 5 + BLOCKING);
    for (const id of blocking) world.telegram.blockBot(id, botId);
    await sendsAt(world, 1_000);
    const text = 'Exactly once';
    const id = await admin.drafts({ text, maxAvailable: 0n });
    const shop: ShopProcess = await shopProcess(world);
    try {
      await shop.start();
      const buyer = await world.buyer();
      await admin.steers(id, 'start');
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const share = (PEOPLE * kill) / (KILLS + 1);
        await until(`${share} have it`, async () => (await admin.sees(id)).doneCount >= share, 120_000);
        await shop.kill();
        await shop.start();
        const { phone } = await buysWhatsApp(buyer);
        const code = `717-00${kill}`;
        world.inbox.receive(phone, `Your WhatsApp code is ${code}`);
        await buyer.sees(() => codeMessages(buyer, code)[0], `the code ${code}`, 30_000);
      }
      await until('it is complete', async () => (await admin.sees(id)).status === 'COMPLETED', 120_000);
    } catch (error) {
      throw new Error(`${(error as Error).stack}\nThe shop said last:\n${shop.lastWords()}`);
    } finally {
      await shop.close();
    }
    const view = await admin.sees(id);
    expect(view).toMatchObject({ failedCount: 0, droppedCount: 0 });
    // Whose blocking Telegram told in time was not even meant; the others were found out at the first try.
    expect(PEOPLE - view.audienceCount + view.blockedCount).toBe(BLOCKING);
    expect(view.sentCount).toBe(PEOPLE - BLOCKING);
    const counts = people.counts(text);
    const expected = people.ids.map((person) => (blocking.includes(person) ? 0 : 1));
    expect(counts).toEqual(expected);
    const marked = await world.query('SELECT 1 FROM users WHERE is_blocking_bot');
    expect(marked).toHaveLength(BLOCKING);

    // They are not meant by the next one, so nothing is tried.
    const next = await admin.drafts({ text: 'Another', maxAvailable: 0n });
    const reached = await admin.app.db.broadcasts.countAudiences([next], new Date());
    expect(reached).toMatchObject([{ count: PEOPLE - BLOCKING }]);
  }, 400_000);
});
