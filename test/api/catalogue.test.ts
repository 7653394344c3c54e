import { type ApiShop, openApiShop } from './support/api-shop';
import { countStatements } from './support/count-statements';

const REFUSAL =
  '... on Refusal { message } ... on AlreadyExists { field } ... on NotFound { entity } ... on InvalidInput { field }';

describe('the catalogue over GraphQL', () => {
  let shop: ApiShop;
  let ids: { service: number; country: number; offer: number; provider: number; route: number };

  async function save(field: string, type: string, input: string, more = 'id') {
    const { data, errors } = await shop.ask(
      `mutation { ${field}${input} { __typename ... on ${type} { ${more} } ${REFUSAL} } }`,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return Object.values(data)[0] as Record<string, number & string>;
  }

  beforeAll(async () => {
    shop = await openApiShop();
    const service = await save(
      'createService',
      'Service',
      '(input: {code: "whatsapp", name: "WhatsApp", emoji: "💬"})',
    );
    const country = await save('createCountry', 'Country', '(input: {iso: "LV", name: "Latvia", callingCode: "371"})');
    const offer = await save(
      'createOffer',
      'Offer',
      `(input: {serviceId: ${service.id}, countryId: ${country.id}, price: "1.25"})`,
    );
    const provider = await save(
      'createProvider',
      'Provider',
      '(input: {name: "one", protocol: "handler_api", baseUrl: "http://127.0.0.1:9", apiKey: "very-secret-key", options: {dialect: "hero"}})',
      'id hasApiKey options mode',
    );
    expect(provider).toMatchObject({ hasApiKey: true, options: { dialect: 'hero' }, mode: 'POLL' });
    const route = await save(
      'createRoute',
      'Route',
      `(input: {offerId: ${offer.id}, providerId: ${provider.id}, isPool: false, serviceCode: "wa", countryCode: "49", maxCost: "0.80"})`,
    );
    ids = { service: service.id!, country: country.id!, offer: offer.id!, provider: provider.id!, route: route.id! };
  });
  afterAll(() => shop?.close());

  it('can be read along its edges in one request', async () => {
    const { data } = await shop.ask(
      '{ offers { edges { node { price service { name } country { iso } routes { maxCost priority provider { name baseUrl } } } } } }',
    );
    expect(data.offers.edges[0].node).toEqual({
      price: '1.2500',
      service: { name: 'WhatsApp' },
      country: { iso: 'LV' },
      routes: [{ maxCost: '0.8000', priority: 0, provider: { name: 'one', baseUrl: 'http://127.0.0.1:9' } }],
    });
  });

  it("seals a provider's key and never shows it again", async () => {
    const [row] = await shop.app.db.sql.rows<{ sealed: Buffer; facts: unknown }>(
      'test.sealed',
      `SELECT api_key_sealed AS sealed, (SELECT facts FROM audit_log WHERE action = 'provider.created') AS facts FROM providers`,
    );
    expect(shop.secretBox.open(row!.sealed)).toBe('very-secret-key');
    expect(JSON.stringify(row!.facts)).not.toContain('very-secret');
    expect(shop.log.join('')).not.toContain('very-secret');
  });

  it('changes prices and switches, and writes down who did', async () => {
    const offer = await save(
      'updateOffer',
      'Offer',
      `(id: ${ids.offer}, input: {price: "2", isActive: false})`,
      'price isActive',
    );
    expect(offer).toMatchObject({ price: '2.0000', isActive: false });
    const again = await save('updateOffer', 'Offer', `(id: ${ids.offer}, input: {isActive: true})`, 'price isActive');
    expect(again).toMatchObject({ price: '2.0000', isActive: true });
    const rows = await shop.app.db.sql.rows<{ facts: unknown }>(
      'test.offerAudit',
      `SELECT facts FROM audit_log WHERE action = 'offer.updated' ORDER BY id`,
    );
    expect(rows.map(({ facts }) => facts)).toEqual([{ price: '2.0000', is_active: false }, { is_active: true }]);
  });

  it('says what people call a service or a country, and takes other words', async () => {
    const { data } = await shop.ask(
      '{ countries { edges { node { iso aliases } } } services { edges { node { aliases } } } }',
    );
    expect(data.countries.edges[0].node.aliases).toContain('lva');
    expect(data.services.edges[0].node.aliases).toEqual(expect.arrayContaining(['wa', 'ватсап', 'واتساب']));
    const changed = await save(
      'updateService',
      'Service',
      `(id: ${ids.service}, input: {aliases: ["WA", " green one ", "wa"]})`,
      'id aliases',
    );
    expect(changed).toMatchObject({ aliases: ['WA', 'green one'] });
    const none = '(input: {code: "viber", name: "Viber", aliases: []})';
    expect(await save('createService', 'Service', none, 'id aliases')).toMatchObject({ aliases: [] });
  });

  it.each([
    ['updateService(id: 1, input: {aliases: ["a, b"]})', { __typename: 'InvalidInput', field: 'aliases.0' }],
    ['updateService(id: 1, input: {aliases: ["!"]})', { __typename: 'InvalidInput', field: 'aliases.0' }],
    ['createService(input: {code: "whatsapp", name: "Again"})', { __typename: 'AlreadyExists', field: 'code' }],
    ['createService(input: {code: "Bad Code", name: "x"})', { __typename: 'InvalidInput', field: 'code' }],
    [
      'createService(input: {code: "fine", name: "x", codePattern: "("})',
      { __typename: 'InvalidInput', field: 'codePattern' },
    ],
    ['createOffer(input: {serviceId: 999, countryId: 1, price: "1"})', { __typename: 'NotFound', entity: 'service' }],
    ['createOffer(input: {serviceId: 1, countryId: 1, price: "0"})', { __typename: 'InvalidInput', field: 'price' }],
    ['updateOffer(id: 999, input: {price: "1"})', { __typename: 'NotFound', entity: 'offer' }],
    ['updateProvider(id: 1, input: {baseUrl: "ftp://x"})', { __typename: 'InvalidInput', field: 'baseUrl' }],
    ['updateProvider(id: 1, input: {baseUrl: "http://u:p@x"})', { __typename: 'InvalidInput', field: 'baseUrl' }],
    [
      'updateRoute(id: 1, input: {maxCost: null})',
      { __typename: 'InvalidInput', field: 'serviceCode, countryCode, maxCost' },
    ],
  ])('refuses %s', async (call, refusal) => {
    const before = await state();
    const field = call.slice(0, call.indexOf('('));
    expect(await save(field, 'Offer', call.slice(field.length)).catch(() => saveOf(call))).toMatchObject(refusal);
    expect(await state()).toEqual(before);
  });

  it('needs no more statements for three hundred offers than for one', async () => {
    const { seedDemoCatalogue } =
      require('../../src/usecases/catalogue/seed-demo-catalogue') as typeof import('../../src/usecases/catalogue/seed-demo-catalogue');
    const query =
      'query ($n: Int) { offers(first: $n) { edges { node { service { name } country { name } routes { provider { name } } } } } }';
    const ask = (n: number) => countStatements(shop.app.db.pool, () => shop.ask(query, { n }));
    const few = await ask(1);
    await seedDemoCatalogue(shop.app, { secretBox: shop.secretBox, vendors: [], poolNumbers: 0 });
    expect(await ask(100)).toEqual(few);
    expect(few).toHaveLength(5); // the page, and one for each relation
  });

  async function saveOf(call: string) {
    const { data } = await shop.ask(`mutation { ${call} { __typename ${REFUSAL} } }`);
    return Object.values(data)[0];
  }

  async function state() {
    const [row] = await shop.app.db.sql.rows<Record<string, number>>(
      'test.state',
      `SELECT (SELECT count(*) FROM services) AS s, (SELECT count(*) FROM offers) AS o, (SELECT count(*) FROM audit_log) AS a`,
    );
    return row;
  }
});
