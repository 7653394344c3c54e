import { request } from 'node:http';
import { exportConfiguration } from '../../src/usecases/configuration/current-configuration';
import { largeConfiguration } from '../support/large-configuration';
import { type ApiShop, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

const APPLY = `mutation Apply($document: JSONObject!) { applyConfiguration(document: $document) {
  __typename ... on ConfigurationPlan { count } ... on Refusal { message } } }`;

describe('a configuration of megabytes', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
  });
  afterAll(() => shop?.close());

  const document = largeConfiguration({ services: 40, routesPerOffer: 5 });

  it('is taken from a key that may apply it, and comes out again the same', async () => {
    expect(JSON.stringify(document).length).toBeGreaterThan(1024 * 1024);
    const key = await shop.key('configuration:write', 'configuration:read');
    const { data } = await send(shop.server.address, { query: APPLY, variables: { document }, key });
    expect(data.applyConfiguration).toEqual({ __typename: 'ConfigurationPlan', count: 40 + 50 + 5 + 2_000 + 10_000 });
    const exported = JSON.parse(JSON.stringify(await exportConfiguration(shop.app)));
    const again = await send(shop.server.address, { query: APPLY, variables: { document: exported }, key });
    expect(again.data.applyConfiguration.count).toBe(0);
  });

  it('is not even read from anybody else, who is told what to do', async () => {
    const key = await shop.key('users:read');
    const text = JSON.stringify({ query: APPLY, variables: { document } });
    for (const headers of [{ 'content-length': String(Buffer.byteLength(text)) }, { 'transfer-encoding': 'chunked' }]) {
      for (const authorization of [`Bearer ${key}`, 'Bearer nsk_unknown', undefined]) {
        const answer = await post({ ...headers, ...(authorization ? { authorization } : {}) }, text);
        expect(answer.status).toBe(413);
        const [error] = JSON.parse(answer.body).errors;
        expect(error.message).toMatch(/more than 256 kB.*configuration:write.*in parts.*config apply/);
        expect(error.extensions.code).toBe('BODY_TOO_LARGE');
      }
    }
  });

  /** A plain client that goes on listening while it sends. */
  function post(headers: Record<string, string | undefined>, text: string): Promise<{ status?: number; body: string }> {
    return new Promise((resolve, reject) => {
      const asked = request(`${shop.server.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
      });
      asked.on('response', (answer) => {
        let body = '';
        answer.on('data', (piece: Buffer) => {
          body += piece;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, body }));
      });
      asked.on('error', reject);
      asked.end(text);
    });
  }
});
