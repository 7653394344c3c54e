import { usd } from '../support/shop';
import type { Chat } from './support/chat';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

describe('a buyer in the chat', () => {
  let world: ScreenWorld;
  let providerId: number;
  let phones: string[];
  beforeEach(async () => {
    world = await openScreenWorld();
    const offer = await world.shop.offer({ service: 'WhatsApp', price: usd('0.80') });
    ({ providerId, phones } = await world.shop.pool(offer, { numbers: 3 }));
  });
  afterEach(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  /** From the home screen to the last look before money moves. */
  async function looks(buyer: Chat): Promise<void> {
    await buyer.presses('Get a number');
    await buyer.presses('WhatsApp');
    await buyer.presses('Latvia');
  }

  async function buys(buyer: Chat): Promise<string> {
    await looks(buyer);
    await buyer.presses('✅ Get a number');
    return /\+(\d+)/.exec(buyer.last.text)![1]!;
  }

  it('walks from the start to the number in one message, and gets the code in another', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    await looks(buyer);
    expect(buyer.last.text).toMatch(/Price: \$0\.80[\s\S]*In stock: 3[\s\S]*Available: \$2\.00/);

    await buyer.presses('✅ Get a number');
    expect(buyer.messages).toHaveLength(1);
    expect(buyer.last.text).toMatch(/Until 12:20 UTC · 20 minutes left/);
    const phone = /\+(\d+)/.exec(buyer.last.text)![1]!;
    expect(phones).toContain(phone);
    expect(buyer.button('Copy number')).toMatchObject({ kind: 'copy', copyText: `+${phone}` });
    expect(await world.money(buyer)).toEqual({ available: usd('1.20'), held: usd('0.80') });

    await world.sms(providerId, phone, 'Your <b>WhatsApp</b> code is 123-456');
    expect(buyer.messages).toHaveLength(2);
    expect(buyer.last.text).toMatch(/^🔑 123-456\n\nYour <b>WhatsApp<\/b> code is 123-456\n/);
    expect(buyer.last.text).toContain('$0.80 was charged');
    expect(buyer.button('123-456')).toMatchObject({ kind: 'copy', copyText: '123-456' });
    // The card above has changed by itself.
    expect(buyer.messages[0]!.text).toContain('123-456');
    expect(buyer.labels(buyer.messages[0]!)).not.toContain('❌ Cancel');
    expect(await world.money(buyer)).toEqual({ available: usd('1.20'), held: 0n });
  });

  it('buys the same again in two taps: from the code, and from the home screen while it is on sale', async () => {
    const buyer = await world.buyer({ balance: usd('5') });
    expect(buyer.labels().join()).not.toContain('🔂');
    await world.sms(providerId, await buys(buyer), 'code 111222');
    await buyer.presses('🔂 Buy again');
    await buyer.presses('✅ Get a number');
    expect(buyer.last.text).toContain('Waiting for the SMS');
    await buyer.writes('/start');
    await buyer.presses('🔂 WhatsApp · 🇱🇻 Latvia · $0.80');
    await buyer.presses('✅ Get a number');
    expect(await world.money(buyer)).toEqual({ available: usd('2.60'), held: usd('1.60') });
    await world.shop.all('UPDATE offers SET is_active = false RETURNING 1');
    await buyer.writes('/start');
    expect(buyer.labels().join()).not.toContain('🔂');
  });

  it('finds a number among his own for as long as it is his, with its code', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    const phone = await buys(buyer);
    await world.sms(providerId, phone, 'code 111222');
    await buyer.writes('/numbers');
    expect(buyer.last.text).toContain('1 is yours now');
    await buyer.presses(`+${phone}`);
    expect(buyer.last.text).toContain('111222');
    await world.shop.passes({ minutes: 21 });
    await buyer.writes('/numbers');
    expect(buyer.last.text).toContain('No open numbers');
    await buyer.presses('History');
    expect(buyer.labels()).toContain(`✅ WhatsApp 🇱🇻 +${phone} · 15 Jan`);
    await buyer.presses(`+${phone}`);
    expect(buyer.last.text).toContain('111222');
    await buyer.presses('Back');
    expect(buyer.last.text).toContain('History');
    await buyer.presses('Back');
    expect(buyer.last.text).toContain('No open numbers');
    await buyer.writes('/history');
    await buyer.presses('Back');
    expect(buyer.last.text).toContain('Hello');
  });

  it('taps twice and reserves once', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    await looks(buyer);
    const press = buyer.pressOf(buyer.dataOf('✅ Get a number'), buyer.last.id);
    await Promise.all([world.handlesUpdate(world.update(press)), world.handlesUpdate(world.update(press))]);
    await world.delivers();
    expect(buyer.messages).toHaveLength(1);
    expect(buyer.last.text).toContain('Waiting for the SMS');
    expect(await world.money(buyer)).toEqual({ available: usd('1.20'), held: usd('0.80') });
  });

  it('is answered once when the program dies after the answer was put and handles the press again', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    await looks(buyer);
    const update = world.update(buyer.pressOf(buyer.dataOf('✅ Get a number'), buyer.last.id));
    await world.handlesUpdate(update);
    world.shop.restarts();
    await world.handlesUpdate(update);
    const [{ count }] = (await world.shop.all<{ count: bigint }>(
      `SELECT count(*) AS count FROM outbox WHERE state = 'WAITING'`,
    )) as [{ count: bigint }];
    expect(count).toBe(1n);
    await world.delivers();
    expect(buyer.last.text).toContain('Waiting for the SMS');
    expect(await world.money(buyer)).toEqual({ available: usd('1.20'), held: usd('0.80') });
  });

  it('learns how much is missing, and cannot press what he cannot pay', async () => {
    const buyer = await world.buyer({ balance: usd('0.50') });
    await looks(buyer);
    expect(buyer.last.text).toMatch(/\$0\.30 is missing\. Nothing was charged/);
    expect(buyer.last.text).not.toContain('is only held');
    expect(buyer.labels()).toEqual(expect.arrayContaining(['💳 Balance', '🎁 Free credit']));
    expect(buyer.labels().join()).not.toContain('✅ Get a number');
  });

  it('is asked again when the price changed between the look and the press', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    await looks(buyer);
    await world.shop.all('UPDATE offers SET price = $1', [usd('0.90')]);
    await buyer.presses('✅ Get a number');
    expect(buyer.last.text).toMatch(/price has changed[\s\S]*\$0\.90 now[\s\S]*Nothing was charged/);
    await buyer.presses('See the new price');
    await buyer.presses('✅ Get a number · $0.90');
    expect(await world.money(buyer)).toEqual({ available: usd('1.10'), held: usd('0.90') });
  });

  it.each([
    ['sold out', `UPDATE numbers SET status = 'DELETED', deleted_at = now()`, /Sold out[\s\S]*Nothing was charged/],
    ['taken off sale', 'UPDATE offers SET is_active = false', /no longer on sale[\s\S]*Nothing was charged/],
    [
      'paused',
      `UPDATE users SET buying_paused_until = '2026-01-15T12:30Z'`,
      /again in 30 min \(12:30 UTC\)[\s\S]*Nothing was charged/,
    ],
  ])('is told what happened when it is %s by then', async (_, change, text) => {
    const buyer = await world.buyer({ balance: usd('2') });
    await looks(buyer);
    await world.shop.all(change);
    await buyer.presses('✅ Get a number');
    expect(buyer.last.text).toMatch(text);
    expect(buyer.labels()).toContain('🏠 Home');
    expect(await world.money(buyer)).toEqual({ available: usd('2'), held: 0n });
  });

  it('keeps three open numbers at most, and finds the way to them', async () => {
    const buyer = await world.buyer({ balance: usd('9') });
    await world.shop.pool(
      (await world.shop.one(
        'SELECT id, price, service_id AS "serviceId", country_id AS "countryId" FROM offers',
      )) as never,
      { numbers: 2 },
    );
    for (let round = 0; round < 3; round += 1) {
      await buyer.writes('/start');
      await buys(buyer);
    }
    await buyer.writes('/start');
    await looks(buyer);
    await buyer.presses('✅ Get a number');
    expect(buyer.last.text).toContain('as many open numbers as possible');
    await buyer.presses('My numbers');
    expect(buyer.last.text).toContain('3 are yours now');
  });

  it('cancels, and the card says that the money is back', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    await buys(buyer);
    await buyer.presses('Cancel');
    expect(buyer.toast).toBe('Canceled. The money is back.');
    expect(buyer.last.text).toMatch(/Canceled[\s\S]*You canceled it[\s\S]*\$0\.80 is back/);
    expect(buyer.messages).toHaveLength(1);
    expect(await world.money(buyer)).toEqual({ available: usd('2'), held: 0n });
    await buyer.presses('Buy again');
    expect(buyer.last.text).toContain('Price: $0.80');
  });

  it('changes the number twice with one tap too many, and has one new number', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    const old = await buys(buyer);
    const data = buyer.dataOf('Change number');
    expect(buyer.last.text).toContain('Another number has the same deadline');
    const deadline = /Until (\S+)/.exec(buyer.last.text)![1]!;
    await world.shop.passes({ minutes: 3 });
    await buyer.pressesData(data);
    const fresh = /\+(\d+)/.exec(buyer.last.text)![1]!;
    expect(fresh).not.toBe(old);
    expect(buyer.toast).toContain(`The deadline stays ${deadline}`);
    expect(buyer.last.text).toContain(`Until ${deadline}`);
    expect(buyer.last.text).toContain('the deadline stayed');
    await buyer.pressesData(data);
    expect(buyer.last.text).toContain(fresh);
    expect(await world.money(buyer)).toEqual({ available: usd('1.20'), held: usd('0.80') });
    await world.sms(providerId, fresh, 'code 777888');
    expect(buyer.messages[0]!.text).toContain('777888');
  });

  it('gets further SMS on the same number for nothing', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    const phone = await buys(buyer);
    await world.sms(providerId, phone, 'code 111222');
    const first = buyer.last;
    await buyer.presses('Another SMS');
    expect(buyer.toast).toContain('free of charge');
    expect(first.text).toMatch(/^🔑 111222/); // the code stays where it is
    await world.sms(providerId, phone, 'no code in here');
    expect(buyer.last.text).toMatch(/^📩 SMS\n\nno code in here[\s\S]*Free: this number is already paid/);
    expect(buyer.button('Copy text')).toMatchObject({ copyText: 'no code in here' });
    expect(await world.money(buyer)).toEqual({ available: usd('1.20'), held: 0n });
  });

  it('is told once when no code came: by the card, where it is on display', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    await buys(buyer);
    await world.shop.passes({ minutes: 20 });
    await world.shop.runs('expire-reservations');
    await world.delivers();
    expect(buyer.messages).toHaveLength(1);
    expect(buyer.last.text).toMatch(/Time is up[\s\S]*\$0\.80 is back/);
  });

  it('is told once when no code came: below, where another screen stands by now', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    await buys(buyer);
    await buyer.presses('Home');
    await world.shop.passes({ minutes: 20 });
    await world.shop.runs('expire-reservations');
    await world.delivers();
    expect(buyer.messages.map(({ text }) => /Time is up/.test(text))).toEqual([false, true]);
  });

  it('takes a late code only by pressing, and pays once', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    const phone = await buys(buyer);
    await buyer.presses('Cancel');
    await world.sms(providerId, phone, 'late code 454545');
    const offer = buyer.last;
    expect(offer.text).toMatch(/after the number had ended[\s\S]*\$0\.80/);
    expect(offer.text).not.toContain('454545');
    expect(buyer.messages[0]!.text).toContain('A code came too late');
    expect(await world.money(buyer)).toEqual({ available: usd('2'), held: 0n });

    const claim = buyer.pressOf(buyer.dataOf('Take the code', offer), offer.id);
    await world.handles(claim);
    await world.handles(claim);
    expect(buyer.messages.filter(({ text }) => text.includes('454545')).length).toBeGreaterThan(0);
    expect(await world.money(buyer)).toEqual({ available: usd('1.20'), held: 0n });
  });

  it('cannot take a late code once its time is over', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    const phone = await buys(buyer);
    await buyer.presses('Cancel');
    await world.sms(providerId, phone, 'late code 454545');
    await world.shop.passes({ minutes: 11 });
    await buyer.presses('Take the code');
    expect(buyer.toast).toContain('Too late');
    expect(await world.money(buyer)).toEqual({ available: usd('2'), held: 0n });
  });

  it('does not lose a card that he left: the code comes, and the other screen stays', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    const phone = await buys(buyer);
    await buyer.presses('🏠 Home');
    await world.sms(providerId, phone, 'code 999000');
    expect(buyer.last.text).toMatch(/^🔑 999000/);
    expect(buyer.messages[0]!.text).toContain('Hello, Vera!');
  });

  it('sees "Getting a number" while a supplier thinks, and the number in the same message', async () => {
    const offer = await world.shop.offer({ service: 'Telegram', country: 'Germany', price: usd('0.50') });
    let release: (value: unknown) => void = () => undefined;
    const slow = await world.shop.scripted('slow', ['acquire', 'cancel', 'finish']);
    const thinking = new Promise((resolve) => {
      release = resolve;
    });
    slow.next('acquire', async () => {
      await thinking;
      return { kind: 'acquired', orderId: 'o1', phone: '491700000001', cost: usd('0.10') };
    });
    await world.shop.route(offer, slow.id);
    const buyer = await world.buyer({ balance: usd('2') });
    for (const step of ['Get a number', 'Telegram', 'Germany']) await buyer.presses(step);
    const pressed = world.handlesUpdate(world.update(buyer.pressOf(buyer.dataOf('✅ Get a number'), buyer.last.id)));
    await world.shop.until(async () => slow.called('acquire') === 1);
    await world.shop.clock.advance(700);
    await world.shop.until(async () => {
      await world.delivers();
      return buyer.last.text.includes('Getting a number');
    });
    expect(buyer.toasts.at(-1)).toMatchObject({ text: undefined });
    release(undefined);
    await pressed;
    await world.delivers();
    expect(buyer.messages).toHaveLength(1);
    expect(buyer.last.text).toContain('+491700000001');
  });
});
