import { takeStars } from '../../src/usecases/payments/stars';
import { usd } from '../support/shop';
import type { Chat } from './support/chat';
import { BOT_ID, openScreenWorld, type ScreenWorld } from './support/screen-world';

describe('people who bring people, in the chat', () => {
  let world: ScreenWorld;
  let ann: Chat;
  beforeEach(async () => {
    world = await openScreenWorld();
    await world.shop.paymentMethod({ protocol: 'stars', currency: 'XTR', rate: '0.01' });
    await world.shop.db.telegramSessions.saveSealed(BOT_ID, Buffer.from('session'), world.shop.clock.now());
    await world.shop.db.telegramSessions.saveUsername(BOT_ID, 'shop_bot');
    await world.shop.set('referralPercent', 10);
    ann = await world.buyer({ balance: usd('1') });
  });
  afterEach(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  /** The link under "copy", as somebody else's client opens it. */
  const payloadIn = (chat: Chat) => /\?start=([\w-]+)/.exec(chat.last.text)![1]!;

  async function pays(buyer: Chat, amount: string): Promise<void> {
    await buyer.writes('/balance');
    await buyer.presses('Add money');
    await buyer.presses('Stars');
    await buyer.presses(`$${amount}`);
    const { token, price } = await world.shop.one<{ token: string; price: string }>(
      'SELECT token, price FROM payments ORDER BY id DESC LIMIT 1',
    );
    const at = world.shop.clock.now();
    await takeStars(world.shop.app, { chargeId: token, payload: token, amount: BigInt(price), at });
    await world.delivers();
  }

  it('invites by a link, and is told when it pays', async () => {
    await ann.writes('/balance');
    await ann.presses('Invite');
    expect(ann.last.text).toContain('10% of what they pay in');
    const bob = world.stranger({ firstName: 'Bob' });
    await bob.writes(`/start ${payloadIn(ann)}`);
    await pays(bob, '10.00');
    expect(bob.last.text).toContain('$10.00 received');
    await world.shop.passes({ days: 15 });
    await world.shop.runs('pay-referrals');
    await world.delivers();
    expect(ann.last.text).toContain('$1.00 for a friend whom you invited');
    await ann.writes('/invite');
    expect(ann.last.text).toMatch(/1 person came[\s\S]*Earned: \$1\.00/);
  });

  it('gives a promo code by typing it, or behind the command', async () => {
    await world.shop.all(
      `INSERT INTO promo_codes (code, kind, amount, max_uses, starts_at, created_at)
       VALUES ('SPRING-5', 'BALANCE', $1, 9, $2, $2) RETURNING 1`,
      [usd('5'), world.shop.clock.now()],
    );
    await ann.writes('/balance');
    await ann.presses('Promo code');
    await ann.writes('sprung');
    expect(ann.last.text).toContain('no such code');
    await ann.writes(' spring-5 ');
    expect(ann.last.text).toContain('$5.00 added');
    await ann.writes('/promo SPRING-5');
    expect(ann.last.text).toContain('You have used this code');
    expect((await world.money(ann))!.available).toBe(usd('6'));
  });

  it('sees a discount on the page of a number before it is held, and why it does not count', async () => {
    const offer = await world.shop.offer({ price: usd('1') });
    await world.shop.pool(offer, { numbers: 3 });
    await world.shop.all(
      `INSERT INTO promo_codes (code, kind, percent, max_uses, created_at)
       VALUES ('FIFTH', 'PURCHASE_DISCOUNT', 20, 1, $1) RETURNING 1`,
      [world.shop.clock.now()],
    );
    await ann.writes('/promo fifth');
    expect(ann.last.text).toMatch(/The code is yours[\s\S]*FIFTH.*20% off/);
    await ann.writes('/start c_tg_LV');
    expect(ann.last.text).toMatch(/Price: \$1\.00 \$0\.80[\s\S]*FIFTH.*you save \$0\.20/);
    await ann.presses('Without');
    expect(ann.last.text).toMatch(/Price: \$1\.00\n/);
    await ann.presses('Promo code');
    await ann.writes('FIFTH');
    const bob = await world.buyer({ balance: usd('1') });
    await bob.writes('/promo FIFTH');
    await bob.writes('/start c_tg_LV');
    await ann.presses('Get a number · $0.80');
    expect(await world.money(ann)).toMatchObject({ available: usd('0.20'), held: usd('0.80') });
    await bob.presses('Get a number · $0.80');
    expect(bob.last.text).toMatch(/FIFTH.*used up by others[\s\S]*\$1\.00 now[\s\S]*Nothing was charged/);
    await bob.presses('price');
    expect(bob.last.text).toMatch(/Price: \$1\.00\n[\s\S]*FIFTH/);
    await ann.presses('Cancel');
    await bob.presses('Refresh');
    await bob.presses('Get a number · $0.80');
    expect(await world.money(bob)).toMatchObject({ available: usd('0.20'), held: usd('0.80') });
  });

  it('gives money by a link that the first one takes', async () => {
    await ann.writes('/gift');
    expect(ann.last.text).toContain('There is none now');
    await pays(ann, '10.00');
    await world.shop.passes({ days: 2 });
    await ann.writes('/gift');
    await ann.writes('2,50');
    await ann.presses('$2.50');
    const payload = payloadIn(ann);
    const [bob, carl] = [world.stranger({ firstName: 'Bob' }), world.stranger({ firstName: 'Carl' })];
    await bob.writes(`/start ${payload}`);
    expect(bob.last.text).toContain('$2.50 for you');
    await carl.writes(`/start ${payload}`);
    expect(carl.last.text).toContain('This gift was taken');
    expect(ann.last.text).toContain('Your gift of $2.50 was taken');
    expect((await world.money(ann))!.available).toBe(usd('8.50'));
  });
});
