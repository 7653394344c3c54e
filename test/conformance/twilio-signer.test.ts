import { getExpectedBodyHash, getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks';
import { hasSignedBody, isSignedByTwilio, twilioSignature } from '../../src/providers/twilio/signature';

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
});
