import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startCryptoPaySimulator } from '../../src/sandbox/payments';
import { openStand, type Stand } from '../payments/contract/stand';

const KEY = '123456:AAzbbMBkSKTgXBmvqCRXCrMDN1KjmAbFOFG';

// Its types need a browser's, so only what is used here is named.
interface Client {
  middleware(): (request: IncomingMessage, response: ServerResponse) => void;
  on(event: 'paid', listener: (invoice: { id: number; status: string; payload: unknown }) => void): void;
}
const CryptoBotApi = require('crypto-bot-api') as new (key: string, endpoint: string) => Client;

/** A public client of Crypto Pay judges what the simulator signs. */
describe('crypto-bot-api and the simulator of Crypto Pay', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand({ start: startCryptoPaySimulator, apiKey: KEY, currency: 'USD', lacks: [] });
  });
  afterAll(() => stand.close());

  it('takes the same deliveries for genuine as the shop does, and refuses the same', async () => {
    const client = new CryptoBotApi(KEY, 'testnet');
    const paid: string[] = [];
    client.on('paid', ({ id, status }) => paid.push(`${id} ${status}`));
    const server = createServer(client.middleware());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    stand.simulator.deliveries.switches.forged = 1;
    const { externalId } = await stand.invoice();
    const heard = await stand.after(externalId, 'pay');
    const verdicts = heard.map((one) => stand.provider.verify(one).kind);
    const statuses: number[] = [];
    for (const { body, headers } of heard) {
      const answer = await fetch(url, {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { 'crypto-pay-api-signature': headers['crypto-pay-api-signature']! },
      });
      statuses.push(answer.status);
    }
    server.close();
    expect(verdicts.sort()).toEqual(['forged', 'genuine']);
    expect(statuses.sort()).toEqual([200, 401]);
    expect(paid).toEqual([`${externalId} paid`]);
  });
});
