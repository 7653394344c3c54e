import { type ApiShop, openApiShop } from './support/api-shop';

describe('supply, through the API', () => {
  let shop: ApiShop;
  let provider: number;
  const original = () => shop.app.providers.get;
  let get: ReturnType<typeof original>;
  beforeAll(async () => {
    shop = await openApiShop();
    await shop.sale(await shop.user({ firstName: 'Ann' }), '111111');
    const { data } = await shop.ask(
      'mutation { createProvider(input: {name: "lists", protocol: "handler_api", baseUrl: "http://127.0.0.1:9", apiKey: "k", balanceLow: "5"}) { ... on Provider { id balanceLow } } }',
    );
    expect(data.createProvider.balanceLow).toBe('5.0000');
    provider = data.createProvider.id;
    get = shop.app.providers.get;
    Object.assign(shop.app.providers, {
      get: async () => ({
        ...{ id: provider, name: 'lists', capabilities: new Set(['catalogue', 'prices']) },
        catalogue: async () => ({
          kind: 'catalogue',
          services: [{ code: 'zz', name: 'Somewhere' }],
          countries: [{ code: '1', name: 'Latvia', iso: 'LV' }],
        }),
        prices: async () => ({
          kind: 'prices',
          rows: [{ serviceCode: 'zz', countryCode: '1', cost: 1_500n, count: 7 }],
        }),
      }),
    });
  });
  afterAll(async () => {
    Object.assign(shop.app.providers, { get });
    await shop.close();
  });

  const ask = async (query: string, variables: object = {}) => {
    const { data, errors } = await shop.ask(query, variables);
    expect(errors).toBeUndefined();
    return data;
  };

  it('reads the lists of a supplier now, shows what is nothing of ours, and takes an operator’s word for it', async () => {
    const sync = `mutation { syncProviderCatalogue(providerId: ${provider}) { __typename ... on Supply { services unmappedServices } } }`;
    expect((await ask(sync)).syncProviderCatalogue).toEqual({
      __typename: 'Supply',
      services: 1,
      unmappedServices: 1,
    });
    const unmapped = `{ vendorServices(providerId: ${provider}, isMapped: false) { code name ourId } supply { name unmappedServices } }`;
    expect(await ask(unmapped)).toMatchObject({ vendorServices: [{ code: 'zz', name: 'Somewhere', ourId: null }] });
    const { services } = await ask('{ services(first: 1) { edges { node { id } } } }');
    const serviceId = services.edges[0].node.id;
    const map = `mutation ($id: Int) { mapVendorService(providerId: ${provider}, code: "zz", serviceId: $id) { __typename } }`;
    expect((await ask(map, { id: serviceId })).mapVendorService.__typename).toBe('VendorCodeMapped');
    expect((await ask(map, { id: 999_999 })).mapVendorService.__typename).toBe('NotFound');
    expect((await ask(unmapped)).vendorServices).toEqual([]);
    await shop.clock.advance(1_000);
    await ask(sync);
    const prices = await ask(
      `{ vendorPrices(providerId: ${provider}) { cost stock serviceName } vendorChanges { kind } }`,
    );
    expect(prices.vendorChanges).toEqual([]);
  });

  it('makes, shows and deletes price rules, and applies a preview once', async () => {
    const save = `mutation ($input: PriceRuleInput!) { savePriceRule(input: $input) { __typename ... on PriceRule { id markupBp } ... on InvalidInput { field message } } }`;
    expect((await ask(save, { input: { kind: 'MARKUP' } })).savePriceRule).toMatchObject({
      __typename: 'InvalidInput',
      field: 'markupBp',
    });
    const { savePriceRule } = await ask(save, { input: { kind: 'FIXED', fixedPrice: '7.7700' } });
    expect(savePriceRule.__typename).toBe('PriceRule');
    const preview = async () => (await ask('{ pricePreview { token proposals { proposed price } } }')).pricePreview;
    const { token, proposals } = await preview();
    expect(proposals.length).toBeGreaterThan(0);
    const apply =
      'mutation ($token: String!) { applyPrices(token: $token) { __typename ... on PricesApplied { changed } } }';
    expect((await ask(apply, { token })).applyPrices).toEqual({
      __typename: 'PricesApplied',
      changed: proposals.length,
    });
    expect((await ask(apply, { token })).applyPrices.__typename).toBe('PreviewOutdated');
    const remove = `mutation { deletePriceRule(id: ${savePriceRule.id}) { __typename } }`;
    expect((await ask(remove)).deletePriceRule.__typename).toBe('PriceRuleDeleted');
    expect((await ask(remove)).deletePriceRule.__typename).toBe('NotFound');
    expect((await ask('{ priceRules { id } }')).priceRules).toEqual([]);
  });

  it('reports the margin by day, provider, service, country and offer', async () => {
    const from = new Date(shop.clock.now().getTime() - 86_400_000).toISOString();
    const to = new Date(shop.clock.now().getTime() + 1_000).toISOString();
    for (const by of ['DAY', 'PROVIDER', 'SERVICE', 'COUNTRY', 'OFFER']) {
      const { marginReport } = await ask(
        `query ($from: DateTime!, $to: DateTime!) { marginReport(by: ${by}, from: $from, to: $to) { name completed sales lost margin } }`,
        { from, to },
      );
      expect(marginReport).toMatchObject([{ completed: 1, lost: '0.0000' }]);
    }
  });
});
