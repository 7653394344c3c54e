import { outboxTroubles } from '../../src/bot/notices/outbox-troubles';
import { createRenderer } from '../../src/bot/outbox/kinds';
import { createOutboxSender, type OutboxSender } from '../../src/bot/outbox/outbox-sender';
import type { Messenger } from '../../src/ports/messenger';
import { openShop, type Shop } from '../support/shop';

const OWNER = 500_001n;

describe('a message that cannot be made', () => {
  let shop: Shop;
  let sender: OutboxSender;
  let ownerId: bigint;
  /** Kinds that the program fails at, and texts that its way to Telegram fails at. */
  const broken = new Set<string>();
  const sent: { text: string; atMs: number }[] = [];

  beforeEach(async () => {
    broken.clear();
    sent.length = 0;
    shop = await openShop({ ownerIds: [OWNER] });
    const row = await shop.one<{ id: bigint }>(
      `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at) VALUES ($1, 'Owner', now(), now()) RETURNING id`,
      [OWNER],
    );
    ownerId = row.id;
    const { app, clock } = shop;
    const renderer = createRenderer(app);
    const messenger = {
      async sendText({ text }: { text: string }) {
        if (broken.has(text)) throw new TypeError('an entity ends before it begins');
        sent.push({ text, atMs: clock.now().getTime() });
        return { kind: 'sent', messageId: sent.length };
      },
    } as unknown as Messenger;
    sender = createOutboxSender({
      ...{ db: app.db, clock, log: app.log, messenger, onSent: renderer.onSent, ...outboxTroubles(app) },
      async render(row) {
        if (broken.has(row.kind)) throw new RangeError('Invalid time zone specified: Mars/Base');
        return row.kind === 'panel_chart' ? { text: 'the chart' } : renderer.render(row);
      },
    });
    sender.start();
  });
  afterEach(async () => {
    await sender.stop();
    await shop.booksBalance();
    await shop.close();
  });

  const put = (key: string, kind: 'panel_chart' | 'message', payload: object, lane: 0 | 1 = 1) =>
    shop.app.db.outbox.put({ key, lane, userId: ownerId, kind, payload, at: shop.clock.now() });
  const stateOf = (key: string) =>
    shop.one<{ state: string; attempts: number }>('SELECT state, attempts FROM outbox WHERE key = $1', [key]);
  /** Time passes in small steps, so that what the database answers in between counts. */
  async function passes(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += 250) {
      await shop.clock.advance(250);
      for (let n = 0; n < 12; n += 1) await shop.app.db.ping();
    }
  }
  const alerts = () => shop.all<{ key: string }>('SELECT key FROM operator_alerts');
  const texts = () => sent.map(({ text }) => text);

  it('holds up nothing else of its chat, is put aside and told of, and comes when it can be made again', async () => {
    broken.add('panel_chart');
    await put('chart', 'panel_chart', { chart: 'sales' });
    for (let n = 1; n <= 8; n += 1) {
      const beforeMs = shop.clock.now().getTime();
      await put(`answer ${n}`, 'message', { text: `answer ${n}` }, 0);
      await passes(2_000);
      const answer = sent.find(({ text }) => text === `answer ${n}`);
      expect(answer!.atMs - beforeMs).toBeLessThanOrEqual(2_000);
    }
    await passes(10_000);
    expect(await alerts()).toEqual([{ key: 'message-unmade:panel_chart' }]);
    expect(texts().filter((text) => text.includes('A message of mine cannot be made'))).toHaveLength(1);
    const { attempts } = await stateOf('chart');
    expect(attempts).toBeLessThanOrEqual(7);
    broken.clear();
    await shop.clock.advance(300_000);
    await passes(2_000);
    expect(await stateOf('chart')).toMatchObject({ state: 'SENT' });
    // That it is over may be told before or after it.
    expect(
      texts()
        .filter((text) => !text.includes('It is over'))
        .at(-1),
    ).toBe('the chart');
    expect(await alerts()).toEqual([]);
  });

  it('is no other when only its last step fails, on the way out', async () => {
    broken.add('odd');
    await put('odd', 'message', { text: 'odd' }, 0);
    await put('even', 'message', { text: 'even' }, 0);
    await passes(20_000);
    expect(texts()).toContain('even');
    expect(await alerts()).toEqual([{ key: 'message-unmade:message' }]);
  });

  it('is given up after a day, and tells an operator once an hour at most', async () => {
    broken.add('panel_chart');
    await put('chart', 'panel_chart', { chart: 'sales' });
    await passes(20_000);
    for (let minutes = 0; minutes < 25 * 60; minutes += 5) {
      await shop.clock.advance(300_000);
      await passes(1_000);
    }
    expect(await stateOf('chart')).toMatchObject({ state: 'FAILED' });
    expect(texts().length).toBeLessThanOrEqual(26);
  });
});
