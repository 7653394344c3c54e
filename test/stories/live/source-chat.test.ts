import type { RunningShop } from '../../../src/main';
import { buysWhatsApp } from '../../support/buyer-walks';
import { LIVE_BOT, type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { Person } from '../../telegram/support/person';
import { until } from '../../telegram/support/until';

describe('a source chat on Telegram', () => {
  let world: LiveWorld;
  let shop: RunningShop;
  let poster: Person;
  let group: { id: bigint };

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    const { telegram } = world;
    const { id } = telegram.createUser({ phone: '15550300001', firstName: 'Poster' });
    const botId = BigInt(LIVE_BOT.token.split(':')[0]!);
    for (const username of ['sms_here', 'somewhere_else']) {
      const channel = telegram.createChannel({ title: username, username, creatorId: id, kind: 'channel' });
      telegram.setMember(channel.id, botId);
      telegram.setAdmin(channel.id, botId);
      if (username !== 'sms_here') continue;
      await world.query(
        `INSERT INTO providers (name, protocol, base_url, options, next_poll_at, created_at)
         VALUES ('mirror', 'source_chat', 'https://t.me', $1, now(), now())`,
        [JSON.stringify({ chatId: String(-1_000_000_000_000n - channel.id), numbersOf: 'inbox' })],
      );
    }
    group = telegram.groups.create({ title: 'Small talk', creatorId: id, memberIds: [botId] });
    await world.query(
      `INSERT INTO providers (name, protocol, base_url, options, next_poll_at, created_at)
       VALUES ('small', 'source_chat', 'https://t.me', $1, now(), now())`,
      [JSON.stringify({ chatId: `-${group.id}`, numbersOf: 'inbox' })],
    );
    shop = await startLiveShop(world);
    poster = await Person.signIn(telegram, id, LIVE_BOT.username);
  });
  afterEach(() => world.booksBalance(shop));
  afterAll(async () => {
    poster?.leaves();
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  const messagesOf = (phone: string) =>
    world.query<{ source: string; text: string }>('SELECT source, text FROM messages WHERE phone = $1 ORDER BY id', [
      phone,
    ]);

  it('brings a code to its buyer; the same SMS from the supplier brings nothing more', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    await poster.posts('sms_here', `to:+${phone} code:551122`);
    const code = await buyer.reads(/^🔑 551122/);
    expect(code.text).toContain('$0.80 was charged');
    world.inbox.receive(phone, 'Your WhatsApp code is 551122');
    world.inbox.receive(phone, 'Your WhatsApp code is 663344');
    await buyer.reads(/^🔑 663344/);
    expect(await messagesOf(phone)).toEqual([
      { source: 'CHAT', text: 'code:551122' },
      { source: 'POLL', text: 'Your WhatsApp code is 663344' },
    ]);
    expect((await buyer.asks('/balance')).text).toContain('Available: $9.20');
  });

  it('is heard when a post is edited, and under a picture', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    const id = await poster.posts('sms_here', 'Waiting for the next SMS ...');
    await poster.editsPost('sms_here', id, `Number: +${phone}\nWhatsApp code 778899`);
    await buyer.reads(/^🔑 778899/);
    await poster.postsPicture('sms_here', `Number: +${phone}\nWhatsApp code 990011`);
    await buyer.reads(/990011/);
  });

  it('is not believed in a chat that nobody registered', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    await poster.posts('somewhere_else', `to:+${phone} code:111111`);
    await poster.posts('sms_here', `to:+${phone} code:222222`);
    await buyer.reads(/^🔑 222222/);
    await until('both posts are handled', async () => {
      const rows = await world.query(`SELECT 1 FROM inbox WHERE payload->>'kind' = 'post' AND state <> 'HANDLED'`);
      return rows.length === 0;
    });
    expect(await messagesOf(phone)).toEqual([{ source: 'CHAT', text: 'code:222222' }]);
  });

  it('is followed when a small group becomes a supergroup: no code is lost, and operators are told', async () => {
    const { groups } = world.telegram;
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    groups.post(group.id, poster.id, `to:+${phone} code:310001`);
    await buyer.reads(/^🔑 310001/);
    const { id } = groups.migrate(group.id);
    groups.post(group.id, poster.id, `to:+${phone} code:310002`);
    await buyer.reads(/^🔑 310002/);
    groups.post(group.id, poster.id, `to:+${phone} code:310003`);
    await buyer.reads(/^🔑 310003/);
    const to = String(-1_000_000_000_000n - id);
    const [row] = await world.query(`SELECT options ->> 'chatId' AS "chatId" FROM providers WHERE name = 'small'`);
    expect(row).toEqual({ chatId: to });
    expect(await world.query(`SELECT facts FROM operator_alerts WHERE kind = 'source_chat_moved'`)).toEqual([
      { facts: { name: 'small', title: 'Small talk', from: `-${group.id}`, to } },
    ]);
  });
});
