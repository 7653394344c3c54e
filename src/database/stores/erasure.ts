import { Like } from 'typeorm';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { AdminAttempt } from '../entities/admin-attempt.entity';
import { AdminSession } from '../entities/admin-session.entity';
import { ChannelCandidate } from '../entities/channel-candidate.entity';
import { ChannelPost } from '../entities/channel-post.entity';
import { Dialogue } from '../entities/dialogue.entity';
import { Favourite } from '../entities/favourite.entity';
import { InboxEntry } from '../entities/inbox-entry.entity';
import { PromoChoice } from '../entities/promo-choice.entity';
import { RefundRequest } from '../entities/refund-request.entity';
import { Reservation } from '../entities/reservation.entity';
import { RestockWish } from '../entities/restock-wish.entity';
import { RewardClaim } from '../entities/reward-claim.entity';
import { SupportThread } from '../entities/support-thread.entity';
import { TelegramFloodWait } from '../entities/telegram-flood-wait.entity';
import { TelegramMembership } from '../entities/telegram-membership.entity';
import { TelegramPeer } from '../entities/telegram-peer.entity';
import { User } from '../entities/user.entity';
import { Wallet } from '../entities/wallet.entity';

const USER = select(User, 'u', ['id', 'telegramId', 'username', 'erasedAt']);
const WALLET = select(Wallet, 'w', ['available', 'held', 'pending']);
/** A user as they must be found before they can be forgotten. */
export type ErasureSubject = Row<typeof USER> & Row<typeof WALLET>;

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
      `SELECT ${USER}, ${WALLET} FROM wallets w JOIN users u ON u.id = w.user_id WHERE w.user_id = $1 FOR UPDATE OF w`,
      [userId],
    );
    return row;
  }

  /** What of somebody's first payments could not be spent yet is available, to be forfeited with the rest. */
  async endPaymentHolds(userId: bigint, now: Date): Promise<void> {
    await this.db.sql.rows(
      'erasure.endPaymentHolds',
      `SELECT end_payment_hold(h.receipt_id, $2) FROM payment_holds h WHERE h.user_id = $1 AND h.state = 'WAITING'`,
      [userId, now],
    );
  }

  /** Whoever is erased is told nothing any more: what they asked to have back is answered. */
  async closeRefundRequests(userId: bigint, answeredAt: Date): Promise<void> {
    await this.db.manager.update(RefundRequest, { userId, state: 'WAITING' }, { state: 'REFUSED', answeredAt });
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

  /** Their programs buy no more, and what those said of their own customers goes. */
  async endResaleKeys(userId: bigint, now: Date): Promise<void> {
    await this.db.sql.rows(
      'erasure.endResaleKeys',
      `UPDATE resale_keys SET revoked_at = COALESCE(revoked_at, $2), name = '', addresses = '{}'
       WHERE user_id = $1`,
      [userId, now],
    );
    await this.db.sql.rows(
      'erasure.blankResaleOrders',
      `UPDATE resale_orders SET order_id = NULL, end_customer = NULL, ref = NULL, webhook_url = NULL
       WHERE user_id = $1`,
      [userId],
    );
    for (const [name, text] of WEBHOOKS) await this.db.sql.rows(`erasure.webhooks.${name}`, text, [userId]);
  }

  async blankReservations(userId: bigint): Promise<number> {
    return (await this.db.manager.update(Reservation, { userId }, { phone: null, isErased: true })).affected ?? 0;
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
    const lost = await this.db.manager.delete(ChannelPost, { userId });
    return { deleted: gone!.count, lost: lost.affected ?? 0 };
  }

  /** What they asked, and was answered: also what the operators typed. Gives the ids of the threads. */
  async deleteSupport(userId: bigint): Promise<bigint[]> {
    await this.db.sql.rows('erasure.answers', ANSWERS, [userId]);
    const threads = await this.db.manager.find(SupportThread, { select: { id: true }, where: { userId } });
    await this.db.manager.delete(SupportThread, { userId });
    return threads.map(({ id }) => id);
  }

  /** Sent to others though it is about this person: screens that an operator had open, alerts. */
  async blankMentions(
    subject: Pick<ErasureSubject, 'telegramId' | 'username'>,
    threads: readonly bigint[],
  ): Promise<void> {
    const named = threads.length > 0 ? `|\\mS-(${threads.join('|')})\\M` : '';
    const pattern = `${patternOf(subject, '@')}${named}`;
    for (const [name, text] of MENTIONS) await this.db.sql.rows(`erasure.mentions.${name}`, text, [pattern]);
  }

  /** Rows that exist only because the person does. */
  async deleteRows(userId: bigint, telegramId: bigint): Promise<void> {
    const { manager, sql } = this.db;
    for (const entity of [Favourite, Dialogue, AdminSession, AdminAttempt, PromoChoice, RestockWish])
      await manager.delete(entity, { userId });
    for (const entity of [InboxEntry, TelegramMembership]) await manager.delete(entity, { telegramId });
    await manager.delete(TelegramPeer, { kind: 'USER', id: telegramId });
    await manager.delete(TelegramFloodWait, { scope: Like(`% ${telegramId}`) });
    await manager.delete(ChannelCandidate, { actorId: telegramId });
    await sql.rows(
      'erasure.deleteCards',
      'DELETE FROM reservation_cards WHERE reservation_id IN (SELECT id FROM reservations WHERE user_id = $1)',
      [userId],
    );
  }

  /** Claims that have no mark yet, with the channels they are about. */
  async listUnmarkedClaims(userId: bigint): Promise<{ id: bigint; channelTelegramId: bigint }[]> {
    return this.db.sql.rows(
      'erasure.listUnmarkedClaims',
      `SELECT k.id, c.telegram_id AS "channelTelegramId" FROM reward_claims k JOIN channels c ON c.id = k.channel_id
       WHERE k.user_id = $1 AND k.person_mark IS NULL`,
      [userId],
    );
  }

  async markClaim(id: bigint, personMark: Buffer): Promise<void> {
    await this.db.manager.update(RewardClaim, { id }, { personMark });
  }

  async blankUser(id: bigint, erasedAt: Date): Promise<void> {
    const nameless = { telegramId: null, firstName: '', lastName: null, username: null, joinedVia: null };
    await this.db.manager.update(User, { id }, { ...nameless, language: 'en', languageChosen: false, erasedAt });
  }
}

/** Finds him in a text, by his name with what stands before it. A name of Telegram's has letters, digits and _ only, so it is a pattern of itself. */
function patternOf({ telegramId, username }: Pick<ErasureSubject, 'telegramId' | 'username'>, before: string): string {
  const named = username ? `|${before}${username.replace(/\W/g, '')}\\M` : '';
  return `\\m${telegramId}\\M${named}`;
}

/** Where their programs were told, with all that was on its way there; and what they were told. */
const WEBHOOKS = [
  [
    'endpoints',
    'DELETE FROM event_endpoints e USING resale_keys k WHERE k.id = e.resale_key_id AND k.user_id = $1 RETURNING 1',
  ],
  ['events', 'DELETE FROM events WHERE buyer_id = $1 RETURNING 1'],
] as const;

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
    `DELETE FROM message_parts p USING (${PHONES}) mine
     WHERE p.provider_id = mine.provider_id AND p.phone = mine.phone AND p.stored_at >= mine.created_at`,
  ],
  [
    'claims',
    `DELETE FROM webhook_deliveries d USING (${PHONES}) mine
     WHERE d.claims IS NOT NULL AND d.provider_id = mine.provider_id AND d.received_at >= mine.created_at
       AND position(mine.phone IN d.claims::text) > 0`,
  ],
] as const;

/** An operator's message to the bot that became an answer to this person. */
const ANSWERS = `DELETE FROM inbox i USING support_messages m JOIN support_threads t ON t.id = m.thread_id
  WHERE t.user_id = $1 AND m.writer = 'OPERATOR' AND i.kind = 'message' AND i.state <> 'WAITING'
    AND btrim(i.payload ->> 'text', E' \\t\\n\\r') = m.text`;

const MENTIONS = [
  ['outbox', `UPDATE outbox SET payload = '{}' WHERE state <> 'WAITING' AND payload::text ~* $1`],
  ['inbox', `DELETE FROM inbox WHERE state <> 'WAITING' AND payload::text ~* $1`],
  ['alerts', `DELETE FROM operator_alerts WHERE facts::text ~* $1 OR key ~* $1`],
  ['dialogues', `UPDATE dialogues SET answers = '{}', step = NULL WHERE answers::text ~* $1`],
] as const;
