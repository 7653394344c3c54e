import { createRenderer } from '../../src/bot/outbox/kinds';
import { startLinks } from '../../src/links/links';
import { deliverBody } from '../../src/sandbox/vendors/smsc/pdu';
import { openShop, type Shop, usd } from '../support/shop';
import { createAuthority } from '../support/smsc/certificates';
import { npmCentre } from '../support/smsc/npm-centre';
import { plainSms, rudeCentre } from '../support/smsc/rude-centre';

const OWNER = 500_001n;
/** Longer than any of these stories. */
const NEVER_S = 86_400;

describe('what goes wrong with a link, and its owners', () => {
  let shop: Shop;
  let open: { close(): unknown }[];
  beforeEach(async () => {
    open = [];
    shop = await openShop({ ownerIds: [OWNER] });
    await shop.all(
      `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at) VALUES ($1, 'Owner', now(), now())`,
      [OWNER],
    );
  });
  afterEach(async () => {
    // The centres first: by a clock that stands still a link would wait for their goodbye.
    for (const one of open) await one.close();
    await shop.booksBalance();
    await shop.close();
  });

  function kept<One extends { close(): unknown }>(one: One): One {
    open.push(one);
    return one;
  }
  /** A row of a centre, with the link that the shop keeps to it. */
  async function linked(baseUrl: string, options: object = {}): Promise<number> {
    const all = { systemId: 'shop', alertAfterS: NEVER_S, ...options };
    const id = await shop.provider({ name: 'bank', protocol: 'smpp', baseUrl, key: 'secret', options: all });
    // By the story's clock, which passes much faster than bytes.
    await shop.all('UPDATE providers SET timeout_ms = 60000 WHERE id = $1', [id]);
    const links = startLinks(shop.app);
    kept({ close: links.stop });
    return id;
  }
  const changes = (id: number, options: object) =>
    shop.all('UPDATE providers SET options = options || $2::jsonb, revision = revision + 1 WHERE id = $1', [
      id,
      JSON.stringify(options),
    ]);
  const comes = (isSo: () => boolean | Promise<boolean>) =>
    shop.until(async () => {
      // So little that the lease of the link is renewed in between.
      await shop.passes({ seconds: 1 });
      return isSo();
    });
  const alerts = () =>
    shop.all<{ kind: string; count: number }>(`SELECT kind, count FROM operator_alerts WHERE kind LIKE 'link%'`);
  /** How often the trouble came, whether the owners were told of it then or not. */
  const raised = async () => (await alerts())[0]?.count ?? 0;
  /** What the owners have read so far, each message of it. */
  async function told(): Promise<string[]> {
    const now = shop.clock.now();
    const rows = await shop.app.db.outbox.claim({ now, leaseUntil: now, urgentLimit: 100, broadcastLimit: 0 });
    const renderer = createRenderer(shop.app);
    const messages = await Promise.all(rows.map((row) => renderer.render(row)));
    return messages.flatMap((message) => message?.text ?? []);
  }

  it('hear once of SMS that are refused for good, until the row is changed; all others go on', async () => {
    const centre = kept(await rudeCentre());
    const id = await linked(`smpp://127.0.0.1:${centre.port}`);
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer, { providerId: id });
    const buyer = await shop.buyer({ balance: usd('2') });
    const reservation = await buyer.buys(offer);
    await comes(() => centre.isBound);
    const binary = deliverBody(plainSms({ to: phones[0]!, dataCoding: 4, bytes: Buffer.of(1, 2, 3) }));
    for (let n = 0; n < 3; n += 1) expect(await centre.deliver(binary)).toBe(0x65);
    expect(await centre.deliver(deliverBody(plainSms({ to: phones[0]! })))).toBe(0);
    await comes(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    await comes(async () => (await raised()) === 2);
    expect(await alerts()).toMatchObject([{ kind: 'link_unreadable' }]);
    const [text, ...more] = (await told()).filter((one) => one.includes('refused for good'));
    expect(more).toEqual([]);
    expect(text).toMatch(/bank.*binary.*Check the options country and alphabet/s);
    await changes(id, { country: 'LV' });
    await comes(async () => (await alerts()).length === 0);
  });

  it('hear once of a certificate that nobody vouches for; with it the centre hears nothing, not even the password', async () => {
    const authority = createAuthority();
    const centre = kept(await npmCentre({ tls: authority.issue(['127.0.0.1']) }));
    const id = await linked(`smpps://127.0.0.1:${centre.port}`);
    await comes(async () => (await raised()) >= 3);
    expect(await alerts()).toMatchObject([{ kind: 'link_distrusted' }]);
    const [text, ...more] = await told();
    expect(more).toEqual([]);
    expect(text).toMatch(/certificate of a centre is not trusted.*bank.*Check the address, and the options ca/s);
    expect(centre.binds).toEqual([]);
    await changes(id, { ca: authority.cert });
    await comes(() => centre.sessions.length === 1);
    await comes(async () => (await alerts()).length === 0);
  });

  it('hear once of sessions that begin and end again and again, and no more of them when one has lasted', async () => {
    const centre = kept(await rudeCentre({ saysItIsThere: true }));
    await linked(`smpp://127.0.0.1:${centre.port}`, { alertAfterS: 120 });
    for (let count = 1; (await raised()) < 3; count += 1) {
      await comes(() => centre.sockets.length >= count);
      // Not destroyed: that might take the answer to the bind along. How often it ends is known before anybody is told.
      centre.sockets.at(-1)!.end();
    }
    const [{ facts }] = (await shop.all('SELECT facts FROM operator_alerts')) as [{ facts: object }];
    expect(facts).toMatchObject({ name: 'bank', reason: 'held_elsewhere' });
    const [text, ...more] = await told();
    expect(more).toEqual([]);
    expect(text).toMatch(/link to a centre is down.*End the other program, or ask the centre how many sessions/s);
    // One more, which is there for a while: that alone says nothing.
    await comes(() => centre.isBound);
    for (let second = 0; second < 10; second += 1) {
      expect(await alerts()).toMatchObject([{ kind: 'link_down' }]);
      await shop.passes({ seconds: 1 });
    }
    await comes(async () => (await alerts()).length === 0);
    expect(centre.isBound).toBe(true);
  });
});
