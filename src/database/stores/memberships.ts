import type { Access } from '../access';
import { type Row, select } from '../columns';
import { TelegramMembership } from '../entities/telegram-membership.entity';

const COLUMNS = select(TelegramMembership, 'm', ['channelId', 'telegramId', 'status', 'checkedAt', 'requestedAt']);
export type MembershipRow = Row<typeof COLUMNS>;
export type MembershipDraft = Omit<MembershipRow, 'checkedAt' | 'requestedAt'>;

/** The last known answers about who is in which channel. */
export class MembershipStore {
  constructor(private readonly db: Access) {}

  async listOf(telegramId: bigint, channelIds: readonly bigint[]): Promise<MembershipRow[]> {
    return this.db.sql.rows<MembershipRow>(
      'memberships.listOf',
      `SELECT ${COLUMNS} FROM telegram_memberships m WHERE m.channel_id = ANY ($2) AND m.telegram_id = $1`,
      [telegramId, channelIds],
    );
  }

  /** What was learnt at `at`; something learnt later stays. One statement. */
  async save(drafts: readonly MembershipDraft[], at: Date): Promise<void> {
    if (drafts.length === 0) return;
    await this.db.sql.rows(
      'memberships.save',
      `INSERT INTO telegram_memberships AS m (channel_id, telegram_id, status, checked_at)
       SELECT d.channel_id, d.telegram_id, d.status::membership_status, $4
       FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS d (channel_id, telegram_id, status)
       ON CONFLICT (channel_id, telegram_id) DO UPDATE SET status = EXCLUDED.status, checked_at = EXCLUDED.checked_at,
         requested_at = CASE WHEN EXCLUDED.status <> 'MEMBER' THEN m.requested_at END
       WHERE m.checked_at <= EXCLUDED.checked_at`,
      [
        drafts.map(({ channelId }) => channelId),
        drafts.map(({ telegramId }) => telegramId),
        drafts.map(({ status }) => status),
        at,
      ],
    );
  }

  /** They asked to be let in at `at`; something learnt later stays. */
  async noteRequest({ channelId, telegramId }: Pick<MembershipDraft, 'channelId' | 'telegramId'>, at: Date) {
    await this.db.sql.rows(
      'memberships.noteRequest',
      `INSERT INTO telegram_memberships AS m (channel_id, telegram_id, status, checked_at, requested_at)
       VALUES ($1, $2, 'NOT_MEMBER', $3, $3)
       ON CONFLICT (channel_id, telegram_id) DO UPDATE SET status = 'NOT_MEMBER', checked_at = $3, requested_at = $3
       WHERE m.checked_at <= $3`,
      [channelId, telegramId, at],
    );
  }

  /**
   * Members whom nobody has looked at since `before`, of people seen since `seenSince`, where something hangs on it; the
   * longest unseen first.
   */
  async listStale(o: { before: Date; seenSince: Date; now: Date; limit: number }): Promise<MembershipRow[]> {
    return this.db.sql.rows<MembershipRow>(
      'memberships.listStale',
      `SELECT ${COLUMNS} FROM telegram_memberships m JOIN users u ON u.telegram_id = m.telegram_id
       WHERE m.status <> 'UNKNOWN' AND m.checked_at < $1 AND u.last_seen_at >= $2 AND NOT u.is_blocking_bot
         AND EXISTS (SELECT 1 FROM channels c WHERE c.telegram_id = m.channel_id
           AND (c.trouble_at IS NULL OR c.trouble_at < $1)
           AND (m.status = 'MEMBER'
               AND EXISTS (SELECT 1 FROM required_channels q WHERE q.channel_id = c.id AND q.is_active)
             OR EXISTS (SELECT 1 FROM reward_channels w WHERE w.channel_id = c.id AND w.is_active
               AND NOT EXISTS (SELECT 1 FROM reward_claims k WHERE k.channel_id = c.id AND k.user_id = u.id))
             OR m.status = 'MEMBER' AND EXISTS (SELECT 1 FROM reward_claims k WHERE k.channel_id = c.id AND k.user_id = u.id
               AND k.clawed_back_at IS NULL AND k.claw_back_until > $4)))
       ORDER BY m.checked_at LIMIT $3`,
      [o.before, o.seenSince, o.limit, o.now],
    );
  }
}
