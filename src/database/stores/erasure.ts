import type { Access } from '../access';

/** A person as he must be found before he can be forgotten. */
export interface ErasureSubject {
  readonly id: bigint;
  readonly telegramId: bigint | null;
  readonly username: string | null;
  readonly erasedAt: Date | null;
  readonly available: bigint;
  readonly held: bigint;
}

/** Of all that is kept about a person, by what statement it goes. Each method is one statement of one transaction. */
export class ErasureStore {
  constructor(private readonly db: Access) {}

  /** Whom `id:17`, `tg:555`, `@name` or bare digits may mean. */
  async find(o: { id?: bigint; telegramId?: bigint; username?: string }): Promise<bigint[]> {
    const rows = await this.db.sql.rows<{ id: bigint }>(
      'erasure.find',
      'SELECT id FROM users WHERE id = $1 OR telegram_id = $2 OR lower(username) = lower($3) ORDER BY id LIMIT 10',
      [o.id ?? null, o.telegramId ?? null, o.username ?? null],
    );
    return rows.map(({ id }) => id);
  }

  /** Before the wallet, as a departure that is told at this moment does. */
  async lockMemberships(userId: bigint): Promise<void> {
    await this.db.sql.rows(
      'erasure.lockMemberships',
      `SELECT 1 FROM telegram_memberships m JOIN users u ON u.telegram_id = m.telegram_id WHERE u.id = $1
       ORDER BY m.channel_id FOR UPDATE OF m`,
      [userId],
    );
  }

  /** Locks the wallet: no money of this person moves from here on. */
  async lock(userId: bigint): Promise<ErasureSubject | undefined> {
    const [row] = await this.db.sql.rows<ErasureSubject>(
      'erasure.lock',
      `SELECT u.id, u.telegram_id AS "telegramId", u.username, u.erased_at AS "erasedAt", w.available, w.held
       FROM wallets w JOIN users u ON u.id = w.user_id WHERE w.user_id = $1 FOR UPDATE OF w`,
      [userId],
    );
    return row;
  }

  /** Reservations that may still receive an SMS, and when the last of them will have had its time. */
  async countReceiving(userId: bigint, o: { now: Date; lateWindowS: number }) {
    const [row] = await this.db.sql.rows<{ count: number; until: Date | null }>(
      'erasure.countReceiving',
      `SELECT count(*)::integer AS count, max(until) AS until FROM (
         SELECT CASE WHEN status IN ('EXPIRED', 'CANCELED') THEN ended_at + make_interval(secs => $3)
                ELSE expires_at END AS until, ended_at
         FROM reservations WHERE user_id = $1 AND number_id IS NOT NULL OR user_id = $1 AND ended_at IS NULL) r
       WHERE ended_at IS NULL OR until > $2`,
      [userId, o.now, o.lateWindowS],
    );
    return row!;
  }

  /** Texts, senders and codes of SMS for this person's reservations, and of strays that came to his number meanwhile. */
  async blankMessages(userId: bigint): Promise<number> {
    const rows = await this.db.sql.rows(
      'erasure.blankMessages',
      `UPDATE messages m SET text = '', sender = NULL, phone = NULL, code = NULL, provider_code = NULL
       WHERE m.reservation_id IN (SELECT id FROM reservations WHERE user_id = $1)
         OR (m.reservation_id IS NULL AND EXISTS (
           SELECT 1 FROM reservations r WHERE r.user_id = $1 AND r.phone = m.phone AND r.provider_id = m.provider_id
             AND m.stored_at BETWEEN r.created_at AND GREATEST(r.expires_at, r.ended_at) + interval '1 day'))
       RETURNING m.id`,
      [userId],
    );
    return rows.length;
  }

  /** SMS that wait for their other parts, and calls that wait to be confirmed. */
  async deleteUnread(userId: bigint): Promise<void> {
    for (const [name, text] of UNREAD) await this.db.sql.rows(`erasure.unread.${name}`, text, [userId]);
  }

  /** Numbers that were bought for nobody else lose their digits; those of our own stock serve others and stay. */
  async blankNumbers(userId: bigint, now: Date): Promise<void> {
    await this.db.sql.rows(
      'erasure.blankNumbers',
      `UPDATE numbers n SET phone = 'erased' || n.id, status = 'DELETED', available_at = NULL,
         deleted_at = COALESCE(n.deleted_at, $2)
       WHERE n.origin = 'ON_DEMAND' AND n.status IN ('USED', 'DELETED')
         AND n.id IN (SELECT number_id FROM reservations WHERE user_id = $1)
         AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.number_id = n.id AND r.user_id <> $1)`,
      [userId, now],
    );
  }

  /** Kept bodies of webhooks that are about his messages, orders or numbers, and those of his time that say not whom. */
  async deleteDeliveries(userId: bigint): Promise<number> {
    const rows = await this.db.sql.rows('erasure.deleteDeliveries', DELIVERIES, [userId]);
    return rows.length;
  }

  /** What operators typed about him, in the ledger and in the audit log. Only once he is blank. */
  async forgetWords(userId: bigint, subject: Pick<ErasureSubject, 'telegramId' | 'username'>): Promise<void> {
    await this.db.sql.rows('erasure.forgetWords', 'SELECT forget_words($1, $2)', [userId, patternOf(subject, '\\m')]);
    await this.db.sql.rows(
      'erasure.events',
      `UPDATE events SET data = data - 'telegramId' WHERE data ->> 'userId' = $1 AND data ? 'telegramId'`,
      [String(userId)],
    );
  }

  async blankReservations(userId: bigint): Promise<number> {
    const rows = await this.db.sql.rows(
      'erasure.blankReservations',
      'UPDATE reservations SET phone = NULL, is_erased = true WHERE user_id = $1 RETURNING id',
      [userId],
    );
    return rows.length;
  }

  /**
   * What was or will be sent to or about the person. A row that is being sent at this moment ends by itself: what is
   * made of it then says nothing, and the trigger on the outbox has a post that slipped through deleted.
   */
  async blankOutbox(userId: bigint, now: Date): Promise<void> {
    await this.db.sql.rows(
      'erasure.blankOutbox',
      `UPDATE outbox SET payload = '{}',
         state = CASE WHEN state = 'WAITING' AND COALESCE(leased_until, $2) <= $2 THEN 'SUPERSEDED' ELSE state END,
         sent_at = CASE WHEN state = 'WAITING' AND COALESCE(leased_until, $2) <= $2 THEN $2 ELSE sent_at END
       WHERE user_id = $1`,
      [userId, now],
    );
  }

  /** Has the posts about the person deleted from the channel. Returns how many, and how many cannot be found there. */
  async deletePosts(userId: bigint, now: Date): Promise<{ deleted: number; lost: number }> {
    const [gone] = await this.db.sql.rows<{ count: number }>(
      'erasure.deletePosts',
      'SELECT delete_posts_about($1, $2) AS count',
      [userId, now],
    );
    const lost = await this.db.sql.rows(
      'erasure.forgetPosts',
      'DELETE FROM channel_posts WHERE user_id = $1 RETURNING id',
      [userId],
    );
    return { deleted: gone!.count, lost: lost.length };
  }

  /** Sent to others though it is about this person: screens that an operator had open, alerts. */
  async blankMentions(subject: Pick<ErasureSubject, 'telegramId' | 'username'>): Promise<void> {
    const pattern = patternOf(subject, '@');
    for (const [name, text] of MENTIONS) await this.db.sql.rows(`erasure.mentions.${name}`, text, [pattern]);
  }

  /** Rows that exist only because the person does. */
  async deleteRows(userId: bigint, telegramId: bigint): Promise<void> {
    for (const [name, text] of OF_USER) await this.db.sql.rows(`erasure.delete.${name}`, text, [userId]);
    for (const [name, text] of OF_TELEGRAM) await this.db.sql.rows(`erasure.delete.${name}`, text, [telegramId]);
  }

  /** Claims that have no mark yet, with the channels they are about. */
  async listUnmarkedClaims(userId: bigint): Promise<{ id: bigint; channelTelegramId: bigint }[]> {
    return this.db.sql.rows<{ id: bigint; channelTelegramId: bigint }>(
      'erasure.listUnmarkedClaims',
      `SELECT k.id, c.telegram_id AS "channelTelegramId" FROM reward_claims k JOIN channels c ON c.id = k.channel_id
       WHERE k.user_id = $1 AND k.person_mark IS NULL`,
      [userId],
    );
  }

  async markClaim(id: bigint, mark: Buffer): Promise<void> {
    await this.db.sql.rows('erasure.markClaim', 'UPDATE reward_claims SET person_mark = $2 WHERE id = $1', [id, mark]);
  }

  async blankUser(userId: bigint, now: Date): Promise<void> {
    await this.db.sql.rows(
      'erasure.blankUser',
      `UPDATE users SET telegram_id = NULL, first_name = '', last_name = NULL, username = NULL, joined_via = NULL,
         language = 'en', language_chosen = false, erased_at = $2 WHERE id = $1`,
      [userId, now],
    );
  }
}

/** Finds him in a text, by his name with what stands before it. A name of Telegram's has letters, digits and _ only, so it is a pattern of itself. */
function patternOf({ telegramId, username }: Pick<ErasureSubject, 'telegramId' | 'username'>, before: string): string {
  const named = username ? `|${before}${username.replace(/\W/g, '')}\\M` : '';
  return `\\m${telegramId}\\M${named}`;
}

/** A number is his until somebody else reserves it. */
const DELIVERIES = `DELETE FROM webhook_deliveries d USING (
    SELECT r.provider_id, r.phone, r.upstream_order_id, r.created_at, GREATEST(r.expires_at, r.ended_at) + interval '1 day' AS over_at,
      (SELECT min(o.created_at) FROM reservations o WHERE o.phone = r.phone AND o.provider_id = r.provider_id
         AND o.user_id <> r.user_id AND o.created_at > r.created_at) AS next_at,
      ARRAY(SELECT m.dedupe_key FROM messages m WHERE m.reservation_id = r.id) AS keys
    FROM reservations r WHERE r.user_id = $1 AND r.provider_id IS NOT NULL) mine
  WHERE d.provider_id = mine.provider_id AND (
    d.about && mine.keys OR mine.upstream_order_id = ANY (d.about)
    OR (mine.phone = ANY (d.about) AND d.received_at >= mine.created_at AND d.received_at < COALESCE(mine.next_at, 'infinity'))
    OR (d.about IS NULL AND d.received_at BETWEEN mine.created_at AND mine.over_at))
  RETURNING 1`;

const PHONES =
  'SELECT r.provider_id, r.phone, r.created_at FROM reservations r WHERE r.user_id = $1 AND r.phone IS NOT NULL';
const UNREAD = [
  [
    'parts',
    `DELETE FROM webhook_parts p USING (${PHONES}) mine
     WHERE p.provider_id = mine.provider_id AND p.phone = mine.phone AND p.stored_at >= mine.created_at`,
  ],
  [
    'claims',
    `DELETE FROM webhook_deliveries d USING (${PHONES}) mine
     WHERE d.claims IS NOT NULL AND d.provider_id = mine.provider_id AND d.received_at >= mine.created_at
       AND position(mine.phone IN d.claims::text) > 0`,
  ],
] as const;

const MENTIONS = [
  ['outbox', `UPDATE outbox SET payload = '{}' WHERE state <> 'WAITING' AND payload::text ~* $1`],
  ['inbox', `DELETE FROM inbox WHERE state <> 'WAITING' AND payload::text ~* $1`],
  ['alerts', `DELETE FROM operator_alerts WHERE facts::text ~* $1 OR key ~* $1`],
  ['dialogues', `UPDATE dialogues SET answers = '{}', step = NULL WHERE answers::text ~* $1`],
] as const;

const OF_USER = [
  ['favourites', 'DELETE FROM favourites WHERE user_id = $1'],
  ['dialogues', 'DELETE FROM dialogues WHERE user_id = $1'],
  ['sessions', 'DELETE FROM admin_sessions WHERE user_id = $1'],
  ['attempts', 'DELETE FROM admin_attempts WHERE user_id = $1'],
  ['cards', 'DELETE FROM reservation_cards WHERE reservation_id IN (SELECT id FROM reservations WHERE user_id = $1)'],
] as const;

const OF_TELEGRAM = [
  ['inbox', 'DELETE FROM inbox WHERE telegram_id = $1'],
  ['peers', `DELETE FROM telegram_peers WHERE kind = 'USER' AND id = $1`],
  ['memberships', 'DELETE FROM telegram_memberships WHERE telegram_id = $1'],
  ['floods', `DELETE FROM telegram_flood_waits WHERE scope LIKE '% ' || $1::bigint`],
  ['candidates', 'DELETE FROM channel_candidates WHERE actor_id = $1'],
] as const;
