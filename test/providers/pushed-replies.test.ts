import { createHmac } from 'node:crypto';
import type { ProviderSettings, WebhookReading, WebhookRequest } from '../../src/ports/sms-provider';
import { twilioSignature } from '../../src/providers/twilio/read-webhook';
import { vonageSignature } from '../../src/providers/vonage/read-webhook';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const FORM = 'application/x-www-form-urlencoded';
const URL_T2 = 'https://bot.example.test/hooks/twilio/inbound';

function request(o: Partial<Omit<WebhookRequest, 'rawBody'>> & { body?: string } = {}): WebhookRequest {
  const { body = '', ...rest } = o;
  const usual = {
    method: 'POST',
    headers: {},
    url: 'https://shop.test/webhooks/1/x',
    contentType: 'application/json',
  } as const;
  return { ...usual, now: new Date('2026-01-02T03:04:05Z'), ...rest, rawBody: Buffer.from(body) };
}

function at(
  protocol: string,
  apiKey: string,
  options: object = {},
  webhookKey = '',
): (r: WebhookRequest) => WebhookReading {
  const vendor = { name: protocol, protocol, baseUrl: 'https://vendor.test', apiKey };
  const more: Partial<ProviderSettings> = {
    options: options as ProviderSettings['options'],
    webhookKey: () => webhookKey,
  };
  const provider = providers.at(settingsFor(vendor, more));
  return (one) => provider.readWebhook!(one);
}

const T2: Record<string, string> = {
  AccountSid: `AC${'0'.repeat(32)}`,
  ApiVersion: '2010-04-01',
  Body: 'Your code is 123456',
  From: '+15005550006',
  MessageSid: `SM${'0'.repeat(31)}1`,
  SmsMessageSid: `SM${'0'.repeat(31)}1`,
  SmsSid: `SM${'0'.repeat(31)}1`,
  NumMedia: '0',
  NumSegments: '1',
  SmsStatus: 'received',
  To: '+15005550001',
};
const t2 = (url = URL_T2, change: Record<string, string> = {}) =>
  request({
    url,
    contentType: FORM,
    headers: { 'x-twilio-signature': 'ZOKSuXeiXsrqgnTTI6R3Du77LmE=' },
    body: new URLSearchParams({ ...T2, ...change }).toString(),
  });

describe('a delivery of Twilio', () => {
  const read = at('twilio', 'test-auth-token');

  it('is signed as its own library signs (vectors T1 and T6)', () => {
    const fields = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    };
    const map = new Map(Object.entries(fields).map(([name, value]) => [name, [value]]));
    expect(twilioSignature('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', map)).toBe(
      'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
    );
    expect(twilioSignature('k', 'https://x.test/', new Map([['A', ['b', 'a', 'b']]]))).toBe(
      'jfFDm561SheG66xf1I7Jp+EA8HY=',
    );
  });

  it('is believed when the signature fits, with or without the port (T2, T3)', () => {
    for (const url of [URL_T2, URL_T2.replace('.test/', '.test:443/')]) {
      expect(read(t2(url))).toEqual({
        kind: 'messages',
        trust: 'believe',
        messages: [
          { phone: '15005550001', text: 'Your code is 123456', sender: '+15005550006', externalId: T2.MessageSid },
        ],
      });
    }
  });

  it.each([
    ['another scheme (T4)', t2(URL_T2.replace('https', 'http'))],
    ['another text', t2(URL_T2, { Body: 'Your code is 654321' })],
    ['one parameter more', t2(URL_T2, { Extra: 'x' })],
    ['no signature', { ...t2(), headers: {} }],
  ])('is refused with %s', (_what, one) => {
    expect(read(one)).toMatchObject({ kind: 'refused' });
  });

  it('is refused while no token is stored, and from another account', () => {
    expect(at('twilio', '')(t2())).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('No auth token'),
    });
    const other = { accountSid: `AC${'1'.repeat(32)}` };
    expect(at('twilio', 'test-auth-token', other)(t2())).toMatchObject({ kind: 'refused' });
  });

  it('as JSON stands under the hash in its address (T5)', () => {
    const url = `${URL_T2}?bodySHA256=015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862`;
    const headers = { 'x-twilio-signature': 'OQPvOZVzXZpjVX66m1/nzGnOrOo=' };
    expect(read(request({ url, headers, body: '{"a":1}' }))).toMatchObject({ kind: 'unreadable' });
    expect(read(request({ url, headers, body: '{"a":2}' }))).toMatchObject({ kind: 'refused' });
  });
});

describe('a delivery of TextVerified', () => {
  const read = at('textverified', 'k', { username: 'u' }, 'whsec_testsecret');
  const body =
    '{"attempt":1,"occurredAt":"2026-01-02T03:04:05+00:00","data":{"from":"22395","to":"2065550100","createdAt":"2026-01-02T03:04:05+00:00","smsContent":"Your code is 123456","parsedCode":"123456","encrypted":false,"reservationId":"lr_TEST"},"event":"v2.sms.received","id":"evt_1","idempotencyKey":"idem_1"}';
  const signature =
    'HMAC-SHA512=dvEZNhW3FIhyqYk4gu31CNmwxyY/C7A/vGYd0D6iSBeDpj2OoA2PHhVgUi0TT/bk5ezz4xrsjENL8scr7LpEVw==';

  it('is believed by its signature (vector W5), and refused with any other byte', () => {
    const headers = { 'x-webhook-signature': signature };
    expect(read(request({ body, headers }))).toMatchObject({
      kind: 'messages',
      trust: 'believe',
      messages: [
        { orderId: 'lr_TEST', phone: '12065550100', text: 'Your code is 123456', code: '123456', sender: '22395' },
      ],
    });
    expect(read(request({ body: body.replace('123456', '654321'), headers }))).toMatchObject({ kind: 'refused' });
    expect(read(request({ body }))).toMatchObject({ kind: 'refused' });
    const unset = at('textverified', 'k', { username: 'u' });
    expect(unset(request({ body, headers }))).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('webhookKey'),
    });
  });

  it('is read with the property in capitals too, and ignored when it is about something else', () => {
    const sign = (text: string) => {
      const value = createHmac('sha512', 'whsec_testsecret').update(text).digest('base64');
      return request({ body: text, headers: { 'x-webhook-signature': `HMAC-SHA512=${value}` } });
    };
    expect(read(sign(body.replace('"data"', '"Data"')))).toMatchObject({ messages: [{ code: '123456' }] });
    expect(read(sign(body.replace('v2.sms.received', 'v2.reservation.created')))).toMatchObject({ kind: 'ignored' });
    expect(read(sign(body.replace('"encrypted":false', '"encrypted":true')))).toMatchObject({ kind: 'ignored' });
  });
});

describe('a delivery of Vonage', () => {
  const sms = {
    msisdn: '447700900001',
    to: '447700900000',
    messageId: 'm1',
    text: 'Code=1 & 1234',
    type: 'text',
    'message-timestamp': '2026-01-02 03:04:05',
  };
  const signed = (algorithm: Parameters<typeof vonageSignature>[0], fields: Record<string, string> = sms) => {
    const map = new Map(Object.entries(fields).map(([name, value]) => [name, [value]]));
    return { ...fields, sig: vonageSignature(algorithm, 'abcd', map) };
  };
  const message = {
    phone: '447700900000',
    text: 'Code=1 & 1234',
    externalId: 'm1',
    sender: '447700900001',
    receivedAt: new Date('2026-01-02T03:04:05Z'),
  };

  it('comes as parameters, as a form or as JSON, and says the same', () => {
    const read = at('vonage', '');
    const query = new URLSearchParams(sms).toString();
    const forms = [
      request({ method: 'GET', url: `https://shop.test/webhooks/1/x?${query}`, contentType: '' }),
      request({ contentType: FORM, body: query }),
      request({ body: JSON.stringify(sms) }),
    ];
    for (const one of forms)
      expect(read(one)).toMatchObject({ kind: 'messages', trust: 'believe', messages: [message] });
  });

  it.each(['md5hash', 'md5', 'sha1', 'sha256', 'sha512'] as const)(
    'is believed by its signature (%s), and refused without',
    (algorithm) => {
      const read = at('vonage', 'abcd', { signature: algorithm });
      const of = (fields: object) =>
        request({ contentType: FORM, body: new URLSearchParams({ ...fields }).toString() });
      expect(read(of(signed(algorithm)))).toMatchObject({ kind: 'messages', messages: [message] });
      expect(read(of({ ...signed(algorithm), text: 'other' }))).toMatchObject({ kind: 'refused' });
      expect(read(of(sms))).toMatchObject({ kind: 'refused' });
    },
  );

  it('names its part of a long SMS', () => {
    const part = { ...sms, concat: 'true', 'concat-ref': '7', 'concat-total': '3', 'concat-part': '2' };
    expect(at('vonage', '')(request({ body: JSON.stringify(part) }))).toMatchObject({
      messages: [{ part: { group: '7', number: 2, total: 3 } }],
    });
  });

  it('is ignored when it is empty or binary, and unreadable without an id', () => {
    const read = (fields: object) => at('vonage', '')(request({ body: JSON.stringify(fields) }));
    expect(read({})).toMatchObject({ kind: 'ignored' });
    expect(read({ ...sms, type: 'binary' })).toMatchObject({ kind: 'ignored' });
    expect(read({ ...sms, messageId: undefined })).toMatchObject({ kind: 'unreadable' });
  });
});

describe('a delivery that the configuration describes', () => {
  const push = { phone: 'to', text: 'sms.body', id: 'id', time: 'at', timeFormat: 'unix_s' };
  const body = { id: 7, to: '+371 2000 0001', sms: { body: 'Code 1234' }, at: 1767323045 };
  const message = { phone: '37120000001', text: 'Code 1234', externalId: '7', receivedAt: new Date(1767323045000) };

  it('is believed by the secret of its address when nothing can be pulled', () => {
    const read = at('generic_inbox', '', { push });
    expect(read(request({ body: JSON.stringify(body) }))).toMatchObject({ trust: 'believe', messages: [message] });
  });

  it('waits for the pull where there is one, unless it is signed', () => {
    const pulling = { pull: { path: '/m' }, reply: { phone: 'to', text: 'b', id: 'id' } };
    const signature = { header: 'X-Sign', algorithm: 'sha256', prefix: 'sha256=' };
    const plain = at('generic_inbox', 'k', { ...pulling, push }, 'key');
    expect(plain(request({ body: JSON.stringify(body) }))).toMatchObject({ trust: 'confirm' });
    const signs = at('generic_inbox', 'k', { ...pulling, push: { ...push, signature } }, 'key');
    const headers = { 'x-sign': 'sha256=00' };
    expect(signs(request({ body: JSON.stringify(body), headers }))).toMatchObject({ kind: 'refused' });
    const right = { 'x-sign': `sha256=${createHmac('sha256', 'key').update(JSON.stringify(body)).digest('hex')}` };
    expect(signs(request({ body: JSON.stringify(body), headers: right }))).toMatchObject({ trust: 'believe' });
  });

  it('is refused without its secret header', () => {
    const read = at('generic_inbox', '', { push: { ...push, secretHeader: 'X-Key' } }, 'the key');
    expect(read(request({ body: JSON.stringify(body) }))).toMatchObject({ kind: 'refused' });
    expect(read(request({ body: JSON.stringify(body), headers: { 'x-key': 'the key' } }))).toMatchObject({
      kind: 'messages',
    });
  });

  it('may hold lists in lists, with the number around the messages', () => {
    const read = at('generic_inbox', '', {
      push: { list: 'chats.*.messages', phone: '^.number', text: 'text', only: { place: 'event', values: ['sms'] } },
    });
    const chats = [
      { number: 37120000001, messages: [{ text: 'one' }, { text: 'two' }] },
      { number: 37120000002, messages: [{ text: 'three' }, { voice: 1 }] },
      { number: 37120000003 },
    ];
    const reading = read(request({ body: JSON.stringify({ event: 'sms', chats }) }));
    expect(reading).toMatchObject({
      messages: [
        { phone: '37120000001', text: 'one' },
        { phone: '37120000001', text: 'two' },
        { phone: '37120000002', text: 'three' },
      ],
    });
    expect(read(request({ body: JSON.stringify({ event: 'call' }) }))).toMatchObject({ kind: 'ignored' });
    expect(read(request({ body: JSON.stringify({ event: 'sms' }) }))).toMatchObject({ kind: 'unreadable' });
  });

  it('may be a form or a GET', () => {
    const read = at('generic_inbox', '', { push: { phone: 'to', text: 'text' } });
    const query = 'to=%2B37120000001&text=Code+1234';
    expect(read(request({ contentType: FORM, body: query }))).toMatchObject({ messages: [{ text: 'Code 1234' }] });
    expect(read(request({ method: 'GET', url: `https://x.test/?${query}` }))).toMatchObject({
      messages: [{ text: 'Code 1234' }],
    });
    expect(read(request({ contentType: FORM, body: 'text=1' }))).toMatchObject({ kind: 'unreadable' });
  });

  it.each([
    [{}, 'options.pull'],
    [{ pull: { path: '/m' }, push }, 'options.reply'],
    [{ pull: { path: '/m' }, reply: { phone: 'a', text: 'b' }, push }, 'options.push.id'],
    [
      { pull: { path: '/m' }, reply: { phone: 'a', text: 'b' }, push: { phone: 'a', text: 'b', time: 't' } },
      'options.push.time',
    ],
  ])('is not set up half: %j names %s', (options, field) => {
    expect(() => at('generic_inbox', '', options)).toThrow(field);
  });
});
