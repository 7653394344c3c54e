import type { WebhookRequest } from '../../src/ports/sms-provider';
import { genericInboxAdapter } from '../../src/providers/generic-inbox';
import { settingsFor } from './provider-at';

const vendor = { name: 'inbox', protocol: 'generic_inbox', baseUrl: 'http://127.0.0.1:9', apiKey: '' };
const parts = undefined as never;

/** What a delivery by GET, or as JSON, is read as. */
function pushed(push: object, given: string | object) {
  const provider = genericInboxAdapter.create(settingsFor(vendor, { options: { push } }), parts);
  const isQuery = typeof given === 'string';
  const request: WebhookRequest = {
    method: isQuery ? 'GET' : 'POST',
    url: `https://shop.example/webhooks/1/s${isQuery ? `?${given}` : ''}`,
    headers: {},
    contentType: isQuery ? '' : 'application/json',
    rawBody: Buffer.from(isQuery ? '' : JSON.stringify(given)),
    now: new Date(),
  };
  const reading = provider.readWebhook!(request);
  return reading.kind === 'messages' ? reading.messages : reading;
}

const PLACES = { phone: 'to', text: 'text', time: 'at' };
const to = '37120000001';

describe('an item of an inbox', () => {
  it('has a text written as a number, and an empty one is no mistake', () => {
    expect(pushed(PLACES, { to, text: 123456 })).toMatchObject([{ text: '123456' }]);
    expect(pushed(PLACES, { to, text: '' })).toMatchObject([{ text: '' }]);
    expect(pushed(PLACES, { to })).toMatchObject({ kind: 'unreadable' });
    expect(pushed(PLACES, { to: '0037129999002', text: 'x' })).toMatchObject([{ phone: '37129999002' }]);
  });

  it.each([
    ['2026-11-29 00:00:00+00', undefined, '2026-11-29T00:00:00Z'],
    ['2026-11-29T05:45:00+0545', undefined, '2026-11-29T00:00:00Z'],
    ['2026-11-29T00:00:00Z', 'Europe/Riga', '2026-11-29T00:00:00Z'],
    ['2026-11-29 21:47:06', 'Europe/Riga', '2026-11-29T19:47:06Z'],
    ['2026-11-29 21:47:06', undefined, undefined],
    ['2026-11-29', undefined, undefined],
  ])('came at %s, by the clock of %s', (at, timeZone, instant) => {
    const expected = instant === undefined ? undefined : new Date(instant);
    expect(pushed({ ...PLACES, timeZone }, { to, text: 'x', at })).toEqual([
      expect.objectContaining({ receivedAt: expected }),
    ]);
  });

  it('is written in UTF-16, whose octets are read once', () => {
    const charset = 'utf-16be';
    const words = Buffer.from('Код 48213 + ü', 'utf16le').swap16();
    const escaped = [...words].map((octet) => `%${octet.toString(16).padStart(2, '0')}`).join('');
    expect(pushed({ ...PLACES, charset }, `to=${to}&text=${escaped}`)).toMatchObject([{ text: 'Код 48213 + ü' }]);
    expect(pushed({ ...PLACES, charset: 'iso-8859-15' }, `to=%2B${to}&text=%A4+5`)).toMatchObject([{ text: '€ 5' }]);
    expect(pushed(PLACES, `to=${to}&text=%D0%9A%D0%BE%D0%B4`)).toMatchObject([{ text: 'Код' }]);
  });

  it('is a part of a long SMS where it says so', () => {
    const part = { group: 'ref', number: 'n', total: 'of' };
    expect(pushed({ ...PLACES, part }, { to, text: 'x', ref: 7, n: '2', of: 3 })).toMatchObject([
      { part: { group: '7', number: 2, total: 3 } },
    ]);
    for (const more of [{}, { n: 1, of: 1 }, { n: 4, of: 3 }, { n: 0, of: 2 }, { n: 1, of: 999 }])
      expect(pushed({ ...PLACES, part }, { to, text: 'x', ref: 7, ...more })).toMatchObject([{ part: undefined }]);
  });
});
