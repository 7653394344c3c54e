import { randomUUID } from 'node:crypto';
import { readAlerts } from '../../../src/database/queries/alerts';
import { countSupport } from '../../../src/database/queries/support';
import { answerSupport } from '../../../src/usecases/support/answer-support';
import { closeSupport, reopenSupport, solveSupport } from '../../../src/usecases/support/close-support';
import { writeSupport } from '../../../src/usecases/support/write-support';
import { eraseUser } from '../../../src/usecases/users/erase-user';
import { openShop, type Shop } from '../../support/shop';
import type { TestBuyer } from '../../support/test-buyer';

const author = { actor: { type: 'ADMIN', id: '7' } } as const;
const STEPS_AT_MOST = 20;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

const writes = (buyer: TestBuyer, text: string, key: string = randomUUID()) =>
  writeSupport(shop.app, { key, userId: buyer.id, subject: { topic: 'OTHER' }, text });
const answers = (threadId: bigint, text: string, o: { key?: string; seen?: bigint } = {}) =>
  answerSupport(shop.app, { key: o.key ?? randomUUID(), threadId, text, seen: o.seen, ...author });
const closes = (threadId: bigint, seen?: bigint, key: string = randomUUID()) =>
  closeSupport(shop.app, { key, threadId, seen, ...author });
const lastOf = async (id: bigint) => (await shop.db.support.findThread(id))!.lastMessageId!;
const said = async () =>
  (await shop.all<{ text: string }>('SELECT text FROM support_messages ORDER BY id')).map(({ text }) => text);
const opens = async (buyer: TestBuyer, text = 'Where is it?') => {
  const outcome = await writes(buyer, text);
  if (!('threadId' in outcome)) throw new Error(outcome.kind);
  return outcome.threadId;
};

describe('a question', () => {
  it('that two operators answer at once gets one answer; the other operator is told', async () => {
    const thread = await opens(await shop.buyer());
    const seen = await lastOf(thread);
    const outcomes = await Promise.all(['One', 'Two', 'Three'].map((text) => answers(thread, text, { seen })));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['answered', 'overtaken', 'overtaken']);
    expect(await said()).toHaveLength(2);
    // Whoever has read the other answer adds to it; whoever does not mind says no message.
    expect((await answers(thread, 'Four', { seen: await lastOf(thread) })).kind).toBe('answered');
    expect((await answers(thread, 'Five')).kind).toBe('answered');
  });

  it('is answered once by one key, and by no other words', async () => {
    const buyer = await shop.buyer();
    const [thread, other] = [await opens(buyer), await opens(await shop.buyer())];
    const key = randomUUID();
    const outcomes = await Promise.all([1, 2, 3].map(() => answers(thread, 'Here', { key })));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['answered', 'repeated', 'repeated']);
    expect(new Set(outcomes.map((outcome) => 'messageId' in outcome && outcome.messageId)).size).toBe(1);
    expect((await answers(thread, 'There', { key })).kind).toBe('key_conflict');
    expect((await answers(other, 'Here', { key })).kind).toBe('key_conflict');
    expect(await shop.notices(buyer)).toEqual(['support_answer']);
  });

  it('keeps waiting for what its buyer wrote while the operator typed', async () => {
    const buyer = await shop.buyer();
    const thread = await opens(buyer);
    const seen = await lastOf(thread);
    await shop.passes({ minutes: 5 });
    await writes(buyer, 'And another thing');
    const since = shop.clock.now();
    await shop.passes({ minutes: 5 });
    expect((await answers(thread, 'To the first', { seen })).kind).toBe('answered');
    expect((await shop.db.support.findThread(thread))!.waitingSince).toEqual(since);
    expect((await answers(thread, 'To the other', { seen: await lastOf(thread) })).kind).toBe('answered');
    expect((await countSupport(shop.db)).waiting).toBe(0);
  });

  it('is not closed over words that the operator has not read, and is open again by new ones', async () => {
    const buyer = await shop.buyer();
    const thread = await opens(buyer);
    const seen = await lastOf(thread);
    const [, closed] = await Promise.all([writes(buyer, 'Wait!'), closes(thread, seen)]);
    // Whichever came first: nothing that the buyer wrote stands in a closed thread.
    expect(['closed', 'overtaken']).toContain(closed.kind);
    expect((await shop.db.support.findThread(thread))!.state).toBe('OPEN');
    expect((await closes(thread, seen)).kind).toBe('overtaken');
    const key = randomUUID();
    expect((await closes(thread, await lastOf(thread), key)).kind).toBe('closed');
    expect((await closes(thread, undefined, key)).kind).toBe('repeated');
    expect((await closes(thread)).kind).toBe('already_closed');
    expect((await answers(thread, 'Too late')).kind).toBe('closed');
    expect((await solveSupport(shop.app, { userId: buyer.id, threadId: thread })).kind).toBe('already_closed');

    // The same thing again is a thread of its own; then the first one cannot be opened beside it.
    expect(await opens(buyer)).not.toBe(thread);
    const again = () => reopenSupport(shop.app, { key: randomUUID(), threadId: thread, ...author });
    expect((await again()).kind).toBe('another_open');
    expect(await shop.all(`SELECT DISTINCT action, entity_id AS thread FROM audit_log`)).toEqual([
      { action: 'support.closed', thread: String(thread) },
    ]);
  });

  it('stands once, however many say it at once', async () => {
    const buyer = await shop.buyer();
    const key = 'chat:1:1';
    const same = await Promise.all([1, 2, 3].map(() => writes(buyer, 'Hello', key)));
    expect(same.map(({ kind }) => kind).sort()).toEqual(['opened', 'repeated', 'repeated']);
    const others = await Promise.all(['a', 'b', 'c'].map((text) => writes(buyer, text)));
    expect(others.map(({ kind }) => kind)).toEqual(['added', 'added', 'added']);
    expect(await shop.all('SELECT 1 FROM support_threads')).toHaveLength(1);
    const twice = shop.all(
      `INSERT INTO support_threads (user_id, topic, last_at, created_at) VALUES ($1, 'OTHER', now(), now())`,
      [buyer.id],
    );
    await expect(twice).rejects.toThrow(/support_threads_open_once/);
  });

  it('and its answer survive the death of the program at any step: said once, told once', async () => {
    let life = { isDead: true };
    let steps = 0;
    for (; life.isDead && steps < STEPS_AT_MOST; steps += 1) {
      const buyer = await shop.buyer();
      const [asked, told] = [randomUUID(), randomUUID()];
      const walk = async () => {
        const outcome = await writes(buyer, `Question ${steps}`, asked);
        if (!('threadId' in outcome)) throw new Error(outcome.kind);
        await answers(outcome.threadId, `Answer ${steps}`, { key: told });
      };
      life = shop.diesAfter(steps);
      await walk().catch((error: Error) => {
        if (!life.isDead) throw error;
      });
      shop.restarts();
      await walk();
      expect((await said()).slice(-2)).toEqual([`Question ${steps}`, `Answer ${steps}`]);
      expect(await said()).toHaveLength(2 * (steps + 1));
      expect(await shop.notices(buyer)).toEqual(['support_answer']);
    }
    expect(steps).toBeGreaterThan(2);
    expect(life.isDead).toBe(false);
  });

  it('that waits too long is told of once an hour, until it is answered', async () => {
    const thread = await opens(await shop.buyer());
    const standing = async () => (await readAlerts(shop.db, { limit: 9 })).map(({ kind, facts }) => ({ kind, facts }));
    await shop.passes({ minutes: 59 });
    await shop.runs('watch-support');
    expect(await standing()).toEqual([]);
    await shop.passes({ minutes: 2 });
    await shop.runs('watch-support');
    expect(await standing()).toEqual([
      { kind: 'support_waiting', facts: { thread: `S-${thread}`, minutes: 61, waiting: 1 } },
    ]);
    await answers(thread, 'Here');
    await shop.runs('watch-support');
    expect(await standing()).toEqual([]);
    await shop.set('supportWaitMinutes', 0);
    await opens(await shop.buyer());
    await shop.passes({ minutes: 500 });
    await shop.runs('watch-support');
    expect(await standing()).toEqual([]);
  });

  it('whose answer does not arrive is told of once, and seen when its buyer comes back', async () => {
    const buyer = await shop.buyer();
    const thread = await opens(buyer);
    await answers(thread, 'Here it is');
    await shop.app.db.outbox.failBlocked(buyer.id, 'USER_IS_BLOCKED', shop.clock.now());
    await shop.runs('watch-support');
    const alerts = () => shop.all<{ kind: string; count: number }>('SELECT kind, count FROM operator_alerts');
    expect(await alerts()).toEqual([{ kind: 'support_undelivered', count: 1 }]);
    await shop.passes({ seconds: 30 });
    await shop.runs('watch-support');
    expect(await alerts()).toEqual([{ kind: 'support_undelivered', count: 1 }]);
    const [message] = await shop.all<{ failure: string }>(
      'SELECT failure FROM support_messages WHERE failure IS NOT NULL',
    );
    expect(message).toEqual({ failure: 'USER_IS_BLOCKED' });
    await writes(buyer, 'I am back');
    expect(await alerts()).toEqual([]);
  });

  it('goes with its buyer when they are erased, and some time after it was closed', async () => {
    const [ann, bob] = [await shop.buyer(), await shop.buyer()];
    const [hers, his] = [await opens(ann, 'canary one'), await opens(bob, 'canary two')];
    await answers(hers, 'canary three');
    // An operator's screen that showed it, and what that operator typed.
    await shop.all(
      `INSERT INTO outbox (key, lane, user_id, kind, payload, random_id, due_at, created_at, state)
       VALUES ('card', 0, $1, 'message', jsonb_build_object('text', $2::text), 1, now(), now(), 'SENT')`,
      [bob.id, `S-${hers} · canary four`],
    );
    await shop.all(
      `INSERT INTO inbox (dedupe_key, telegram_id, kind, payload, received_at, state)
       VALUES ('typed', 1, 'message', '{"text": " canary three"}', now(), 'HANDLED')`,
    );
    expect((await eraseUser(shop.app, { userId: ann.id, forfeit: true, ...author })).kind).toBe('erased');
    const traces = await shop.all<{ text: string }>(
      `SELECT text FROM support_messages UNION ALL SELECT payload::text FROM outbox UNION ALL SELECT payload::text FROM inbox
       UNION ALL SELECT data::text FROM events UNION ALL SELECT facts::text FROM audit_log`,
    );
    expect(traces.filter(({ text }) => /canary/.test(text))).toEqual([{ text: 'canary two' }]);
    expect(await writes(ann, 'Still here?')).toEqual({ kind: 'gone' });

    await closes(his);
    await shop.passes({ days: 364 });
    await shop.runs('forget');
    expect(await said()).toEqual(['canary two']);
    await shop.passes({ days: 2 });
    await shop.runs('forget');
    expect(await said()).toEqual([]);
  });
});
