import type { RunningShop } from '../../src/main';
import type { ChatBuyer } from '../support/chat-buyer';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../support/live-shop';

/** The buyer's screens as a real client sees them, over MTProto on loopback, with vendors that are asked over HTTP. */
describe('a buyer with a Telegram client', () => {
  let world: LiveWorld;
  let shop: RunningShop;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    shop = await startLiveShop(world);
  });
  afterAll(async () => {
    await world.booksBalance(shop);
    await shop.shutdown.run('the stories are told');
    await world.close();
  });

  const buyer = (o?: Parameters<LiveWorld['buyer']>[0]): Promise<ChatBuyer> => world.buyer(o);
  const phoneIn = (text: string) => /\+(\d{9,15})/.exec(text)![1]!;

  it('walks from /start to the code: one message for the way, one for the code', async () => {
    const anna = await buyer();
    await anna.says('/start');
    await anna.reads(/Hello, Buyer/);
    await anna.presses(/Get a number/);
    await anna.reads(/Which service/);
    await anna.presses(/WhatsApp/);
    await anna.reads(/which country/);
    await anna.presses(/Latvia/);
    await anna.reads(/Price: \$0\.80/);
    await anna.presses(/✅ Get a number/);
    const card = await anna.reads(/Waiting for the SMS/);
    expect(anna.fromBot()).toHaveLength(1);
    expect(card.buttons.flat()).toContainEqual({
      kind: 'copy',
      text: '📋 Copy number',
      value: `+${phoneIn(card.text)}`,
    });

    world.inbox.receive(phoneIn(card.text), 'Your WhatsApp code is 123-456');
    const code = await anna.reads(/^🔑 123-456/);
    expect(code.entities[0]).toEqual({ kind: 'messageEntityCode', offset: 3, length: 7 });
    expect(code.buttons.flat()).toContainEqual({ kind: 'copy', text: '📋 123-456', value: '123-456' });
    await anna.sees(() => (/123-456/.test(anna.fromBot()[0]!.text) ? true : undefined), 'the code on the card');
    expect(anna.fromBot()).toHaveLength(2);

    await anna.presses(/My numbers/);
    await anna.reads(/📋 My numbers\n1 is yours now/);
    expect(anna.fromBot()[1]!.text).toMatch(/^🔑 123-456/);
  });

  it('buys on demand, is answered by an order of the vendor, and reads Russian', async () => {
    const boris = await buyer({ language: 'ru' });
    await boris.says('/start s_tg');
    await boris.presses(/Казахстан/);
    await boris.reads(/Цена: \$0\.80/);
    await boris.presses(/Получить номер · /);
    const card = await boris.reads(/Ждём SMS/, 20_000);
    world.classic.receive(phoneIn(card.text), 'Код Telegram: 54321');
    await boris.reads(/^🔑 54321/, 20_000);
  });

  it('types what he wants, in Arabic too', async () => {
    const dana = await buyer({ language: 'ar' });
    await dana.says('telegram');
    await dana.reads(/خدمة واحدة/);
    await dana.presses(/Telegram/);
    await dana.reads(/أي بلد/);
    await dana.says('كازاخ');
    await dana.reads(/بلد واحد/);
    expect(dana.fromBot()).toHaveLength(1);
  });

  it('cancels, and his money is back before he looks at the balance', async () => {
    const carl = await buyer();
    await carl.says('/start c_wa_LV');
    await carl.presses(/✅ Get a number/);
    await carl.reads(/Waiting for the SMS/);
    const answer = await carl.presses(/Cancel/);
    expect(answer.message).toBe('Canceled. The money is back.');
    await carl.says('/balance');
    await carl.reads(/Available: \$10\.00\nHeld: \$0\.00/);
  });

  it('presses a button of an earlier screen, and that one goes on', async () => {
    const emil = await buyer();
    await emil.says('/start');
    const old = await emil.reads(/Hello/);
    await emil.says('/help');
    await emil.reads(/How it works/);
    const balance = old.buttons.flat().find(({ text }) => text.includes('Balance'))!;
    await emil.pressesData(old.id, Buffer.from(balance.value));
    await emil.reads(/Available: \$10\.00/);
    expect(emil.fromBot()).toHaveLength(2);
  });

  it('taps the last button three times at once and has one number', async () => {
    const fred = await buyer({ balance: 9_000n });
    await fred.says('/start c_wa_LV');
    const { message, button } = await fred.sees(() => fred.findButton(/✅ Get a number/), 'the button');
    const data = Buffer.from(button.value);
    await Promise.all([1, 2, 3].map(() => fred.pressesData(message.id, data)));
    await fred.reads(/Waiting for the SMS/);
    await fred.says('/balance');
    await fred.reads(/Available: \$0\.10\nHeld: \$0\.80/);
  });
});
