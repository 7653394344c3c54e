import type { Settings } from '../../src/domain/settings';
import { setBan } from '../../src/usecases/users/ban-user';
import { usd } from '../support/shop';
import type { Chat, ShownMessage } from './support/chat';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

const PASSWORD = 'correct horse battery';

describe('a buyer who asks', () => {
  let world: ScreenWorld;
  beforeEach(async () => {
    world = await openScreenWorld({ adminPassword: PASSWORD });
  });
  afterEach(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  const set = (key: keyof Settings, value: number | boolean) => world.shop.set(key, value);
  const messages = () =>
    world.shop.all<{ writer: string; text: string }>('SELECT writer, text FROM support_messages ORDER BY id');
  const threads = () =>
    world.shop.all<{ topic: string; state: string; waits: boolean }>(
      'SELECT topic, state, waiting_since IS NOT NULL AS waits FROM support_threads ORDER BY id',
    );

  /** Somebody in the panel. */
  async function operator(o: { languageCode?: string } = {}): Promise<Chat> {
    const admin = world.stranger({ firstName: 'Otto', ...o });
    await admin.writes('/admin');
    await admin.writes(PASSWORD);
    return admin;
  }
  /** The card of a question, in the panel opened anew. */
  async function opens(admin: Chat, thread = 'S-1'): Promise<ShownMessage> {
    await admin.writes('/admin');
    for (const button of [/🙋 /, /🆘 (Support|الدعم)$/]) await admin.presses(button);
    await admin.writes(thread);
    return admin.last;
  }
  /** Something general, from the command on. */
  async function asks(buyer: Chat, text: string): Promise<void> {
    await buyer.writes('/support');
    await buyer.presses('Something else');
    await buyer.writes(text);
  }
  /** A payment in Stars, with the message that tells of its receipt. */
  async function pays(buyer: Chat): Promise<ShownMessage> {
    const { shop } = world;
    if ((await shop.app.db.payments.listMethods()).length === 0)
      await shop.paymentMethod({ protocol: 'stars', currency: 'XTR', rate: '0.013' });
    await buyer.writes('/topup');
    await buyer.presses('Stars');
    await buyer.presses('$5.00 · 385');
    expect(await world.pays(buyer, buyer.messages.find(({ invoice }) => invoice)!)).toBeUndefined();
    return buyer.messages.find(({ text }) => text.includes('Receipt'))!;
  }

  it('writes from the receipt, is answered in the chat, replies, and says that all is well', async () => {
    const buyer = world.stranger();
    const receipt = await pays(buyer);
    await buyer.presses('Something wrong?', receipt);
    expect(buyer.last.text).toMatch(/What is wrong\?\nReceipt R-1 · \$5\.00/);
    await buyer.writes('I paid twice.\nWhere is the other half?');
    expect(buyer.last.text).toMatch(
      /^✅ Received\. Its number is S-1; you are answered here[\s\S]*I paid twice\.\nWhere/,
    );

    const admin = await operator();
    expect(admin.labels()).toContain('🆘 1 question waits');
    await world.shop.passes({ minutes: 7 });
    await admin.writes('/admin');
    await admin.presses('🆘 1 question waits');
    expect(admin.last.text).toMatch(/Open: 1 · wait for an answer: 1/);
    await admin.presses(/^⏳ S-1 · 7 minutes · Receipt R-1 · \$5\.00 · Vera/);
    const card = admin.last;
    expect(card.text).toMatch(/S-1 · Receipt R-1 · \$5\.00\n👤 Vera\n⏳ Waits for 7 minutes/);
    expect(card.text).toMatch(/🧾 R-1 · 385 XTR · stars.*\n✅ Credited \$5\.00/);
    expect(card.text).toMatch(/Buyer · .*\nI paid twice\.\nWhere is the other half\?/);
    expect(admin.labels()).toEqual(expect.arrayContaining(['🧾 R-1', '↩️ Give all back', '👤 The user', '✅ Close']));
    await admin.presses('✍️ Answer');
    expect(admin.last.text).toContain('Where is the other half?');
    await admin.writes('It is on its way.\nTomorrow it is there.');
    expect(admin.last.text).toMatch(/^✅ On its way to the buyer\./);
    expect(admin.last.text).toMatch(/💬 Answered[\s\S]*Answer · .* [✓⏳]\nIt is on its way\.\nTomorrow/);
    await admin.presses('🔄 Refresh');
    expect(admin.last.text).toMatch(/Answer · .* ✓\nIt is on its way/);

    const answer = buyer.messages.find(({ text }) => text.startsWith('💬 Answer to S-1'))!;
    expect(answer.text).toMatch(/Receipt R-1 · \$5\.00\n\nIt is on its way\.\nTomorrow it is there\.$/);
    expect(buyer.labels(answer)).toEqual(['✍️ Reply', '✅ Solved', '🏠 Home']);
    await buyer.presses('Reply', answer);
    expect(answer.text).toMatch(/^💬 Answer to S-1/); // it stays
    await buyer.writes('Thank you');
    expect(buyer.last.text).toMatch(/^✅ Received\. Its number is S-1/);
    await buyer.presses('Solved', answer);
    expect(buyer.last.text).toMatch(/^✅ S-1 · Receipt R-1/);
    expect(await threads()).toEqual([{ topic: 'PAYMENT', state: 'CLOSED', waits: false }]);
    expect((await messages()).map(({ writer }) => writer)).toEqual(['BUYER', 'OPERATOR', 'BUYER']);
    expect(
      await world.shop.all(`SELECT type, data->>'writer' AS writer, data->>'closedBy' AS by FROM events
      WHERE type LIKE 'support.%' ORDER BY id`),
    ).toEqual([
      { type: 'support.opened', writer: null, by: null },
      { type: 'support.replied', writer: 'OPERATOR', by: null },
      { type: 'support.replied', writer: 'BUYER', by: null },
      { type: 'support.closed', writer: null, by: 'USER' },
    ]);
    // The same receipt is asked about again: another thread; what is open already goes on.
    await buyer.presses('Something wrong?', receipt);
    await buyer.writes('Once more');
    await buyer.presses('Something wrong?', receipt);
    expect(buyer.last.text).toMatch(/^⏳ S-2 · Receipt R-1[\s\S]*Once more/);
    await buyer.writes('And more');
    expect(await threads()).toHaveLength(2);
  });

  it('finds the way from the card of a number, from the history and from help', async () => {
    const { shop } = world;
    const offer = await shop.offer({ service: 'WhatsApp' });
    await shop.pool(offer);
    const buyer = await world.buyer({ balance: usd('2') });
    await buyer.writes('/services');
    await buyer.presses('WhatsApp');
    await buyer.presses('Latvia');
    await buyer.presses('Get');
    await buyer.presses('Cancel');
    await buyer.writes('/history');
    await buyer.presses('WhatsApp');
    await buyer.presses('Something wrong?');
    expect(buyer.last.text).toMatch(/What is wrong\?\nWhatsApp · Latvia/);
    await buyer.writes('The number was dead');
    const admin = await operator();
    const card = await opens(admin);
    expect(card.text).toMatch(/canceled · SMS: 0\n💵 Price \$0\.80 · charged \$0\.00/);
    expect(card.text).toMatch(/🏭 .* · route #\d/);
    expect(card.text).not.toMatch(/\+?371\d{8}/);
    expect(admin.labels()).toContain('📱 Order #1');
    await admin.presses('📱 Order #1');
    expect(admin.last.text).toContain('WhatsApp');
    await buyer.writes('/help');
    await buyer.presses('🆘 Support');
    expect(buyer.labels()).toEqual(expect.arrayContaining(['🧾 About a payment', '⏳ S-1 · WhatsApp · Latvia']));
  });

  it('is heard once, however often the update is handled, also when the program dies in between', async () => {
    const buyer = await world.buyer();
    await buyer.writes('/support');
    await buyer.presses('Something else');
    const shown = buyer.messages.length;
    const said = buyer.messageOf('Where is my money?');
    const update = world.update(said);
    await world.handlesUpdate(update); // and dies before it says so
    await world.handlesUpdate(update);
    await world.handlesUpdate(world.update(said)); // Telegram tells it again, as another update
    await world.delivers();
    expect(await messages()).toEqual([{ writer: 'BUYER', text: 'Where is my money?' }]);
    expect(await threads()).toHaveLength(1);
    expect(buyer.messages.length).toBeLessThanOrEqual(shown + 2);
    expect(buyer.last.text).toMatch(/^✅ Received\. Its number is S-1/);
  });

  it('is read in Arabic and answered in Arabic, each number set apart', async () => {
    const buyer = await world.buyer({ language: 'ar', firstName: 'ليلى' });
    await buyer.writes('/support');
    await buyer.presses('عن أمر آخر');
    await buyer.writes('الرقم +37120000001 لا يعمل');
    expect(buyer.last.text).toMatch(/^✅ وصلت رسالتك\. رقمها \u2066S-1\u2069/);
    const admin = await operator({ languageCode: 'ar' });
    const card = await opens(admin);
    expect(card.text).toContain('\u2068الرقم +37120000001 لا يعمل\u2069');
    await admin.presses('✍️ أجب');
    await admin.writes('أُعيد المال، انظر R-5');
    const answer = buyer.messages.find(({ text }) => text.startsWith('💬 جواب'))!;
    expect(answer.text).toContain('\u2066S-1\u2069');
    expect(answer.text).toContain('\u2068أُعيد المال، انظر R-5\u2069');
    expect(buyer.labels(answer)).toEqual(['✍️ ردّ', '✅ حُلّت', '🏠 الرئيسية']);
  });

  it('writes as much as one message holds, and the operator reads all of it', async () => {
    const buyer = await world.buyer();
    await asks(buyer, 'x'.repeat(3_001));
    expect(buyer.last.text).toMatch(/^That is too long: at most 3,000 characters[\s\S]*What is wrong\?/);
    expect(await messages()).toEqual([]);
    const long = `${'word '.repeat(598)}the end`;
    await buyer.writes(long);
    await buyer.writes(`2 ${long.slice(2)}`);
    const admin = await operator();
    const card = await opens(admin);
    expect(card.text).toContain(`2 ${long.slice(2)}`);
    await admin.presses('‹ Earlier messages');
    expect(admin.last.text).toContain(long);
    await opens(admin);
    await admin.presses('✍️ Answer');
    await admin.writes('y'.repeat(3_001));
    expect(admin.last.text).toMatch(/3,000 characters/);
    await admin.writes(`${'y'.repeat(2_995)} end`);
    expect(buyer.messages.find(({ text }) => text.startsWith('💬'))!.text).toMatch(/y end$/);
  });

  it('is told of the limits: open questions, and messages an hour', async () => {
    await set('supportMaxOpen', 1);
    await set('supportMaxAnHour', 3);
    const buyer = await world.buyer();
    await asks(buyer, 'One');
    await buyer.writes('/paysupport');
    await buyer.presses('Write about a payment');
    await buyer.writes('Two');
    expect(buyer.last.text).toMatch(/^Too many of your questions are open\. [\s\S]*Nothing was sent\./);
    await buyer.writes('/support');
    await buyer.presses('⏳ S-1');
    for (const text of ['2', '3', '4']) await buyer.writes(text);
    expect(buyer.last.text).toMatch(/^That were many messages for one hour/);
    await world.shop.passes({ minutes: 61 });
    await buyer.presses('🆘 Support');
    await buyer.presses('⏳ S-1');
    await buyer.writes('5');
    expect((await messages()).map(({ text }) => text)).toEqual(['One', '2', '3', '5']);
  });

  it('is heard about payments though banned, and about anything during maintenance', async () => {
    const buyer = await world.buyer();
    const userId = await world.userId(buyer);
    await asks(buyer, 'General');
    await setBan(world.shop.app, { userId, isBanned: true, reason: '', actor: { type: 'ADMIN', id: 'test' } });
    await buyer.writes('/services');
    await buyer.presses('Write about a payment');
    await buyer.presses('Write about a payment');
    await buyer.writes('My money!');
    expect(buyer.last.text).toMatch(/^✅ Received\. Its number is S-2/);
    await buyer.presses('🆘 Support');
    expect(buyer.labels().join()).not.toMatch(/Something else|About a number/);
    await buyer.presses('⏳ S-1');
    await buyer.writes('Hello?');
    expect((await messages()).map(({ text }) => text)).toEqual(['General', 'My money!']);
    await buyer.pressesData('sd.1');
    await buyer.pressesData('sb.other.0');
    expect(buyer.last.text).toMatch(/only questions about payments/);
    await setBan(world.shop.app, { userId, isBanned: false, reason: '', actor: { type: 'ADMIN', id: 'test' } });

    await set('isInMaintenance', true);
    await buyer.writes('/services');
    await buyer.presses('🆘 Support');
    await buyer.presses('✅ S-1');
    await buyer.writes('Are you there?');
    expect(buyer.last.text).toMatch(/^✅ Received/);
    await buyer.presses('🏠 Home');
    expect(buyer.last.text).not.toMatch(/Balance/);
  });

  it('replies to the answer where it stands, as people do in a chat', async () => {
    const buyer = await world.buyer();
    await asks(buyer, 'A question');
    const admin = await operator();
    await opens(admin);
    await admin.presses('✍️ Answer');
    await admin.writes('An answer');
    await world.shop.passes({ minutes: 40 });
    await buyer.writes('/services');
    const answer = buyer.messages.find(({ text }) => text.startsWith('💬'))!;
    const reply = buyer.messageOf('My reply');
    await world.handles({ ...reply, replyToMessageId: answer.id } as typeof reply);
    expect((await messages()).at(-1)).toEqual({ writer: 'BUYER', text: 'My reply' });
    await buyer.writes('WhatsApp'); // whatever is typed next goes on there
    await buyer.presses('🏠 Home');
    await buyer.writes('Telegram'); // and from home on it searches
    expect((await messages()).map(({ text }) => text)).not.toContain('Telegram');
  });

  it('cannot write into the thread of somebody else, nor about what is theirs', async () => {
    const [ann, bob] = [await world.buyer(), await world.buyer()];
    await asks(ann, 'Mine');
    await bob.pressesData('sc.1');
    expect(bob.last.text).not.toContain('Mine');
    await bob.pressesData('sd.1');
    expect(await threads()).toEqual([{ topic: 'OTHER', state: 'OPEN', waits: true }]);
    const receipt = await pays(ann);
    await bob.pressesData(ann.dataOf('Something wrong?', receipt).replace('!', ''));
    expect(bob.last.text).toMatch(/not there any more/);
  });
});
