import type { Access } from './access';

export interface TokenOrder {
  readonly fingerprint: Buffer;
  readonly gapMs: number;
  readonly savedMs: number;
  readonly count: number;
  readonly patienceMs: number;
}

/**
 * Calls that suppliers allow, as tokens, counted in the database for all processes of a shop. Its clock decides, since the processes' clocks
 * differ; `now` stands in for it where a test moves the time.
 */
export function createTokenStore({ sql }: Pick<Access, 'sql'>, now?: () => Date) {
  return {
    /** See `take_tokens`: when the first is due, in ms from now; or else in how many ms there would be one. */
    async take(o: TokenOrder): Promise<{ dueInMs: number } | { startsInMs: number }> {
      const [row] = await sql.rows<{ due: number | null; starts: number }>(
        'tokens.take',
        'SELECT o_due_in_ms AS due, o_starts_in_ms AS starts FROM take_tokens($1, $2, $3, $4, $5, $6)',
        [o.fingerprint, o.gapMs, o.savedMs, o.count, o.patienceMs, now?.() ?? null],
      );
      return row!.due === null ? { startsInMs: row!.starts } : { dueInMs: row!.due };
    },

    /** For how many ms no token is due; 0: nobody asked for a pause. */
    async pausedMs(fingerprint: Buffer): Promise<number> {
      const [row] = await sql.rows<{ ms: number | null }>(
        'tokens.pausedMs',
        `SELECT (extract(epoch FROM quiet_until - COALESCE($2, clock_timestamp())) * 1000)::float8 AS ms
         FROM rate_limits WHERE fingerprint = $1`,
        [fingerprint, now?.() ?? null],
      );
      return Math.max(0, row?.ms ?? 0);
    },

    /** No token is due for so many ms. */
    async pauseFor(fingerprint: Buffer, ms: number): Promise<void> {
      await sql.rows(
        'tokens.pauseFor',
        `INSERT INTO rate_limits AS b (fingerprint, paid_off_at, quiet_until)
         VALUES ($1, '-infinity', COALESCE($3, clock_timestamp()) + make_interval(secs => $2::float8 / 1000))
         ON CONFLICT (fingerprint) DO UPDATE SET quiet_until = GREATEST(b.quiet_until, EXCLUDED.quiet_until)`,
        [fingerprint, ms, now?.() ?? null],
      );
    },
  };
}
