import type { Access } from '../access';
import { RequiredChannel } from '../entities/required-channel.entity';
import { RewardChannel } from '../entities/reward-channel.entity';

/** Undefined leaves a value as it is; for a new reward it is then null, 0 or on. */
export type RewardValues = Partial<
  Pick<
    RewardChannel,
    | 'amount'
    | 'budgetTotal'
    | 'budgetPerDay'
    | 'maxClaimsPerDay'
    | 'minAccountMinutes'
    | 'clawBackDays'
    | 'position'
    | 'approvesJoins'
    | 'isActive'
  >
>;

const last = (table: string) => () => `(SELECT COALESCE(max(position), -1) + 1 FROM ${table})`;

/** What channels are used for. Throws what Postgres says when a constraint is broken. */
export class ChannelUseStore {
  constructor(private readonly db: Access) {}

  /** A new requirement stands last unless a position is given. */
  async require(o: {
    channelId: number;
    position?: number;
    isActive?: boolean;
    approvesJoins?: boolean;
    at: Date;
  }): Promise<void> {
    await this.db.sql.rows(
      'channelUse.require',
      `INSERT INTO required_channels AS q (channel_id, position, is_active, approves_joins, created_at)
       VALUES ($1, COALESCE($2, ${last('required_channels')()}), COALESCE($3, true), COALESCE($5, false), $4)
       ON CONFLICT (channel_id) DO UPDATE SET position = COALESCE($2, q.position),
         is_active = COALESCE($3, q.is_active), approves_joins = COALESCE($5, q.approves_joins)`,
      [o.channelId, o.position ?? null, o.isActive ?? null, o.at, o.approvesJoins ?? null],
    );
  }

  /** Whether the bot lets people into the channel by itself, for any use of it that is on. */
  async approvesJoins(channelId: number): Promise<boolean> {
    const on = { channelId, isActive: true, approvesJoins: true };
    const { manager } = this.db;
    return (await manager.existsBy(RequiredChannel, on)) || (await manager.existsBy(RewardChannel, on));
  }

  /** False when it was not required. */
  async unrequire(channelId: number): Promise<boolean> {
    return (await this.db.manager.delete(RequiredChannel, { channelId })).affected === 1;
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

  async insertReward(channelId: number, values: RewardValues & { amount: bigint }, createdAt: Date): Promise<void> {
    const { position = last('reward_channels'), ...others } = values;
    await this.db.manager.insert(RewardChannel, { channelId, ...others, position, createdAt });
  }

  /** Changes what is given; false when the channel has no reward. */
  async updateReward(channelId: number, values: RewardValues, today: string): Promise<boolean> {
    // What was counted on another day must not stand in the way of a new limit.
    const ofToday = (column: string) => () => `CASE WHEN counted_day = :today THEN ${column} ELSE 0 END`;
    const counted = { countedDay: today, spentToday: ofToday('spent_today'), claimsToday: ofToday('claims_today') };
    const update = this.db.manager
      .createQueryBuilder()
      .update(RewardChannel)
      .set({ ...values, ...counted });
    return (await update.where({ channelId }).setParameter('today', today).execute()).affected === 1;
  }
}
