import { Not } from 'typeorm';
import type { UserDataField } from '../../domain/channel/user-data-fields';
import type { Language } from '../../domain/language';
import type { Access } from '../access';
import { UserDataChannel } from '../entities/user-data-channel.entity';

/** The next local midnight after $2 in the time zone $3. */
const NEXT_MIDNIGHT = `(date_trunc('day', $2::timestamptz AT TIME ZONE $3) + interval '1 day') AT TIME ZONE $3`;

export class UserDataChannelStore {
  constructor(private readonly db: Access) {}

  /** Writes the whole row. Whoever makes one active makes the others rest first. */
  async save(o: {
    channelId: number;
    isActive: boolean;
    fields: readonly UserDataField[];
    language: Language;
    postsSummaries: boolean;
    timeZone: string;
    now: Date;
  }): Promise<void> {
    await this.db.sql.rows(
      'userDataChannels.save',
      `INSERT INTO user_data_channels AS d (channel_id, is_active, fields, language, summary_due_at, created_at)
       VALUES ($1, $4, $5, $6, CASE WHEN $7 THEN ${NEXT_MIDNIGHT} END, $2)
       ON CONFLICT (channel_id) DO UPDATE SET is_active = EXCLUDED.is_active, fields = EXCLUDED.fields,
         language = EXCLUDED.language,
         summary_due_at = CASE WHEN d.is_active AND $7 THEN LEAST(d.summary_due_at, EXCLUDED.summary_due_at)
           ELSE EXCLUDED.summary_due_at END`,
      [o.channelId, o.now, o.timeZone, o.isActive, o.fields, o.language, o.postsSummaries],
    );
  }

  async letOthersRest(channelId: number): Promise<void> {
    await this.db.manager.update(UserDataChannel, { isActive: true, channelId: Not(channelId) }, { isActive: false });
  }

  /**
   * Puts the summary of each day that is over and names the next; after a long pause only the last day's. One statement,
   * so a day is posted once whatever happens. Returns how many were put.
   */
  async putDueSummaries(now: Date, timeZone: string): Promise<number> {
    const rows = await this.db.sql.rows(
      'userDataChannels.putDueSummaries',
      `WITH due AS (
         SELECT d.channel_id, c.telegram_id, d.summary_due_at AS until FROM user_data_channels d JOIN channels c ON c.id = d.channel_id
         WHERE d.is_active AND d.summary_due_at <= $1 FOR UPDATE OF d),
       moved AS (
         UPDATE user_data_channels d SET summary_due_at = GREATEST(
           (date_trunc('day', due.until AT TIME ZONE $2) + interval '1 day') AT TIME ZONE $2,
           date_trunc('day', $1 AT TIME ZONE $2) AT TIME ZONE $2)
         FROM due WHERE d.channel_id = due.channel_id)
       INSERT INTO outbox (key, lane, chat_id, kind, payload, random_id, due_at, created_at)
       SELECT key, 2, telegram_id, 'daily_summary', jsonb_build_object('channelId', channel_id, 'until', until, 'from',
           date_trunc('day', (until AT TIME ZONE $2) - interval '1 minute') AT TIME ZONE $2),
         hashtextextended(key, 0), $1, $1
       FROM (SELECT *, 'summary:' || channel_id || ':' || extract(epoch FROM until)::bigint AS key FROM due) keyed
       ON CONFLICT (key) DO NOTHING RETURNING id`,
      [now, timeZone],
    );
    return rows.length;
  }
}
