import { requiredChannel } from '../support/channels';
import { usd } from '../support/shop';
import type { Chat, ShownMessage } from './support/chat';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

describe('a buyer who pays in', () => {
  let world: ScreenWorld;
  beforeEach(async () => {
    world = await openScreenWorld();
    await world.shop.paymentMethod({ protocol: 'stars', currency: 'XTR', rate: '0.013' });
  });
  afterEach(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  async function looksAtAmounts(buyer: Chat): Promise<void> {
    await buyer.writes('/balance');
    await buyer.presses('Add money');
    await buyer.presses('Stars');
  }
  const invoices = (buyer: Chat): ShownMessage[] => buyer.messages.filter(({ invoice }) => invoice);
  const living = (buyer: Chat): ShownMessage => buyer.messages.find(({ invoice }) => !invoice)!;

  /** From the amounts to the invoice in the chat. */
  async function asksFor(buyer: Chat, label: string): Promise<ShownMessage> {
    await buyer.presses(label, living(buyer));
    return invoices(buyer).at(-1)!;
  }

  it('reads what is paid and what comes, pays, and sees the new balance; the screen above says so, too', async () => {
    const buyer = world.stranger();
    await looksAtAmounts(buyer);
    expect(buyer.last.text).toMatch(/How much\? Press an amount, or type one from \$1\.00/);
    const invoice = await asksFor(buyer, '$5.00 · 385 ⭐');
    expect(living(buyer).text).toMatch(
      /Your invoice is below[\s\S]*You pay 385 ⭐, you get \$5\.00[\s\S]*Nothing is charged/,
    );
    expect(invoice.invoice).toMatchObject({ title: 'Balance: $5.00', stars: 385 });
    expect(buyer.messages).toHaveLength(2);

    expect(await world.pays(buyer, invoice)).toBeUndefined();
    expect(buyer.last.text).toMatch(/^✅ \$5\.00 received[\s\S]*Available now: \$5\.00[\s\S]*R-1[\s\S]*\/paysupport/);
    expect(living(buyer).text).toMatch(/Payment of \$5\.00[\s\S]*Paid/);
    await buyer.presses('Balance', living(buyer));
    expect(living(buyer).text).toContain('Available: $5.00');
  });

  it('leaves the screen alone that was opened meanwhile', async () => {
    const buyer = world.stranger();
    await looksAtAmounts(buyer);
    const invoice = await asksFor(buyer, '$5.00');
    await buyer.presses('Home', living(buyer));
    await world.pays(buyer, invoice);
    expect(living(buyer).text).toMatch(/Hello, Vera/);
  });

  it('leaves a screen alone that was opened before the word of the payment was sent again after a crash', async () => {
    const buyer = world.stranger();
    await looksAtAmounts(buyer);
    await world.pays(buyer, await asksFor(buyer, '$5.00'));
    await buyer.writes('/topup');
    const { id, text } = buyer.last;
    expect(text).toContain('How do you want to pay');
    const again = "UPDATE outbox SET state = 'WAITING' WHERE kind = 'payment_screen' RETURNING id";
    expect(await world.shop.all(again)).toHaveLength(1);
    await world.delivers();
    expect(buyer.find(id)!.text).toBe(text);
  });

  it.each([
    ['7,50', '$7.50 · 577 ⭐'],
    ['$1,000.00', '$1,000.00 · 76924 ⭐'],
    ['$2', '$2.00 · 154 ⭐'],
    ['٧٫٥', '$7.50 · 577 ⭐'],
    ['3.5 USD', '$3.50 · 270 ⭐'],
  ])('types %s and is offered that alone', async (typed, label) => {
    const buyer = world.stranger();
    await looksAtAmounts(buyer);
    await buyer.writes(typed);
    expect(buyer.labels().filter((text) => text.includes('⭐'))).toEqual([label]);
    await buyer.presses(label);
    expect(invoices(buyer)).toHaveLength(1);
  });

  it.each([
    ['abc', /^That is no amount\. Type a number, such as 5\. Nothing was paid\./],
    ['-5', /^That is no amount/],
    ['1,000', /^That is no amount/],
    ['0.5', /^\$0\.50 cannot be paid this way, only \$1\.00 to .*\. Nothing was paid\./],
    ['99999999', /^\$99,999,999\.00 cannot be paid this way/],
  ])('types %s and reads why not, above the amounts', async (typed, text) => {
    const buyer = world.stranger();
    await looksAtAmounts(buyer);
    await buyer.writes(typed);
    expect(buyer.last.text).toMatch(text);
    expect(buyer.labels()).toContain('$5.00 · 385 ⭐');
    await buyer.writes('6');
    expect(buyer.labels()).toContain('$6.00 · 462 ⭐');
  });

  it('changes the mind at the invoice: back, or another sum typed there', async () => {
    const buyer = world.stranger();
    await looksAtAmounts(buyer);
    await asksFor(buyer, '$5.00');
    await buyer.presses('Back', living(buyer));
    expect(living(buyer).text).toContain('How much?');
    await asksFor(buyer, '$5.00');
    await buyer.writes('6');
    expect(buyer.last.text).toContain('How much?');
    expect(buyer.labels()).toContain('$6.00 · 462 ⭐');
  });

  it('taps an amount twice and gets one invoice; later the same button says what became of it', async () => {
    const buyer = world.stranger();
    await looksAtAmounts(buyer);
    const data = buyer.dataOf('$5.00');
    const { id } = buyer.last;
    await buyer.pressesData(data, id);
    await buyer.pressesData(data, id);
    expect(invoices(buyer)).toHaveLength(1);
    await world.pays(buyer, invoices(buyer)[0]!);
    await buyer.pressesData(data, id);
    expect(living(buyer).text).toMatch(/Paid\. The money is in your balance/);
    expect(invoices(buyer)).toHaveLength(1);
  });

  it('pays too late: is told that no stars were taken, and the old button says that its time is over', async () => {
    const buyer = world.stranger();
    await looksAtAmounts(buyer);
    const data = buyer.dataOf('$5.00');
    const { id } = buyer.last;
    await buyer.pressesData(data, id);
    await world.shop.passes({ minutes: 40 });
    expect(await world.pays(buyer, invoices(buyer)[0]!)).toMatch(/time of this invoice is over\. No stars were taken/);
    await world.shop.runs('expire-payments');
    await buyer.pressesData(data, id);
    expect(living(buyer).text).toMatch(/Its time is over\. Nothing came/);
    expect(await world.money(buyer)).toEqual({ available: 0n, held: 0n });
  });

  it('finds the way in, help and terms by command, also before the gate', async () => {
    const buyer = world.stranger();
    await buyer.writes('/topup');
    expect(buyer.last.text).toContain('How do you want to pay?');
    await requiredChannel(world.shop, 'News');
    await world.shop.passes({ seconds: 2 });
    await buyer.writes('/paysupport');
    expect(buyer.last.text).toMatch(/Help with payments[\s\S]*Telegram cannot help/);
    await buyer.writes('/terms');
    expect(buyer.last.text).toMatch(/Terms[\s\S]*You pay only for a number that brought a code/);
    await buyer.writes('/topup');
    expect(buyer.last.text).not.toContain('How do you want to pay?');
  });

  describe('because money was lacking for a number', () => {
    let offerId: number;
    beforeEach(async () => {
      const offer = await world.shop.offer({ service: 'WhatsApp', price: usd('5.30') });
      offerId = offer.id;
      await world.shop.pool(offer, { numbers: 3 });
    });

    async function lacks(buyer: Chat): Promise<void> {
      for (const step of ['Get a number', 'WhatsApp', 'Latvia']) await buyer.presses(step);
    }
    const reservations = () => world.shop.all('SELECT 1 FROM reservations');

    it('is offered exactly what is missing, and goes on with one button at the price that was shown', async () => {
      const buyer = await world.buyer({ balance: usd('2') });
      await lacks(buyer);
      expect(buyer.last.text).toMatch(/You have \$2\.00; \$3\.30 is missing\. Nothing was charged/);
      expect(buyer.last.text).not.toContain('write to');
      await buyer.presses('➕ Add $3.30');
      expect(buyer.last.text).toContain('You are short of $3.30');
      await buyer.presses('Stars');
      expect(buyer.labels()[0]).toBe('$3.30 · 254 ⭐');
      await world.pays(buyer, await asksFor(buyer, '$3.30'));
      expect(await reservations()).toEqual([]);
      const receipt = buyer.last;
      await buyer.presses('▶️ Go on: WhatsApp', receipt);
      expect(buyer.last.text).toContain('Waiting for the SMS');
      await buyer.presses('▶️ Go on: WhatsApp', receipt);
      expect(await reservations()).toHaveLength(1);
      expect(await world.money(buyer)).toEqual({ available: 0n, held: usd('5.30') });
    });

    it('is told when the price changed meanwhile, and nothing is bought by itself', async () => {
      const buyer = await world.buyer({ balance: usd('2') });
      await lacks(buyer);
      await buyer.presses('➕ Add $3.30');
      await buyer.presses('Stars');
      const invoice = await asksFor(buyer, '$3.30');
      await world.shop.all('UPDATE offers SET price = $1 WHERE id = $2 RETURNING 1', [usd('5.60'), offerId]);
      await world.pays(buyer, invoice);
      await buyer.presses('▶️ Go on: WhatsApp');
      expect(buyer.last.text).toMatch(/price has changed[\s\S]*\$5\.60 now[\s\S]*Nothing was charged/);
      expect(await reservations()).toEqual([]);
      await buyer.presses('See the new price');
      expect(buyer.last.text).toContain('$0.30 is missing');
      expect(buyer.labels()).toContain('➕ Add $0.30');
    });

    it('is offered the rest when less was paid than was missing', async () => {
      const buyer = await world.buyer({ balance: usd('2') });
      await lacks(buyer);
      await buyer.presses('➕ Add $3.30');
      await buyer.presses('Stars');
      await world.pays(buyer, await asksFor(buyer, '$2.00'));
      expect(buyer.labels().join()).not.toContain('Go on');
      await buyer.presses('➕ Add $1.30');
      expect(buyer.last.text).toContain('You are short of $1.30');
    });

    it('goes back from the ways to pay to what was to be bought', async () => {
      const buyer = await world.buyer({ balance: usd('2') });
      await lacks(buyer);
      await buyer.presses('➕ Add $3.30');
      await buyer.presses('Stars');
      await buyer.presses('Back');
      await buyer.presses('Back');
      expect(buyer.last.text).toContain('Price: $5.30');
    });
  });
});
