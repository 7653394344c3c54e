import type { Clock } from '../ports/clock';
import type { Queryable } from './queryable';

/** A channel that everybody must have joined before he buys, as the gate needs it. */
export interface RequiredChannelRow {
  readonly id: number;
  /** Marked. */
  readonly telegramId: bigint;
  readonly title: string;
  readonly username: string | null;
  readonly inviteLink: string | null;
  readonly isGroup: boolean;
  readonly troubleAt: Date | null;
}

const FRESH_MS = 1_000;

/** Reads the active required channels in their order, at most once a second: most shops have few, every press asks. */
export function createRequiredChannelsReader(
  sql: Queryable,
  clock: Clock,
): () => Promise<readonly RequiredChannelRow[]> {
  let known: { rows: readonly RequiredChannelRow[]; readAtMs: number } | undefined;
  let reading: Promise<readonly RequiredChannelRow[]> | undefined;

  async function read(): Promise<readonly RequiredChannelRow[]> {
    const rows = await sql.rows<RequiredChannelRow>(
      'requiredChannels.read',
      `SELECT c.id, c.telegram_id AS "telegramId", c.title, c.username, c.invite_link AS "inviteLink",
         c.is_group AS "isGroup", c.trouble_at AS "troubleAt"
       FROM required_channels r JOIN channels c ON c.id = r.channel_id
       WHERE r.is_active ORDER BY r.position, r.channel_id`,
    );
    known = { rows, readAtMs: clock.now().getTime() };
    return rows;
  }

  return async () => {
    const ageMs = known ? clock.now().getTime() - known.readAtMs : Number.POSITIVE_INFINITY;
    if (known && ageMs >= 0 && ageMs < FRESH_MS) return known.rows;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}
