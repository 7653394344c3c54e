import { startLinks } from '../../src/links/links';
import { type SmscVendor, startSmscVendor } from '../../src/sandbox/vendors';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
let centre: SmscVendor;
let links: ReturnType<typeof startLinks>[];
beforeEach(async () => {
  shop = await openShop();
  centre = await startSmscVendor({ name: 'bank', systemId: 'shop', apiKey: 'secret' });
  links = [];
});
afterEach(async () => {
  for (const one of links) await one.stop();
  await centre.stop();
  await shop.booksBalance();
  await shop.close();
});

/** A buyer waits for a code on a SIM behind the centre. */
async function waiting(o: { key?: string } = {}) {
  const options = { systemId: 'shop', alertAfterS: 5 };
  const row = { name: 'bank', protocol: 'smpp', baseUrl: centre.baseUrl, key: o.key ?? 'secret', options };
  const providerId = await shop.provider(row);
  const offer = await shop.offer();
  const { phones } = await shop.pool(offer, { providerId });
  centre.addNumbers(phones);
  const buyer = await shop.buyer({ balance: usd('2') });
  return { providerId, offer, buyer, reservation: await buyer.buys(offer) };
}
/** Its timers run by the shop's clock, so a moment passes before each look. */
const comes = (isSo: () => Promise<boolean>) =>
  shop.until(async () => {
    await shop.passes({ seconds: 0.2 });
    return isSo();
  });
const opens = () => links.push(startLinks(shop.app));

describe('SIMs behind a centre that speaks SMPP', () => {
  it('bring a code to its buyer, once, however often the centre sends it', async () => {
    const { buyer, reservation } = await waiting();
    opens();
    const phone = reservation.phone!;
    for (let time = 0; time < 3; time += 1) centre.receive(phone, 'Your code is 48213', 'WhatsApp');
    await comes(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    await comes(async () => centre.waiting === 0);
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ text: 'Your code is 48213', code: '48213' }]);
    const rows = await shop.all<{ source: string; sender: string }>('SELECT source, sender FROM messages');
    expect(rows).toEqual([{ source: 'LINK', sender: 'WhatsApp' }]);
  });

  it('bring the same words again as a new SMS when the time of repeats is over', async () => {
    const { buyer, reservation } = await waiting();
    opens();
    const phone = reservation.phone!;
    centre.receive(phone, 'Your code is 48213');
    await comes(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    await shop.passes({ minutes: 11 });
    centre.receive(phone, 'Your code is 48213');
    await comes(async () => (await buyer.sees(reservation)).messages.length === 2);
  });

  it('bring a long text as one SMS, and what is there of one whose part stays away, marked', async () => {
    const { buyer, reservation } = await waiting();
    opens();
    const phone = reservation.phone!;
    const long = `${'A long way to a short code. '.repeat(12)}It is 48213`;
    centre.receive(phone, long);
    await comes(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    const bytes = Buffer.concat([Buffer.of(5, 0, 3, 200, 2, 1), Buffer.from('Another: 77777')]);
    centre.deliver({ to: phone, from: 'Bank', esmClass: 0x40, dataCoding: 0, bytes });
    await comes(async () => centre.waiting === 0);
    await shop.passes({ seconds: 31 });
    await shop.runs('join-parts');
    expect((await buyer.sees(reservation)).messages.map(({ text }) => text)).toEqual([long, 'Another: 77777 …']);
    const rows = await shop.all<{ incomplete: boolean }>(
      'SELECT is_incomplete AS incomplete FROM messages ORDER BY id',
    );
    expect(rows).toEqual([{ incomplete: false }, { incomplete: true }]);
  });

  it('are held by one process at a time, and taken over when it goes', async () => {
    const { buyer, reservation } = await waiting();
    opens();
    await comes(async () => centre.sessions === 1);
    opens();
    await links[0]!.stop();
    await comes(async () => centre.sessions === 1);
    centre.receive(reservation.phone!, 'Your code is 48213');
    await comes(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    expect(await shop.all('SELECT 1 FROM leases')).toHaveLength(1);
  });

  it('tell the owners when the centre lets nobody in, and end it when a changed row does', async () => {
    const { providerId } = await waiting();
    await shop.all(`UPDATE providers SET options = options || '{"systemId": "nobody"}', revision = revision + 1`);
    opens();
    const alerts = () => shop.all<{ kind: string }>(`SELECT kind FROM operator_alerts WHERE kind LIKE 'link%'`);
    await comes(async () => (await alerts()).length > 0);
    expect(await alerts()).toEqual([{ kind: 'link_refused' }]);
    const right = `UPDATE providers SET options = options || '{"systemId": "shop"}', revision = revision + 1 WHERE id = $1`;
    await shop.all(right, [providerId]);
    await comes(async () => centre.sessions === 1);
    await comes(async () => (await alerts()).length === 0);
  });
});
