import type { BroadcastInput } from '../../src/usecases/broadcasts/broadcast-form';
import { countBroadcastAudience, findBroadcast } from '../../src/usecases/broadcasts/find-broadcast';
import { createBroadcast, updateBroadcast } from '../../src/usecases/broadcasts/save-broadcast';
import { steerBroadcast } from '../../src/usecases/broadcasts/steer-broadcast';
import { openShop, type Shop, usd } from '../support/shop';

const author = { actor: { type: 'ADMIN', id: 'test' } } as const;
const NEWS: BroadcastInput = { text: 'News' };

describe('a broadcast', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
  });
  afterEach(() => shop.close());

  const drafted = async (input: BroadcastInput = NEWS) => {
    const outcome = await createBroadcast(shop.app, input, author);
    if (outcome.kind !== 'saved') throw new Error(`the draft was ${outcome.kind}`);
    return outcome.id;
  };
  const steer = async (id: number, act: 'start' | 'pause' | 'resume' | 'cancel') =>
    (await steerBroadcast(shop.app, { id, act, ...author })).kind;
  const people = (count: number, columns = '') =>
    shop.all(
      `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at${columns && `, ${columns.split('=')[0]}`})
       SELECT 900000 + (SELECT count(*) FROM users) + i, 'Ann', $2, $2${columns && `, ${columns.split('=')[1]}`}
       FROM generate_series(1, $1::integer) i RETURNING id`,
      [count, shop.clock.now()],
    );
  const waiting = async () =>
    (
      await shop.one<{ count: number }>(
        `SELECT count(*)::integer AS count FROM outbox WHERE state = 'WAITING' AND due_at <= $1`,
        [shop.clock.now()],
      )
    ).count;
  /** What the sender does with so many due rows. */
  const sends = (count: number, state = 'SENT') =>
    shop.all(
      `UPDATE outbox SET state = $2::outbox_state, sent_at = $3,
         failure = CASE WHEN $2 = 'FAILED' THEN 'USER_IS_BLOCKED' END
       WHERE id IN (SELECT id FROM outbox WHERE state = 'WAITING' AND due_at <= $3 ORDER BY id LIMIT $1) RETURNING id`,
      [count, state, shop.clock.now()],
    );
  const audience = async (input: Partial<BroadcastInput>) =>
    countBroadcastAudience(shop.app, await drafted({ ...NEWS, ...input }));

  it('means whom it says, and never those who cannot be written to', async () => {
    await people(3, "language='ar'");
    await people(2, "language='ru'");
    await people(1, 'is_blocking_bot=true');
    await people(1, 'is_banned=true');
    await shop.all('INSERT INTO users (created_at, last_seen_at, erased_at) VALUES ($1, $1, $1) RETURNING id', [
      shop.clock.now(),
    ]);
    await shop.passes({ days: 10 });
    await people(1);
    await shop.buyer({ balance: usd('5') });
    await shop.buyer({ balance: usd('50') });
    expect(await audience({})).toBe(8);
    expect(await audience({ languages: ['ar'] })).toBe(3);
    expect(await audience({ languages: ['ar', 'ru'] })).toBe(5);
    expect(await audience({ seenWithinDays: 7 })).toBe(3);
    expect(await audience({ minAvailable: usd('5') })).toBe(2);
    expect(await audience({ minAvailable: usd('5.0001') })).toBe(1);
    expect(await audience({ minAvailable: 1n, maxAvailable: usd('5') })).toBe(1);
    expect(await audience({ maxAvailable: 0n, languages: ['ru'] })).toBe(2);
    await shop.booksBalance();
  });

  it('is fed to the outbox in portions, gives each one row, and ends by itself', async () => {
    await shop.set('broadcastsPerSecond', 5);
    await people(330);
    const id = await drafted();
    expect(await steer(id, 'start')).toBe('started');
    let turns = 0;
    for (; (await findBroadcast(shop.app, id))?.status === 'RUNNING'; turns += 1) {
      expect(await waiting()).toBeLessThanOrEqual(100);
      await sends(60);
      await shop.runs('feed-broadcasts');
      await shop.runs('feed-broadcasts');
    }
    expect(turns).toBeGreaterThan(3);
    expect(await findBroadcast(shop.app, id)).toMatchObject({
      ...{ status: 'COMPLETED', audienceCount: 330, sentCount: 330, remainingCount: 0, endedAt: shop.clock.now() },
    });
    const [rows] = await shop.all(
      'SELECT count(*)::integer AS all, count(DISTINCT user_id)::integer AS of FROM outbox',
    );
    expect(rows).toEqual({ all: 330, of: 330 });
  });

  it('does not reach people who come after its start', async () => {
    await people(3);
    const id = await drafted();
    await steer(id, 'start');
    await people(4);
    await sends(100);
    await shop.runs('feed-broadcasts');
    await sends(100);
    await shop.runs('feed-broadcasts');
    expect(await findBroadcast(shop.app, id)).toMatchObject({ status: 'COMPLETED', sentCount: 3 });
  });

  it('sends nothing while it is paused, also when the program died before it could hold what waited', async () => {
    await people(80);
    const id = await drafted();
    await steer(id, 'start');
    await sends(20);
    await shop.all(`UPDATE broadcasts SET status = 'PAUSED' WHERE id = $1 RETURNING id`, [id]);
    expect(await waiting()).toBe(60);
    await shop.runs('feed-broadcasts');
    expect(await waiting()).toBe(0);
    expect(await steer(id, 'pause')).toBe('already');
    expect(await steer(id, 'resume')).toBe('resumed');
    expect(await waiting()).toBe(60);
    await sends(60);
    await shop.runs('feed-broadcasts');
    expect(await findBroadcast(shop.app, id)).toMatchObject({ status: 'COMPLETED', sentCount: 80 });
  });

  it('that is canceled takes back what nobody is sending, and lets what is under way arrive', async () => {
    await people(50);
    const id = await drafted();
    await steer(id, 'start');
    const soon = new Date(shop.clock.now().getTime() + 5_000);
    await shop.all(
      'UPDATE outbox SET leased_until = $1 WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT 10) RETURNING id',
      [soon],
    );
    expect(await steer(id, 'cancel')).toBe('canceled');
    expect(await findBroadcast(shop.app, id)).toMatchObject({
      status: 'CANCELED',
      droppedCount: 40,
      remainingCount: 0,
    });
    await sends(10);
    expect(await findBroadcast(shop.app, id)).toMatchObject({ sentCount: 10, droppedCount: 40 });
    expect(await steer(id, 'resume')).toBe('not_possible');
    expect(await steer(id, 'start')).toBe('not_possible');
  });

  it('tells how far it is and how long it will take', async () => {
    await people(100);
    const id = await drafted();
    await steer(id, 'start');
    expect(await findBroadcast(shop.app, id)).toMatchObject({ remainingCount: 100, remainingS: 4 });
    await sends(20);
    await sends(5, 'FAILED');
    await shop.passes({ seconds: 50 });
    expect(await findBroadcast(shop.app, id)).toMatchObject({
      ...{ sentCount: 20, blockedCount: 5, doneCount: 25, remainingCount: 75, remainingS: 150 },
    });
    await steer(id, 'pause');
    expect(await findBroadcast(shop.app, id)).toMatchObject({ remainingCount: 75, remainingS: undefined });
    await shop.passes({ hours: 5 });
    await steer(id, 'resume');
    await sends(50);
    await shop.passes({ seconds: 10 });
    expect(await findBroadcast(shop.app, id)).toMatchObject({ remainingCount: 25, remainingS: 5 });
  });

  it('goes alone: a second one must wait, and a started one cannot be changed', async () => {
    await people(2);
    const [first, second] = [await drafted(), await drafted()];
    const [one, other] = await Promise.all([steer(first, 'start'), steer(first, 'start')]);
    expect([one, other].sort()).toEqual(['already', 'started']);
    expect(await steerBroadcast(shop.app, { id: second, act: 'start', ...author })).toEqual({
      kind: 'another_running',
      id: first,
    });
    expect(await updateBroadcast(shop.app, first, { text: 'Other' }, author)).toEqual({
      kind: 'not_a_draft',
      status: 'RUNNING',
    });
    expect(await updateBroadcast(shop.app, second, { text: 'Other' }, author)).toEqual({ kind: 'saved', id: second });
    await steer(first, 'cancel');
    expect(await steer(second, 'start')).toBe('started');
    const actions = await shop.all<{ action: string }>('SELECT action FROM audit_log ORDER BY id');
    expect(actions.map(({ action }) => action.replace('broadcast.', ''))).toEqual([
      ...['created', 'created', 'started', 'updated', 'canceled', 'started'],
    ]);
  });

  it('to nobody is not started', async () => {
    await people(2);
    expect(await steer(await drafted({ text: 'Hi', languages: ['ru'] }), 'start')).toBe('nobody_meant');
    expect(await steer(99, 'start')).toBe('not_found');
  });

  it.each<[string, object, string]>([
    ['an empty text', { text: ' ' }, 'text'],
    ['a text that Telegram would refuse', { text: 'x'.repeat(4_097) }, 'text'],
    ['an entity beyond the end', { text: 'ab', entities: [{ kind: 'bold', offset: 1, length: 2 }] }, 'entities'],
    ['an entity nobody knows', { text: 'ab', entities: [{ kind: 'blink', offset: 0, length: 1 }] }, 'entities.0'],
    [
      'a link that runs a script',
      { text: 'ab', entities: [{ kind: 'link', offset: 0, length: 1, url: 'javascript:1' }] },
      'entities',
    ],
    ['a button without an address', { text: 'ab', buttons: [[{ text: 'x', url: 'nowhere' }]] }, 'buttons.0.0.url'],
    ['a language we do not speak', { text: 'ab', languages: ['xx'] }, 'languages.0'],
    ['a range upside down', { text: 'ab', minAvailable: 2n, maxAvailable: 1n }, 'maxAvailable'],
    ['no days at all', { text: 'ab', seenWithinDays: 0 }, 'seenWithinDays'],
  ])('is refused with %s', async (_what, input, field) => {
    const outcome = await createBroadcast(shop.app, input as BroadcastInput, author);
    expect(outcome).toMatchObject({ kind: 'invalid', problem: { path: field } });
    expect(await shop.all('SELECT 1 FROM broadcasts')).toEqual([]);
  });
});
