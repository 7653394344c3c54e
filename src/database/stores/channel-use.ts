import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';

/** Undefined leaves a value as it is; for a new reward it is then null, 0 or on. */
export interface RewardValues {
  readonly amount?: Amount;
  readonly budgetTotal?: Amount | null;
  readonly budgetPerDay?: Amount | null;
  readonly maxClaimsPerDay?: number | null;
  readonly minAccountMinutes?: number;
  readonly clawBackDays?: number | null;
  readonly position?: number;
  readonly isActive?: boolean;
}

const REWARD_COLUMNS = {
  amount: 'amount',
  budgetTotal: 'budget_total',
  budgetPerDay: 'budget_per_day',
  maxClaimsPerDay: 'max_claims_per_day',
  minAccountMinutes: 'min_account_minutes',
  clawBackDays: 'claw_back_days',
  position: 'position',
  isActive: 'is_active',
} as const satisfies Record<keyof RewardValues, string>;

/** What channels are used for. Throws what Postgres says when a constraint is broken. */
export class ChannelUseStore {
  constructor(private readonly db: Access) {}

  /** A new requirement stands last unless a position is given. */
  async require(o: { channelId: number; position?: number; isActive?: boolean; at: Date }): Promise<void> {
    await this.db.sql.rows(
      'channelUse.require',
      `INSERT INTO required_channels AS q (channel_id, position, is_active, created_at)
       VALUES ($1, COALESCE($2, (SELECT COALESCE(max(position), -1) + 1 FROM required_channels)), COALESCE($3, true), $4)
       ON CONFLICT (channel_id) DO UPDATE SET position = COALESCE($2, q.position), is_active = COALESCE($3, q.is_active)`,
      [o.channelId, o.position ?? null, o.isActive ?? null, o.at],
    );
  }

  /** False when it was not required. */
  async unrequire(channelId: number): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'channelUse.unrequire',
      'DELETE FROM required_channels WHERE channel_id = $1 RETURNING 1',
      [channelId],
    );
    return rows.length === 1;
  }

  /** The given ones first, in this order; the others after them, as they stood. Returns how many of the given are required. */
  async order(channelIds: readonly number[]): Promise<number> {
    const [row] = await this.db.sql.rows<{ found: number }>(
      'channelUse.order',
      `WITH placed AS (
         SELECT q.channel_id, row_number() OVER (ORDER BY g.place NULLS LAST, q.position, q.channel_id) - 1 AS position,
           g.place IS NOT NULL AS is_given
         FROM required_channels q LEFT JOIN unnest($1::integer[]) WITH ORDINALITY AS g (id, place) ON g.id = q.channel_id),
       moved AS (
         UPDATE required_channels q SET position = p.position FROM placed p WHERE p.channel_id = q.channel_id RETURNING 1)
       SELECT count(*) FILTER (WHERE is_given)::integer AS found FROM placed`,
      [channelIds],
    );
    return row?.found ?? 0;
  }

  async insertReward(channelId: number, values: RewardValues & { amount: Amount }, at: Date): Promise<void> {
    await this.db.sql.rows(
      'channelUse.insertReward',
      `INSERT INTO reward_channels (channel_id, amount, budget_total, budget_per_day, max_claims_per_day,
         min_account_minutes, claw_back_days, position, is_active, created_at)
       VALUES ($1, $2, $3, $4, $5, COALESCE($6, 0), $7,
         COALESCE($8, (SELECT COALESCE(max(position), -1) + 1 FROM reward_channels)), COALESCE($9, true), $10)`,
      [
        channelId,
        values.amount,
        values.budgetTotal ?? null,
        values.budgetPerDay ?? null,
        values.maxClaimsPerDay ?? null,
        values.minAccountMinutes ?? null,
        values.clawBackDays ?? null,
        values.position ?? null,
        values.isActive ?? null,
        at,
      ],
    );
  }

  /** Changes what is given; false when the channel has no reward. */
  async updateReward(channelId: number, values: RewardValues, today: string): Promise<boolean> {
    const given = (Object.keys(REWARD_COLUMNS) as (keyof RewardValues)[]).filter((name) => values[name] !== undefined);
    // What was counted on another day must not stand in the way of a new limit.
    const changes = [
      'counted_day = $2',
      'spent_today = CASE WHEN counted_day = $2 THEN spent_today ELSE 0 END',
      'claims_today = CASE WHEN counted_day = $2 THEN claims_today ELSE 0 END',
      ...given.map((name, at) => `${REWARD_COLUMNS[name]} = $${at + 3}`),
    ];
    const rows = await this.db.sql.rows(
      `channelUse.updateReward.${given.join('.')}`,
      `UPDATE reward_channels SET ${changes.join(', ')} WHERE channel_id = $1 RETURNING 1`,
      [channelId, today, ...given.map((name) => values[name])],
    );
    return rows.length === 1;
  }
}
