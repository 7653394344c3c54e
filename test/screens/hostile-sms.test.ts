import { callbacks } from '../../src/bot/callbacks';
import { usd } from '../support/shop';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

const LONGEST_MESSAGE = 4_096;

describe('an SMS that somebody wrote to do harm', () => {
  let world: ScreenWorld;
  beforeAll(async () => {
    world = await openScreenWorld();
  });
  afterAll(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  it.each(['en', 'ar', 'ru'])('reaches its buyer as plain text, whole where it fits, in %s', async (language) => {
    const offer = await world.shop.offer({ service: `WhatsApp ${language}`, price: usd('0.80') });
    const { providerId, phones } = await world.shop.pool(offer);
    const buyer = await world.buyer({ balance: usd('2'), language });
    const [{ id }] = [buyer.messages[0]!];
    await buyer.pressesData(callbacks.reserve({ offer: offer.id, price: usd('0.80'), nonce: `nonce-${language}` }), id);
    const evil = '\u202e<b>Pay</b> [here](https://evil.example) **now** `rm` رمز ٤٨٢١٣ \u2066\u2067';
    await world.sms(providerId, phones[0]!, `${evil}${'x'.repeat(3_900)}`);
    const code = buyer.messages.findLast(({ text }) => text.includes('<b>Pay</b>'))!;
    // Nothing of it became markup, and nothing of it turns the text around it.
    expect(code.text).toContain('<b>Pay</b> [here](https://evil.example) **now** `rm`');
    expect(code.entities.filter(({ kind }) => kind === 'link')).toEqual([]);
    expect(code.text).not.toMatch(/[\u202a-\u202e\u2067]/);
    expect(code.text.length).toBeLessThanOrEqual(LONGEST_MESSAGE);
    // The code stands first, in our digits, to be copied.
    expect(code.text.split('\n')[0]).toContain('48213');
    expect(code.keyboard.flat()).toContainEqual(expect.objectContaining({ kind: 'copy', copyText: '48213' }));
  });

  it.each([
    ['longer than the clipboard', 'nonce-lo', `Tap ${'a'.repeat(300)}`],
    ['with signs that Telegram leaves out', 'nonce-si', 'Tap \u0007 the link'],
  ])('%s gets no copy button, since it would copy something else', async (_, nonce, text) => {
    const offer = await world.shop.offer({ service: nonce, price: usd('0.80') });
    const { providerId, phones } = await world.shop.pool(offer);
    const buyer = await world.buyer({ balance: usd('2') });
    const data = callbacks.reserve({ offer: offer.id, price: usd('0.80'), nonce });
    await buyer.pressesData(data, buyer.messages[0]!.id);
    await world.sms(providerId, phones[0]!, text);
    const code = buyer.messages.findLast(({ text: shown }) => shown.includes('Tap'))!;
    expect(code.keyboard.flat().filter(({ kind }) => kind === 'copy')).toEqual([]);
    expect(code.keyboard.flat()).not.toEqual([]);
  });
});
