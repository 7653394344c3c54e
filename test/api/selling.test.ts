import { type ApiShop, openApiShop } from './support/api-shop';

describe('selling by one mutation', () => {
  let shop: ApiShop;
  let provider: number;

  beforeAll(async () => {
    shop = await openApiShop();
    const { data } = await shop.ask(
      'mutation { createProvider(input: {name: "lists", protocol: "handler_api", baseUrl: "http://127.0.0.1:9", apiKey: "k"}) { ... on Provider { id } } }',
    );
    provider = data.createProvider.id;
    const prices = [
      { serviceCode: 'zz', countryCode: '1', cost: 1_500n, count: 7 },
      { serviceCode: 'zz', countryCode: '2', cost: 2_000n, count: 9 },
    ];
    Object.assign(shop.app.providers, {
      get: async () => ({
        ...{ id: provider, name: 'lists', capabilities: new Set(['catalogue', 'prices']) },
        catalogue: async () => ({
          kind: 'catalogue',
          services: [{ code: 'zz', name: 'Somewhere' }],
          countries: [
            { code: '1', name: 'Latvia', iso: 'LV' },
            { code: '2', name: 'Poland', iso: 'PL' },
          ],
        }),
        prices: async () => ({ kind: 'prices', rows: prices }),
      }),
    });
  });
  afterAll(() => shop.close());

  const ask = async (query: string, variables: object = {}) => {
    const { data, errors } = await shop.ask(query, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const sell = async (more: object = {}) => {
    const query = `mutation ($input: SellFromSupplierInput!) { sellFromSupplier(input: $input) {
      __typename ... on SupplierSale { isDryRun count hadRoute offers { serviceName iso cost price } } ... on Refusal { message } } }`;
    return (await ask(query, { input: { providerId: provider, markupBp: 5_000, ...more } })).sellFromSupplier;
  };

  it('shows what a supplier would be sold for, sells it, and makes nothing twice', async () => {
    const offers = [
      { serviceName: 'Somewhere', iso: 'PL', cost: '0.2000', price: '0.3000' },
      { serviceName: 'Somewhere', iso: 'LV', cost: '0.1500', price: '0.2500' },
    ];
    const found = await sell({ isDryRun: true });
    expect(found).toMatchObject({ isDryRun: true, count: 2, offers: expect.arrayContaining(offers) });
    expect(await sell({ countries: ['pl'] })).toMatchObject({ isDryRun: false, count: 1, offers: [offers[0]] });
    expect(await sell()).toMatchObject({ count: 1, hadRoute: 1, offers: [offers[1]] });
    expect(await sell()).toMatchObject({ count: 0, hadRoute: 2 });
    expect(await sell({ services: ['nowhere'] })).toEqual({
      __typename: 'NotFound',
      message: 'There is no such service nowhere of the supplier.',
    });
    expect(await sell({ markupBp: -1 })).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('puts own numbers on sale, once somebody said the price', async () => {
    const query = `mutation ($input: SellOwnNumbersInput!) { sellOwnNumbers(input: $input) {
      __typename ... on OwnNumbersSale { unreadable offers { iso numbers price wasThere } import { state counts { verdict count } } } } }`;
    const input = { providerId: provider, serviceName: 'Garden club', text: '+37251234561\n+48501234567\nhello' };
    const asked = async (more: object = {}) => (await ask(query, { input: { ...input, ...more } })).sellOwnNumbers;
    expect(await asked()).toEqual({ __typename: 'PriceNeeded' });
    const offer = { numbers: 1, price: '0.8000', wasThere: false };
    expect(await asked({ price: '0.80', isDryRun: true })).toMatchObject({
      ...{ unreadable: 1, import: null },
      offers: [
        { iso: 'EE', ...offer },
        { iso: 'PL', ...offer },
      ],
    });
    expect(await asked({ price: '0.80' })).toMatchObject({ import: { state: 'DONE' } });
    const again = await asked({ price: '0.95' });
    expect(again.offers).toEqual([
      { iso: 'EE', ...offer, wasThere: true },
      { iso: 'PL', ...offer, wasThere: true },
    ]);
    expect(again.import.counts).toContainEqual({ verdict: 'IN_STOCK', count: 2 });
  });
});
