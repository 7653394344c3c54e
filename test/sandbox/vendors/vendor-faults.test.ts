import { createHttpClient } from '../../../src/platform/http-client';
import { startHandlerVendor } from '../../../src/sandbox/vendors';

const client = createHttpClient();
afterAll(() => client.close());

describe('a simulated vendor that answers one byte at a time', () => {
  it('brings its whole answer to a patient client, and keeps an impatient one no longer than its time-out', async () => {
    const vendor = await startHandlerVendor({ name: 'slow', dialect: 'classic', apiKey: 'k', catalogue: [] });
    try {
      const request = { url: vendor.baseUrl, query: { api_key: 'k', action: 'getBalance' } };
      vendor.faults.next({ kind: 'trickle', everyMs: 2 });
      expect(await client.send(request)).toMatchObject({ status: 200, body: 'ACCESS_BALANCE:1000.00' });
      vendor.faults.next({ kind: 'trickle' });
      // A byte comes every second: a time-out that began anew with each of them would never end.
      expect(await client.send({ ...request, timeoutMs: 1_500 })).toEqual({ kind: 'timed_out', sent: true });
    } finally {
      await vendor.stop();
    }
  });
});
