import type { BroadcastStatus } from '../../domain/broadcast/broadcast-status';
import type { Access } from '../access';
import { json, type Row, select } from '../columns';
import { Broadcast } from '../entities/broadcast.entity';

export type BroadcastDraft = Pick<
  Broadcast,
  'text' | 'entities' | 'buttons' | 'languages' | 'seenWithinDays' | 'minAvailable' | 'maxAvailable'
>;

const PLAIN = select(Broadcast, 'b', [
  'id',
  'text',
  'entities',
  'buttons',
  'languages',
  'seenWithinDays',
  'minAvailable',
  'maxAvailable',
  'status',
  'audienceCount',
  'sentCount',
  'blockedCount',
  'failedCount',
  'droppedCount',
  'cursorUserId',
  'lastUserId',
  'createdAt',
  'startedAt',
  'resumedAt',
  'doneAtResume',
  'endedAt',
]);
export type BroadcastRow = Row<typeof PLAIN> & { readonly hasPhoto: boolean };
export const BROADCAST_COLUMNS = `${PLAIN},
  EXISTS (SELECT 1 FROM broadcast_photos p WHERE p.broadcast_id = b.id) AS "hasPhoto"`;

/** How many of the audience are done with, in one way or another. */
const DONE = 'sent_count + blocked_count + failed_count + dropped_count';

/** Whom a broadcast `b` means among users `u`; people who cannot be written to are never meant. $2 is the present. */
export const IS_MEANT = `u.telegram_id IS NOT NULL AND NOT u.is_blocking_bot AND NOT u.is_banned
  AND (b.languages IS NULL OR u.language = ANY (b.languages))
  AND (b.seen_within_days IS NULL
    OR u.last_seen_at > COALESCE(b.started_at, $2) - make_interval(days => b.seen_within_days))
  AND ((b.min_available IS NULL AND b.max_available IS NULL) OR EXISTS (
    SELECT 1 FROM wallets w WHERE w.user_id = u.id AND w.available >= COALESCE(b.min_available, 0)
      AND (b.max_available IS NULL OR w.available <= b.max_available)))`;

export class BroadcastStore {
  constructor(private readonly db: Access) {}

  async insert(draft: BroadcastDraft, createdAt: Date): Promise<number> {
    return (await this.db.manager.insert(Broadcast, { ...valuesOf(draft), createdAt })).identifiers[0]!.id;
  }

  /** Only a draft may change; false for any other. */
  async updateDraft(id: number, draft: BroadcastDraft): Promise<boolean> {
    return (await this.db.manager.update(Broadcast, { id, status: 'DRAFT' }, valuesOf(draft))).affected === 1;
  }

  async find(id: number): Promise<BroadcastRow | undefined> {
    return (await this.read('find', 'WHERE b.id = $1', id))[0];
  }

  async lock(id: number): Promise<BroadcastRow | undefined> {
    return (await this.read('lock', 'WHERE b.id = $1 FOR NO KEY UPDATE', id))[0];
  }

  listPage(limit: number, offset: number): Promise<BroadcastRow[]> {
    return this.read('listPage', 'ORDER BY b.id DESC LIMIT $1 OFFSET $2', limit, offset);
  }

  private read(name: string, which: string, ...values: number[]): Promise<BroadcastRow[]> {
    const text = `SELECT ${BROADCAST_COLUMNS} FROM broadcasts b ${which}`;
    return this.db.sql.rows<BroadcastRow>(`broadcasts.${name}`, text, values);
  }

  async findRunning(): Promise<number | undefined> {
    return (await this.db.manager.findOneBy(Broadcast, { status: 'RUNNING' }))?.id;
  }

  /** How many people would get each of these now, and who is the last of them. */
  async countAudiences(
    ids: readonly number[],
    now: Date,
  ): Promise<{ id: number; count: number; lastUserId: bigint }[]> {
    return this.db.sql.rows(
      'broadcasts.countAudiences',
      `SELECT b.id, meant.* FROM broadcasts b, LATERAL (
         SELECT count(*)::integer AS count, COALESCE(max(u.id), 0) AS "lastUserId" FROM users u WHERE ${IS_MEANT}) meant
       WHERE b.id = ANY ($1)`,
      [ids, now],
    );
  }

  /** Those that run, or ended since then, with how many people are done. */
  listMoving(since: Date): Promise<{ id: number; status: BroadcastStatus; done: number }[]> {
    return this.db.sql.rows(
      'broadcasts.listMoving',
      `SELECT id, status, sent_count + blocked_count + failed_count + dropped_count AS done FROM broadcasts
       WHERE status = 'RUNNING' OR ended_at > $1`,
      [since],
    );
  }

  /** Which of these people have the card of which broadcast before them. */
  listWatched(o: { ids: readonly number[]; userIds: readonly bigint[] }): Promise<{ id: number; userId: bigint }[]> {
    return this.db.sql.rows(
      'broadcasts.listWatched',
      `SELECT w.id, d.user_id AS "userId" FROM unnest($1::integer[]) AS w (id)
       JOIN dialogues d ON d.user_id = ANY ($2::bigint[]) AND d.answers ->> 'shows' = 'broadcast:' || w.id`,
      [o.ids, o.userIds],
    );
  }

  /** The admin who started it last; none when a program did. */
  async findStarter(id: number): Promise<bigint | undefined> {
    const [row] = await this.db.sql.rows<{ userId: bigint }>(
      'broadcasts.findStarter',
      `SELECT u.id AS "userId" FROM (SELECT actor_type, actor_id FROM audit_log WHERE entity = 'broadcast' AND entity_id = $1
         AND action = 'broadcast.started' ORDER BY id DESC LIMIT 1) a
       JOIN users u ON a.actor_type = 'ADMIN' AND u.id::text = a.actor_id`,
      [String(id)],
    );
    return row?.userId;
  }

  async start(id: number, audience: { count: number; lastUserId: bigint }, now: Date): Promise<void> {
    const { count: audienceCount, lastUserId } = audience;
    const started = { audienceCount, lastUserId, startedAt: now, resumedAt: now };
    await this.db.manager.update(Broadcast, { id }, { status: 'RUNNING', ...started });
  }

  /** Whoever calls holds the row's lock and has looked whether this may follow. */
  async setStatus(id: number, status: Exclude<BroadcastStatus, 'DRAFT'>, now: Date): Promise<void> {
    const hasEnded = status === 'COMPLETED' || status === 'CANCELED';
    const resumed = status === 'RUNNING' ? { resumedAt: now, doneAtResume: () => DONE } : {};
    await this.db.manager.update(Broadcast, { id }, { status, endedAt: hasEnded ? now : null, ...resumed });
  }
}

function valuesOf({ entities, buttons, ...draft }: BroadcastDraft) {
  return { ...draft, entities: json(entities), buttons: json(buttons) };
}
