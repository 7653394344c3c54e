import { readAnswer, readFault } from '../../src/providers/sms-man/read-answer';
import { readCountries, readLimits, readPrices, readServices } from '../../src/providers/sms-man/read-lists';
import { readClose, readPurchase, readSms } from '../../src/providers/sms-man/read-request';
import { startSmsManVendor } from '../../src/sandbox/vendors';
import { openProviders, settingsFor } from './provider-at';

const answer = (body: string, status = 200) => ({ status, body, headers: {} });
const fault = (kind: string) => expect.objectContaining({ kind: 'fault', fault: kind });

describe('replies recorded from SMS-Man', () => {
  it.each([
    [
      'O1',
      '{"request_id":1,"country_id":4,"application_id":3,"number":"6281234567890","error_code":"wait_sms","error_msg":"Still waiting..."}',
      { kind: 'waiting' },
    ],
    [
      'a code',
      '{"request_id":1,"country_id":4,"application_id":3,"number":"6281234567890","sms_code":"054821"}',
      { kind: 'code', value: '054821' },
    ],
    ['O2', '{"success":false,"error_code":"wrong_token","error_msg":{"token":"Wrong token!"}}', fault('auth')],
    ['an end in capitals', '{"error_code":"CANCELED","error_msg":"Canceled"}', { kind: 'ended' }],
    ['an unknown request', '{"success":false,"error_code":"wrong_request_id"}', fault('gone')],
    ['a code nobody knows', '{"success":false,"error_code":"something_new"}', fault('unavailable')],
    ['a request without a code', '{"request_id":1,"number":"6281234567890"}', fault('unavailable')],
  ])('%s is a state', (_name, body, expected) => {
    expect(readSms(answer(body))).toEqual(expected);
  });

  it.each([
    ['a number', 200, '{"request_id":1,"country_id":1,"application_id":1,"number":"79002415539"}', 'acquired'],
    ['no numbers', 200, '{"success":false,"error_code":"no_numbers","error_msg":"No numbers"}', 'out_of_stock'],
    ['no money', 200, '{"success":false,"error_code":"balance","error_msg":"Low balance"}', 'balance_empty'],
    ['a wrong application', 400, '{"success":false,"error_code":"wrong_application_id","error_msg":"x"}', 'mapping'],
    ['O2 with a text', 200, '{"success":false,"error_code":"wrong_token","error_msg":"Wrong token!"}', 'auth'],
    ['words about another request', 200, '{"error_code":"wrong_request_id"}', 'unknown_outcome'],
    ['a code nobody knows', 400, '{"success":false,"error_code":"something_new"}', 'unavailable'],
    ['a number nobody can call', 200, '{"request_id":1,"number":"12"}', 'unknown_outcome'],
    ['a torn answer', 200, '{"request_id":1,"numb', 'unknown_outcome'],
    ['a page', 502, '<html>Bad Gateway</html>', 'unknown_outcome'],
  ])('%s answers a purchase', (_name, status, body, expected) => {
    const reply = readPurchase(answer(body, status));
    expect(reply.kind === 'fault' ? reply.fault : reply.kind).toBe(expected);
  });

  it('closes a request only by a plain yes', () => {
    expect(readClose(answer('{"request_id":1,"success":true}'))).toEqual({ kind: 'done' });
    expect(readClose(answer('{"request_id":1,"success":false}'))).toEqual(fault('unknown_outcome'));
    expect(readClose(answer('{"success":false,"error_code":"wrong_status"}'))).toEqual(fault('wrong_state'));
    expect(readClose(answer('{"success":false,"error_code":"closed"}'))).toEqual(fault('wrong_state'));
  });

  it.each([
    ['a table of tables', '{"4":{"3":{"cost":"0.15","count":32302}}}', 32302],
    ['rows that name themselves', '[{"country_id":4,"application_id":"3","cost":"0.15"}]', undefined],
    ['such rows in a map', '{"x":{"country_id":"4","application_id":3,"cost":0.15,"count":"7"}}', 7],
  ])('reads prices from %s', (_name, body, count) => {
    expect(readPrices(answer(body))).toEqual({
      kind: 'prices',
      rows: [{ serviceCode: '3', countryCode: '4', cost: 1500n, count }],
    });
  });

  it.each([
    '[{"application_id":"3","country_id":"4","numbers":"32302"}]',
    '{"3":{"application_id":3,"country_id":4,"numbers":32302}}',
  ])('reads stock from %s', (body) => {
    expect(readLimits(answer(body))).toEqual({ kind: 'limits', counts: new Map([['4/3', 32302]]) });
  });

  it('reads names from lists and from maps, whatever the name is called', () => {
    expect(readServices(answer('[{"id":"3","name":"Telegram","code":"tg"}]'))).toEqual({
      kind: 'services',
      services: [{ code: '3', name: 'Telegram' }],
    });
    expect(readCountries(answer('{"4":{"id":4,"title":"Indonesia"},"5":{"id":5,"title":"x","code":"VN"}}'))).toEqual({
      kind: 'countries',
      countries: [
        { code: '4', name: 'Indonesia', iso: 'ID' },
        { code: '5', name: 'x', iso: 'VN' },
      ],
    });
    expect(readCountries(answer('[{"title":"without an id"}]'))).toEqual(fault('unavailable'));
  });

  it('keeps a phone number in an unknown error out of what operators read', () => {
    const reading = readAnswer(answer('{"error_code":"used 79991234567"}'));
    expect(readFault(reading, 200, 'unavailable').detail).not.toContain('79991234567');
  });
});

describe('a purchase at SMS-Man', () => {
  const providers = openProviders();
  afterAll(() => providers.close());

  it('names its currency, its ceiling and the wish for several SMS, and costs what the price list says', async () => {
    const catalogue = [{ service: '1', country: '50', cost: '0.2525', count: 5 }];
    const vendor = await startSmsManVendor({ name: 'sms-man', apiKey: 'k', catalogue });
    try {
      const shop = providers.at(settingsFor(vendor, { options: { currency: 'EUR', multipleSms: true } }));
      const wish = { reservationKey: 'r', serviceCode: '1', countryCode: '50', maxCost: 3000n };
      expect(await shop.acquire!(wish)).toMatchObject({ kind: 'acquired', cost: 2525n });
      expect(await shop.acquire!({ ...wish, maxCost: 2524n })).toMatchObject({ fault: 'too_dear' });
      // The second was not even asked for.
      expect(vendor.calls.count('get-number')).toBe(1);
      vendor.faults.next({ kind: 'body', text: '[{"country_id":"50","application_id":"1","cost":"0.2525"}]' });
      expect(await shop.prices!({})).toEqual({
        kind: 'prices',
        rows: [{ serviceCode: '1', countryCode: '50', cost: 2525n, count: 4 }],
      });
      expect(vendor.calls.count('limits')).toBe(1);
    } finally {
      await vendor.stop();
    }
  });
});
