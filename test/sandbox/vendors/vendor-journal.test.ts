import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHandlerVendor, startInboxVendor } from '../../../src/sandbox/vendors';

const folder = mkdtempSync(join(tmpdir(), 'vendor-'));
const started: { stop(): Promise<void> }[] = [];
/** Notes the vendor, so that it stops even when the story fails. */
const noted = <V extends { stop(): Promise<void> }>(vendor: V): V => {
  started.push(vendor);
  return vendor;
};
afterEach(() => Promise.all(started.splice(0).map((vendor) => vendor.stop())));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const catalogue = [{ service: 'tg', country: '49', cost: '0.5000', count: 10 }];

describe('a simulated vendor that is stopped and started', () => {
  it('still has its orders, codes, stock and balance, and its clock goes on', async () => {
    let now = Date.UTC(2026, 0, 1);
    const options = {
      name: 'shop',
      dialect: 'classic',
      apiKey: 'k',
      catalogue,
      journalPath: join(folder, 'shop.jsonl'),
      now: () => now,
    } as const;
    const first = noted(await startHandlerVendor(options));
    const ask = async (baseUrl: string, query: string) => (await fetch(`${baseUrl}?api_key=k&${query}`)).text();
    const [, id, phone] = (await ask(first.baseUrl, 'action=getNumber&service=tg&country=49')).split(':');
    await ask(first.baseUrl, 'action=getNumber&service=tg&country=49');
    first.receive(phone!, 'code 123456');
    await first.stop();
    appendFileSync(options.journalPath, '{"type":"closed","id":"torn by a k');

    now += 1_300_000;
    const second = noted(await startHandlerVendor(options));
    expect(second.upstreamOrders).toEqual({ bought: 2, spent: 10_000n, refunded: 5_000n });
    expect(second.balance).toBe(10_000_000n - 5_000n);
    expect(second.orders().map((order) => [order.id === id, order.phase])).toEqual([
      [true, 'finished'],
      [false, 'expired'],
    ]);
    expect(second.stock.get('49', 'tg')!.count).toBe(9);
    await second.stop();

    const third = noted(await startHandlerVendor(options));
    expect(third.balance).toBe(10_000_000n - 5_000n);
  });

  it('keeps the texts of its inbox, and their numbering', async () => {
    const options = { name: 'inbox', apiKey: 'k', journalPath: join(folder, 'inbox.jsonl') };
    const first = noted(await startInboxVendor({ ...options, numbers: ['37120000001'] }));
    first.receive('37120000001', 'one');
    await first.stop();
    const second = noted(await startInboxVendor(options));
    second.receive('37120000001', 'two');
    const page = await (await fetch(`${second.baseUrl}/messages`, { headers: { authorization: 'Bearer k' } })).json();
    expect(page).toMatchObject({
      messages: [
        { id: 'sms_1', body: 'one' },
        { id: 'sms_2', body: 'two' },
      ],
      next: '2',
      hasMore: false,
    });
    await second.stop();
  });
});
