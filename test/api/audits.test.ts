import { serverAudits } from 'graphql-http';
import { SCOPES } from '../../src/domain/access/scopes';
import { type ApiShop, openApiShop } from './support/api-shop';

/** The audits know no server beforehand: their list is the same for every address. */
const AUDITS = serverAudits({ url: 'http://127.0.0.1/graphql' });

describe('GraphQL over HTTP', () => {
  let shop: ApiShop;
  let key: string;
  beforeAll(async () => {
    shop = await openApiShop();
    key = await shop.key(...SCOPES);
  });
  afterAll(() => shop?.close());

  it('is audited in all that its specification demands', () => {
    expect(AUDITS.length).toBeGreaterThanOrEqual(60);
    expect(AUDITS.filter(({ name }) => name.startsWith('MUST')).length).toBeGreaterThanOrEqual(10);
  });

  it.each(AUDITS.map(({ name }, index) => [name, index] as const))('%s', async (_name, index) => {
    const fetchWithKey = (url: string | URL | Request, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as object), authorization: `Bearer ${key}` } });
    const audit = serverAudits({ url: `${shop.server.address}/graphql`, fetchFn: fetchWithKey })[index]!;
    const result = await audit.fn();
    expect(result).toMatchObject({ status: 'ok' });
  });
});
