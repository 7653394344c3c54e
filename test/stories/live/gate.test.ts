import type { RunningShop } from '../../../src/main';
import { numberOnCard } from '../../support/buyer-walks';
import type { ChatBuyer } from '../../support/chat-buyer';
import { codeMessages } from '../../support/crash-buyer';
import { type LiveChannel, liveChannel, requires } from '../../support/live-channels';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { until } from '../../telegram/support/until';

describe('a shop behind three channels, one of them private', () => {
  let world: LiveWorld;
  let shop: RunningShop;
  let news: LiveChannel;
  let club: LiveChannel;
  let chat: LiveChannel;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    news = liveChannel(world, { title: 'News' });
    club = liveChannel(world, { title: 'Club', isPrivate: true });
    chat = liveChannel(world, { title: 'Chat', isGroup: true });
    shop = await startLiveShop(world);
    for (const channel of [news, club, chat]) await requires(shop, channel);
    await until('the gate is read', async () => (await shop.app.requiredChannels()).length === 3);
  });
  afterEach(() => world.booksBalance(shop));
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  const urls = (buyer: ChatBuyer, id: number) =>
    buyer
      .message(id)!
      .buttons.flat()
      .filter(({ kind }) => kind === 'url')
      .map(({ value }) => value);

  it('lists them to a newcomer, shrinks as he joins, and lands on the country he came for without a press', async () => {
    const buyer = await world.stranger();
    const gate = await buyer.asks('/start c_wa_LV');
    expect(gate.text).toContain('Welcome, Stranger');
    const shown = urls(buyer, gate.id);
    expect(shown[0]).toBe(news.url);
    expect(shown[1]).toMatch(/^https:\/\/t\.me\/\+/);
    expect(shown[2]).toBe(chat.url);
    await buyer.joins(chat.url);
    await buyer.sees(() => (urls(buyer, gate.id).length === 2 ? true : undefined), 'two channels');
    await buyer.joins(shown[1]!);
    await buyer.sees(() => (urls(buyer, gate.id).length === 1 ? true : undefined), 'one channel');
    await buyer.joins(news.url);
    await buyer.showsOn(gate.id, /WhatsApp[\s\S]*Latvia/);
    expect(buyer.fromBot()).toHaveLength(1);
  });

  it('stops him at the next purchase after he left, and brings him the code that he has already a number for', async () => {
    const buyer = await world.buyer();
    for (const url of [news.url, chat.url]) await buyer.joins(url);
    world.telegram.setMember(club.id, buyer.telegramId);
    const { id } = await buyer.asks('/start c_wa_LV');
    await buyer.pressesOn(id, /✅ Get a number/);
    const { phone } = numberOnCard(await buyer.showsOn(id, /Waiting for the SMS/));
    await buyer.leavesChannel(news.url);
    await until('the departure is known', async () => {
      const [row] = await world.query<{ status: string }>(
        'SELECT status FROM telegram_memberships WHERE telegram_id = $1 AND channel_id = $2',
        [String(buyer.telegramId), String(news.marked)],
      );
      return row?.status === 'NOT_MEMBER';
    });
    const stopped = await buyer.asks('/start c_wa_LV');
    expect(stopped.text).toContain('Nothing has been charged');
    expect(urls(buyer, stopped.id)).toEqual([news.url]);
    world.inbox.receive(phone, 'Your WhatsApp code is 313-411');
    await buyer.sees(() => codeMessages(buyer, '313-411')[0], 'the code');
    await buyer.joins(news.url);
    await buyer.showsOn(stopped.id, /Price: /);
  });
});
