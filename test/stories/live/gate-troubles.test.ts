import type { RunningShop } from '../../../src/main';
import type { ChatBuyer } from '../../support/chat-buyer';
import { BOT_ID, type LiveChannel, liveChannel, requires } from '../../support/live-channels';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { until } from '../../telegram/support/until';

const GET_PARTICIPANT = 'channels.getParticipant';

describe('a shop that cannot see who is in its channels', () => {
  let world: LiveWorld;
  let shop: RunningShop;
  let owner: ChatBuyer;
  let news: LiveChannel;
  let deals: LiveChannel;

  const opens = async () => {
    const config = { ...world.config, ownerIds: [owner.telegramId] };
    shop = await startLiveShop({ ...world, config });
  };

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    owner = await world.buyer();
    await opens();
    await owner.asks('/start');
  });
  beforeEach(async () => {
    await world.query('DELETE FROM required_channels');
    await world.query('DELETE FROM operator_alerts');
    news = liveChannel(world, { title: 'News' });
    deals = liveChannel(world, { title: 'Deals' });
    for (const channel of [news, deals]) await requires(shop, channel);
    await until('the gate is read', async () => {
      const required = (await shop.app.requiredChannels()).map(({ telegramId }) => telegramId);
      return required.length === 2 && required.includes(news.marked) && required.includes(deals.marked);
    });
  });
  afterEach(async () => {
    world.telegram.faults.clear();
    await world.booksBalance(shop);
  });
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  const warnings = (text: RegExp) => owner.fromBot().filter((message) => text.test(message.text));
  const comesIn = async (buyer: ChatBuyer) => expect((await buyer.asks('/services')).text).toContain('Which service');

  it('because it lost its right in one: he who joined the other comes in, and so do all after him; the owner hears once', async () => {
    const buyer = await world.buyer();
    const gate = await buyer.asks('/services');
    expect(gate.text).toContain('these 2 channels');
    world.telegram.setAdmin(deals.id, BOT_ID, []);
    await owner.reads(/Deals[\s\S]*CHAT_ADMIN_REQUIRED/);
    await buyer.joins(news.url);
    await buyer.pressesOn(gate.id, /I have joined/);
    await buyer.showsOn(gate.id, /Which service/);
    for (let turn = 0; turn < 3; turn += 1) await comesIn(buyer);
    const other = await world.buyer();
    await other.joins(news.url);
    await comesIn(other);
    expect(warnings(/CHAT_ADMIN_REQUIRED/)).toHaveLength(1);
    // Given back, the channel counts again.
    world.telegram.setAdmin(deals.id, BOT_ID);
    await until('the right is known', async () => {
      const [row] = await world.query<{ trouble: string | null }>(`SELECT trouble FROM channels WHERE title = 'Deals'`);
      return row?.trouble === null;
    });
    await until('the gate is read anew', async () => {
      return (await shop.app.requiredChannels()).every(({ troubleAt }) => troubleAt === null);
    });
    const late = await world.buyer();
    expect((await late.asks('/services')).text).toContain('these 2 channels');
  });

  it('because one was deleted: nobody is stopped for it, the owner hears once what to do', async () => {
    await deals.deletes();
    const buyers = [await world.buyer(), await world.buyer()];
    for (const buyer of buyers) {
      await buyer.joins(news.url);
      await comesIn(buyer);
      await comesIn(buyer);
    }
    await owner.reads(/Deals[\s\S]*take it off the list/);
    expect(warnings(/take it off the list/)).toHaveLength(1);
  });

  it('because its link is cut at each question: he waits a moment and comes in', async () => {
    const buyer = await world.buyer();
    for (const { url } of [news, deals]) await buyer.joins(url);
    await comesIn(buyer);
    await world.query('DELETE FROM telegram_memberships');
    world.telegram.faults.loseAnswer(GET_PARTICIPANT, 1_000, BOT_ID);
    await comesIn(buyer);
    await owner.reads(/did not answer in time/);
    expect(warnings(/did not answer in time/)).toHaveLength(1);
  });

  it('because it remembers a wrong access hash: it learns the right one, and the gate stands as before', async () => {
    await shop.shutdown.run('a restart');
    await world.query(`UPDATE telegram_peers SET access_hash = access_hash # 1 WHERE kind = 'CHANNEL'`);
    await opens();
    const buyer = await world.buyer();
    expect((await buyer.asks('/services')).text).toContain('these 2 channels');
    expect(await world.query('SELECT 1 FROM operator_alerts')).toEqual([]);
  });

  it('because Telegram wants it to wait 300 seconds: not one question more, also after a restart', async () => {
    const { calls, faults } = world.telegram;
    faults.failMethod(GET_PARTICIPANT, { code: 420, text: 'FLOOD_WAIT_300', times: 1_000 });
    await comesIn(await world.buyer());
    await owner.reads(/asks the bot to wait/);
    const asked = calls.count(GET_PARTICIPANT);
    await comesIn(await world.buyer());
    await comesIn(await world.buyer());
    await shop.shutdown.run('a restart');
    await opens();
    const buyer = await world.buyer();
    await comesIn(buyer);
    await comesIn(buyer);
    expect(calls.count(GET_PARTICIPANT)).toBe(asked);
    expect(warnings(/asks the bot to wait/)).toHaveLength(1);
  });
});
