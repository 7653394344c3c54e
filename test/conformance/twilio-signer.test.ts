import { getExpectedBodyHash, getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks';
import { hasSignedBody, isSignedByTwilio, twilioSignature } from '../../src/providers/twilio/read-webhook';
import { twilioDelivery } from '../../src/sandbox/vendors/own-numbers/twilio-delivery';

/** Twilio's own library signs what we judge, and judges what we sign. */
describe("Twilio's own library as the signer", () => {
  const token = 'an auth token';
  const texts = ['Your code is 123456', ' spaces  kept ', 'ключ & 1=2', 'رمز ١٢٣٤', '+1 (500)\n555', '🔐 emoji', ''];
  const urls = [
    'https://shop.test/webhooks/1/secret',
    'https://shop.test:8443/a/webhooks/1/secret?x=1',
    'http://shop.test/w?a=b%20c',
  ];

  it.each(urls)('agrees with ours about every text at %s', (url) => {
    for (const Body of texts) {
      const params = { To: '+15005550001', From: '+15005550006', Body, MessageSid: 'SM1', a: 'lower', Z: 'upper' };
      const fields = new Map(Object.entries(params).map(([name, value]) => [name, [value]]));
      const signature = getExpectedTwilioSignature(token, url, params);
      expect(twilioSignature(token, url, fields)).toBe(signature);
      expect(isSignedByTwilio({ token, url, fields, signature })).toBe(true);
      expect(isSignedByTwilio({ token: 'another', url, fields, signature })).toBe(false);
      expect(validateRequest(token, twilioSignature(token, url, fields), url, params)).toBe(true);
    }
  });

  it('agrees about the hash of a JSON body', () => {
    const body = '{"MessageSid":"SM1"}';
    const url = `https://shop.test/w?bodySHA256=${getExpectedBodyHash(body)}`;
    expect(hasSignedBody(url, Buffer.from(body))).toBe(true);
    expect(hasSignedBody(url, Buffer.from(`${body} `))).toBe(false);
  });

  it('accepts what the Twilio of the sandbox sends', () => {
    const url = 'https://shop.test/webhooks/1/secret';
    const sms = { id: 1, phone: '15005550001', sender: '+15005550006', text: 'Код 123456 & more', at: 0 };
    const [delivery] = twilioDelivery(sms, { url, key: token });
    const params = Object.fromEntries(new URLSearchParams(delivery!.body));
    expect(validateRequest(token, delivery!.headers['x-twilio-signature']!, url, params)).toBe(true);
    expect(validateRequest('another', delivery!.headers['x-twilio-signature']!, url, params)).toBe(false);
  });
});
