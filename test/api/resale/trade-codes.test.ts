import { problems as ar } from '../../../src/bot/panel/texts/ar/problems';
import { Secret } from '../../../src/config/secret';
import { SecretBox } from '../../../src/platform/secret-box';
import { deleteService } from '../../../src/usecases/catalogue/delete-service';
import { applyConfiguration, compareConfiguration } from '../../../src/usecases/configuration/apply-configuration';
import { describePlan } from '../../../src/usecases/configuration/compare';
import { exportConfiguration } from '../../../src/usecases/configuration/current-configuration';
import { openResaleShop, type ResaleShop } from '../../conformance/support/resale-shop';

const OPERATOR = { type: 'ADMIN', id: '1' } as const;
const box = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));

describe('what programs call services and countries, as operators bring it in', () => {
  let first: ResaleShop;
  let reseller: Awaited<ReturnType<ResaleShop['reseller']>>;
  let codes: { whatsapp: string; telegram: string };

  beforeAll(async () => {
    first = await openResaleShop();
    reseller = await first.reseller();
    const codeOf = async (name: string) =>
      (await first.shop.one<{ code: string }>('SELECT code FROM services WHERE name = $1', [name])).code;
    codes = { whatsapp: await codeOf('WhatsApp'), telegram: await codeOf('Telegram') };
  });
  afterEach(() => first.verifies());
  afterAll(() => first.close());

  const order = (tradeCodes: unknown, more: object = {}) => ({
    ...{ document: { version: 1, tradeCodes, ...more }, box, actor: OPERATOR },
  });
  async function applies(tradeCodes: unknown, more?: object) {
    const applied = await applyConfiguration(first.shop.app, order(tradeCodes, more));
    await first.shop.passes({ seconds: 2 });
    return applied.kind === 'applied' ? describePlan(applied.plan).filter((line) => /^[+~-]/.test(line)) : applied;
  }
  async function mistakes(tradeCodes: unknown) {
    const compared = await compareConfiguration(first.shop.app, order(tradeCodes));
    return compared.kind === 'invalid' ? compared.mistakes.map(({ path, kind }) => [path, kind]) : [];
  }
  const handler = async (query: string) => (await fetch(`${first.url}?api_key=${reseller.key}&${query}`)).text();

  const services = async () => {
    const answer = await fetch(`${first.address}/api/v1/services`, { headers: { 'x-api-key': reseller.key } });
    return ((await answer.json()) as { data: unknown[] }).data;
  };

  it('stand in the document, and applying it changes nothing', async () => {
    const document = await exportConfiguration(first.shop.app);
    expect(document.tradeCodes).toMatchObject({
      services: { [codes.whatsapp]: { handlerApi: ['wa'], fiveSim: ['whatsapp'] } },
      countries: { LV: { handlerApi: ['49'], fiveSim: ['latvia'] } },
    });
    expect(await applies(document.tradeCodes)).toEqual([]);
  });

  it('are understood under each word, and shown under the first one', async () => {
    const wanted = {
      services: { [codes.whatsapp]: { handlerApi: ['wapp', 'wa', 'green'], fiveSim: ['whatsapp', 'wa'] } },
      countries: { LV: { handlerApi: ['49', 'lv', '1049'], fiveSim: ['latvia', 'lettland'] } },
    };
    expect(await applies(wanted)).toEqual([
      `~ tradeCodes services/${codes.whatsapp}/handlerApi: words ["wa"] -> ["wapp","green","wa"]`,
      `~ tradeCodes services/${codes.whatsapp}/fiveSim: words ["whatsapp"] -> ["whatsapp","wa"]`,
      '~ tradeCodes countries/LV/handlerApi: words ["49"] -> ["49","1049","lv"]',
      '~ tradeCodes countries/LV/fiveSim: words ["latvia"] -> ["latvia","lettland"]',
    ]);
    expect(await applies(wanted)).toEqual([]);
    for (const [service, country] of [
      ['wapp', '49'],
      ['wa', '1049'],
      ['green', 'lv'],
    ])
      expect(await handler(`action=getNumber&service=${service}&country=${country}`)).toMatch(/^ACCESS_NUMBER:\d+:371/);
    expect(JSON.parse(await handler('action=getPrices&country=lv'))).toMatchObject({ 49: { wapp: { cost: 0.8 } } });

    const bearer = { authorization: `Bearer ${reseller.key}` };
    const bought = await fetch(`${first.address}/v1/user/buy/activation/lettland/any/wa`, { headers: bearer });
    expect(await bought.json()).toMatchObject({ product: 'whatsapp', country: 'latvia' });

    const headers = { ...bearer, 'content-type': 'application/json', 'idempotency-key': 'by-alias' };
    const body = JSON.stringify({ service: 'green', country: 'LV' });
    const placed = await fetch(`${first.address}/api/v1/orders`, { method: 'POST', headers, body });
    expect([placed.status, ((await placed.json()) as { service: string }).service]).toEqual([201, 'wapp']);
  });

  it('are refused with the place of each mistake, in every language', async () => {
    const { whatsapp, telegram } = codes;
    expect(
      await mistakes({
        services: {
          nowhere: { handlerApi: ['xx'] },
          [whatsapp]: { handlerApi: ['wa', 'WA', 'wa'], fiveSim: [], smsHub: ['wa'] },
          [telegram]: { handlerApi: ['tg', 'wa', 7], fiveSim: 'telegram' },
        },
        countries: { LV: { handlerApi: ['latvia'] }, ZZ: {} },
        towns: {},
      }),
    ).toEqual([
      ['/tradeCodes/towns', 'unknown_name'],
      ['/tradeCodes/services/nowhere', 'no_service'],
      [`/tradeCodes/services/${whatsapp}/smsHub`, 'unknown_name'],
      ['/tradeCodes/countries/ZZ', 'no_country'],
      [`/tradeCodes/services/${whatsapp}/handlerApi/1`, 'trade_word'],
      [`/tradeCodes/services/${whatsapp}/fiveSim`, 'trade_words'],
      [`/tradeCodes/services/${telegram}/handlerApi/2`, 'trade_word'],
      [`/tradeCodes/services/${telegram}/fiveSim`, 'trade_words'],
      ['/tradeCodes/countries/LV/handlerApi/0', 'trade_number'],
      [`/tradeCodes/services/${whatsapp}/handlerApi/2`, 'named_twice'],
      [`/tradeCodes/services/${telegram}/handlerApi/1`, 'named_twice'],
    ]);
    // The word of another one, which the document leaves as it is.
    expect(await mistakes({ services: { [telegram]: { handlerApi: ['tg', 'green'] } } })).toEqual([
      [`/tradeCodes/services/${telegram}/handlerApi/1`, 'trade_word_taken'],
    ]);
    expect(await mistakes([])).toEqual([['/tradeCodes', 'object']]);
    expect(ar.trade_word_taken).toContain('{name}');
    expect(await handler('action=getNumber&service=nowhere&country=49')).toBe('BAD_SERVICE');
  });

  it('go over to another one in the same document, and come with a new service', async () => {
    const { whatsapp, telegram } = codes;
    const swapped = {
      services: {
        [whatsapp]: { handlerApi: ['wa'] },
        [telegram]: { handlerApi: ['tg', 'green'] },
        garden: { handlerApi: ['gdn', 'flowers'], fiveSim: ['garden'] },
      },
    };
    const garden = { services: [{ code: 'garden', name: 'Garden club' }] };
    expect(await applies(swapped, garden)).toHaveLength(5);
    expect(await handler('action=getNumber&service=green&country=49')).toMatch(/^ACCESS_NUMBER:\d+:/);
    expect(await services()).toContainEqual({ code: 'gdn', name: 'Garden club', aliases: ['flowers'] });
  });

  it('are given on by a service that is deleted', async () => {
    const { id } = await first.shop.one<{ id: number }>(`SELECT id FROM services WHERE code = 'garden'`);
    await deleteService(first.shop.app, { serviceId: id, actor: OPERATOR });
    expect(
      await applies({ services: { bloom: { handlerApi: ['gdn'] } } }, { services: [{ code: 'bloom', name: 'Bloom' }] }),
    ).toHaveLength(2);
    const old = await first.shop.one<{ id: number }>('SELECT id FROM services WHERE code = $1', [codes.telegram]);
    await deleteService(first.shop.app, { serviceId: old.id, actor: OPERATOR });
    await applies(undefined, { services: [{ code: 'telegram', name: 'Telegram' }] });
    expect(await services()).toContainEqual({ code: 'tg', name: 'Telegram', aliases: [] });
  });
});
