import fc from 'fast-check';
import { readPost } from '../../src/domain/message/read-post';
import type { WebhookRequest } from '../../src/ports/sms-provider';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const NAMES = [
  'activationId',
  'code',
  'text',
  'Body',
  'To',
  'MessageSid',
  'to',
  'messageId',
  'concat',
  'concat-part',
  'list',
  '__proto__',
];
const scalar = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
  fc.constant('+37120000001'),
);
const value = fc.oneof(
  scalar,
  fc.array(fc.oneof(scalar, fc.dictionary(fc.constantFrom(...NAMES), scalar)), { maxLength: 4 }),
);
const fields = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 8 });
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((raw) => Buffer.from(raw)),
  fields.map((one) => Buffer.from(JSON.stringify(one))),
  fc.json().map((text) => Buffer.from(text)),
  fields.map((one) =>
    Buffer.from(
      new URLSearchParams(Object.entries(one).map(([k, v]): [string, string] => [k, JSON.stringify(v)])).toString(),
    ),
  ),
);
const deliveries = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  rawBody: body,
  headers: fc.dictionary(
    fc.constantFrom('authorization', 'x-twilio-signature', 'x-webhook-signature', 'x-sign'),
    fc.oneof(fc.string(), fc.constant('Bearer a.b.c'), fc.constant('Bearer eyJhbGciOiJIUzI1NiJ9.e30.')),
  ),
  url: fc.webPath().map((path) => `https://shop.test/webhooks/1/x?${path.slice(1)}`),
  contentType: fc.constantFrom('', 'application/json', 'application/x-www-form-urlencoded', 'text/xml'),
  now: fc.constant(new Date('2026-01-02T03:04:05Z')),
}) as fc.Arbitrary<WebhookRequest>;

const push = { list: 'list', phone: 'to', text: 'text' };
const signature = { header: 'x-sign', algorithm: 'sha256' };

describe('a delivery made up by somebody who knows the address', () => {
  it.each([
    ['handler_api', {}],
    ['twilio', {}],
    ['vonage', {}],
    ['vonage', { signature: 'sha256' }],
    ['vonage', { signature: 'jwt' }],
    ['textverified', { username: 'u' }],
    ['generic_inbox', { push }],
    ['generic_inbox', { push: { ...push, signature } }],
  ])('is judged calmly by %s %j; where suppliers sign, it is never believed', (protocol, options) => {
    const vendor = { name: protocol, protocol, baseUrl: 'https://vendor.test', apiKey: 'the key' };
    const provider = providers.at(settingsFor(vendor, { options, webhookKey: () => 'the key' }));
    const signs = protocol === 'twilio' || protocol === 'textverified' || JSON.stringify(options).includes('signature');
    fc.assert(
      fc.property(deliveries, (delivery) => {
        const reading = provider.readWebhook!(delivery);
        if (signs) expect(reading.kind).not.toBe('messages');
        if (reading.kind !== 'messages') {
          expect(reading.detail).toMatch(/\.$/);
          return;
        }
        for (const { phone, orderId, text } of reading.messages) {
          expect(phone ?? orderId).toBeDefined();
          if (phone !== undefined) expect(phone).toMatch(/^[1-9]\d{6,14}$/);
          expect(typeof text).toBe('string');
        }
        if (protocol === 'handler_api') expect(reading.trust).toBe('confirm');
      }),
      { numRuns: 300 },
    );
  });

  it('and any post in a chat are read without harm: a number in full, or the end of one, and words', () => {
    const piece = fc.constantFrom(
      'to:',
      '+371 2000-0001',
      '37120000001',
      '***4567',
      'code',
      ' ',
      '\n',
      'ends with ',
      '123-456',
      '(',
      '+',
      'https://t.me/1',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 300 }),
    );
    fc.assert(
      fc.property(text, (post) => {
        const reading = readPost(post);
        if (!reading) return;
        expect(reading.text.trim()).not.toBe('');
        for (const phone of reading.phones) expect(phone).toMatch(/^[1-9]\d{6,14}$/);
        if (reading.phones.length === 0) expect(reading.masked!.tail).toMatch(/^\d{3,6}$/);
      }),
      { numRuns: 500 },
    );
  });
});
