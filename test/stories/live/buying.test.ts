import type { RunningShop } from '../../../src/main';
import { buysTelegram, buysWhatsApp, numberOnCard, opensOffer } from '../../support/buyer-walks';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';

describe('a buyer in the chat', () => {
  let world: LiveWorld;
  let shop: RunningShop;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    shop = await startLiveShop(world);
  });
  afterEach(() => world.booksBalance(shop));
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  it('buys a number from the pool and reads its code', async () => {
    const buyer = await world.buyer();
    expect((await buyer.asks('/start')).text).toContain('Hello, Buyer');
    await buyer.presses(/📱 Get a number/);
    await buyer.presses(/WhatsApp/);
    await buyer.presses(/Latvia/);
    await buyer.reads(/Available: \$10\.00/);
    await buyer.presses(/✅ Get a number/);
    const { phone, cardId } = numberOnCard(await buyer.reads(/Waiting for the SMS/));
    expect(buyer.buttonOf(cardId, /Copy number/)).toMatchObject({ kind: 'copy', value: `+${phone}` });

    expect(world.inbox.receive(phone, 'Your WhatsApp code is 123-456')).toEqual({ kind: 'delivered' });
    const code = await buyer.reads(/^🔑 123-456/);
    expect(code.text).toContain('Your WhatsApp code is 123-456');
    expect(code.text).toContain('$0.80 was charged');
    expect(buyer.buttonOf(code.id, /123-456/)).toMatchObject({ kind: 'copy', value: '123-456' });
    await buyer.sees(
      () => buyer.message(cardId)?.text.includes('was charged') || undefined,
      'the card brought up to date',
    );
  });

  it('buys a number on demand, and pays nothing more for a second SMS', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysTelegram(buyer);
    expect(world.classic.orders().at(-1)).toMatchObject({ phone, service: 'tg', country: '2' });

    world.classic.receive(phone, 'Telegram code 55123');
    const code = await buyer.reads(/^🔑 55123/);
    const answer = await buyer.pressesOn(code.id, /Another SMS/);
    expect(answer.message).toBe('Ready for another SMS. It appears here, free of charge.');
    expect(buyer.message(code.id)?.text).toBe(code.text);

    await buyer.sees(
      () => world.classic.orders().find((order) => order.phone === phone && order.phase === 'retry'),
      'the supplier asked again',
    );
    world.classic.receive(phone, 'Telegram code 66234');
    expect((await buyer.reads(/^🔑 66234/)).text).toContain('🎁 Free');
    expect((await buyer.asks('/balance')).text).toContain('Available: $9.20');
    await buyer.reads(/More SMS[\s\S]*🔑 55123[\s\S]*🔑 66234/);
  });

  it('gets the whole text of an SMS in which no code can be found', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    world.inbox.receive(phone, 'Welcome to WhatsApp, dear friend!');
    const notice = await buyer.reads(/^📩 SMS[\s\S]*dear friend/);
    expect(buyer.buttonOf(notice.id, /Copy text/)).toMatchObject({ value: 'Welcome to WhatsApp, dear friend!' });
  });

  it('cancels, and gets the money back', async () => {
    const buyer = await world.buyer();
    const { cardId } = await buysTelegram(buyer);
    const answer = await buyer.presses(/❌ Cancel/);
    expect(answer.message).toMatch(/Canceled|Canceling/);
    await buyer.sees(() => /back on your balance/.test(buyer.message(cardId)?.text ?? '') || undefined, 'the end');
    expect((await buyer.asks('/balance')).text).toMatch(/Available: \$10\.00\nHeld: \$0\.00/);
    await buyer.sees(
      () => (world.classic.orders().every(({ phase }) => phase !== 'new') ? true : undefined),
      'the supplier told',
    );
  });

  it('changes the number for another one at the same price', async () => {
    const buyer = await world.buyer();
    const { phone, cardId } = await buysWhatsApp(buyer);
    const answer = await buyer.presses(/🔁 Change number/);
    expect(answer.message).toMatch(/^Here is another number, for the same money\. The deadline stays \d\d:\d\d UTC\.$/);
    const changed = await buyer.sees(() => {
      const card = buyer.message(cardId);
      return card && !card.text.includes(phone) ? numberOnCard(card) : undefined;
    }, 'another number');
    world.inbox.receive(changed.phone, 'WhatsApp code: 777-888');
    await buyer.reads(/^🔑 777-888/);
    expect((await buyer.asks('/balance')).text).toMatch(/Available: \$9\.20\nHeld: \$0\.00/);
  });

  it('is offered a code that came after the cancel, and takes it', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    await buyer.presses(/❌ Cancel/);
    await buyer.reads(/back on your balance/);
    world.inbox.receive(phone, 'Your WhatsApp code is 313-131');
    const offer = await buyer.reads(/A code came after the number had ended/);
    expect(offer.text).not.toContain('313');
    const answer = await buyer.pressesOn(offer.id, /Take the code/);
    expect(answer.message).toBe('The code is yours.');
    await buyer.reads(/313-131/);
    expect((await buyer.asks('/balance')).text).toContain('Available: $9.20');
  });

  it('taps twice and gets one number', async () => {
    const buyer = await world.buyer();
    await opensOffer(buyer, /WhatsApp/, /Latvia/);
    await Promise.all([buyer.presses(/✅ Get a number/), buyer.presses(/✅ Get a number/)]);
    await buyer.reads(/Waiting for the SMS/);
    await buyer.asks('/numbers');
    await buyer.reads(/1 is yours now/);
    expect((await buyer.asks('/balance')).text).toMatch(/Available: \$9\.20\nHeld: \$0\.80/);
  });

  it('loses the last number to another buyer without paying', async () => {
    const phone = await world.rareNumber();
    const [ann, ben] = await Promise.all([world.buyer(), world.buyer()]);
    await Promise.all([opensOffer(ann, /WhatsApp/, /Estonia/), opensOffer(ben, /WhatsApp/, /Estonia/)]);
    await Promise.all([ann.presses(/✅ Get a number/), ben.presses(/✅ Get a number/)]);
    const shown = await Promise.all(
      [ann, ben].map((buyer) => buyer.reads(/Waiting for the SMS|Sold out this very moment/)),
    );
    expect(shown.map(({ text }) => (text.includes(phone) ? 'number' : 'sold out')).sort()).toEqual([
      'number',
      'sold out',
    ]);
    const balances = await Promise.all([ann, ben].map((buyer) => buyer.asks('/balance')));
    expect(balances.map(({ text }) => /Available: (\S+)/.exec(text)?.[1]).sort()).toEqual(['$10.00', '$9.20']);
  });

  it('lacks money and is told how much', async () => {
    const buyer = await world.buyer({ balance: 5_000n });
    const offer = await opensOffer(buyer, /WhatsApp/, /Latvia/);
    expect(offer.text).toContain('You have $0.50; $0.30 is missing. Nothing was charged.');
    expect(buyer.buttonOf(offer.id, /✅ Get a number/)).toBeUndefined();
  });

  it('spends the last money once, from two chats on the same wallet', async () => {
    const buyer = await world.buyer({ balance: 8_000n });
    const first = await opensOffer(buyer, /WhatsApp/, /Latvia/);
    const second = await opensOffer(buyer, /Telegram/, /Kazakhstan/);
    await Promise.all([first, second].map(({ id }) => buyer.pressesOn(id, /✅ Get a number/)));
    await buyer.reads(/Waiting for the SMS/);
    await buyer.reads(/Not enough money/);
    expect((await buyer.asks('/balance')).text).toMatch(/Available: \$0\.00\nHeld: \$0\.80/);
  });

  it('may hold three numbers, not four', async () => {
    const buyer = await world.buyer();
    for (let n = 0; n < 3; n += 1) await buysWhatsApp(buyer);
    await opensOffer(buyer, /WhatsApp/, /Latvia/);
    await buyer.presses(/✅ Get a number/);
    await buyer.reads(/You have as many open numbers as possible/);
  });

  it('hears that the supplier has none, and gets the money back', async () => {
    const buyer = await world.buyer();
    const shelf = { service: 'tg', country: '2', cost: '0.1000', operators: ['any'] };
    world.classic.stock.set({ ...shelf, count: 0 });
    try {
      await opensOffer(buyer, /Telegram/, /Kazakhstan/);
      await buyer.presses(/✅ Get a number/);
      await buyer.reads(/No number was to be had/);
      expect((await buyer.asks('/balance')).text).toMatch(/Available: \$10\.00\nHeld: \$0\.00/);
    } finally {
      world.classic.stock.set({ ...shelf, count: 500 });
    }
  });

  it('is told when the time was up, and can buy again from there', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    await world.query(`UPDATE reservations SET expires_at = now() WHERE phone = $1 AND status = 'WAITING_CODE'`, [
      phone,
    ]);
    const ended = await buyer.reads(/⌛ Time is up/);
    expect(ended.text).toContain('$0.80 is back on your balance');
    await buyer.presses(/🔂 Buy again/);
    await buyer.reads(/Price: \$0\.80/);
  });
});
