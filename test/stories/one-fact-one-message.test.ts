import type { Chat } from '../screens/support/chat';
import { openScreenWorld, type ScreenWorld } from '../screens/support/screen-world';
import { usd } from '../support/shop';

const STEPS_AT_MOST = 120;
const ENDED = /❌ Canceled|⌛ Time is up/;

describe('a program that dies at any step of telling a buyer', () => {
  let world: ScreenWorld;
  let hero: Awaited<ReturnType<ScreenWorld['shop']['vendor']>>;
  beforeEach(async () => {
    world = await openScreenWorld();
    const offer = await world.shop.offer({ service: 'Telegram', price: usd('0.80') });
    hero = await world.shop.vendor();
    await world.shop.route(offer, hero.id);
    await world.shop.set('maxCancelsAnHour', 1_000);
  });
  afterEach(() => world.close());

  async function looks(): Promise<Chat> {
    const buyer = await world.buyer({ balance: usd('2') });
    await world.delivers();
    for (const label of ['Get a number', 'Telegram', 'Latvia']) await buyer.presses(label, buyer.messages[0]);
    return buyer;
  }

  /** What the program does of itself: handles what came, does what is due, sends what was put, and again. */
  async function lives(): Promise<void> {
    await world.works();
    await world.shop.runs('settle-reservations', 'finish-cancels', 'expire-reservations');
    await world.delivers();
  }

  /** The next program does nothing in order: what is due may be faster than what came. */
  async function heals(): Promise<void> {
    world.shop.restarts();
    for (const seconds of [0, 17, 6, 6, 61, 61]) {
      await world.shop.passes({ seconds });
      await world.shop.runs('settle-reservations', 'finish-cancels', 'expire-reservations');
      await world.delivers();
      await world.works();
      await world.delivers();
    }
  }

  /** Tells a buyer's story once for each step at which the program can die, and a last time in which it lives. */
  async function diesAtEveryStep(story: { before?(buyer: Chat): Promise<void>; press: string }): Promise<Chat[]> {
    const buyers: Chat[] = [];
    for (let steps = 0; steps < STEPS_AT_MOST; steps += 1) {
      hero.faults.clear();
      await world.shop.passes({ hours: 1 }); // what the last buyer met is forgotten
      const buyer = await looks();
      buyers.push(buyer);
      await story.before?.(buyer);
      const [card] = buyer.messages;
      await world.arrives(buyer.pressOf(buyer.dataOf(story.press, card), card!.id));
      const life = world.shop.diesAfter(steps);
      await lives().catch((error: Error) => {
        if (!life.isDead) throw error;
      });
      await heals();
      await world.shop.booksBalance();
      if (!life.isDead) return buyers;
    }
    throw new Error('The story has more steps than expected.');
  }

  const endings = (buyers: Chat[]) =>
    buyers.map(({ messages }) => messages.filter(({ text }) => ENDED.test(text)).length);

  it('that a purchase came to nothing: once in every chat', async () => {
    const buyers = await diesAtEveryStep({
      press: '✅ Get a number',
      before: async () => {
        hero.faults.next({ kind: 'close_socket', effect: 'none' }, { action: 'getNumberV2' });
        hero.faults.next({ kind: 'body', text: 'NO_NUMBERS' }, { action: 'getNumberV2', times: 9 });
      },
    });
    expect(buyers.length).toBeGreaterThan(10);
    expect(endings(buyers)).toEqual(buyers.map(() => 1));
  }, 240_000);

  it('that a cancel was granted: once in every chat', async () => {
    const buyers = await diesAtEveryStep({
      press: '❌ Cancel',
      async before(buyer) {
        await buyer.presses('✅ Get a number', buyer.messages[0]);
        await world.shop.passes({ minutes: 3 });
      },
    });
    expect(buyers.length).toBeGreaterThan(10);
    expect(endings(buyers)).toEqual(buyers.map(() => 1));
  }, 240_000);
});
