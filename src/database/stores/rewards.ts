import { Any } from 'typeorm';
import type { ClaimOutcome } from '../../domain/channel/claim-outcome';
import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Channel } from '../entities/channel.entity';
import { RewardChannel } from '../entities/reward-channel.entity';
import { RewardClaim } from '../entities/reward-claim.entity';

export type ClaimKind = Exclude<ClaimOutcome, 'not_member' | 'requested' | 'unknown'>;

export interface ClaimRow {
  readonly kind: ClaimKind;
  readonly amount: Amount | null;
  readonly available: Amount;
  /** For `too_young`: from then on. */
  readonly until: Date | null;
}

const OFFERED = select(RewardChannel, 'r', ['channelId', 'amount', 'clawBackDays']);
const CHANNEL = select(Channel, 'c', ['telegramId', 'title', 'username', 'inviteLink', 'isGroup', 'troubleAt']);

/** A reward as one person is offered it. */
export type RewardOfferRow = Row<typeof OFFERED> &
  Row<typeof CHANNEL> & {
    readonly isClaimed: boolean;
    /** From then on the person may have it. */
    readonly openFrom: Date;
    readonly isBudgetSpent: boolean;
    readonly isDaySpent: boolean;
  };

/** Rewards for joining channels: the money moves in the database's own functions. */
export class RewardStore {
  constructor(private readonly db: Access) {}

  /** `maxADay` 0: as many rewards a day as there are. `isTold`: by a message, to whoever did not ask. */
  async claim(o: {
    userId: bigint;
    channelId: number;
    maxADay: number;
    mark: Buffer;
    isTold?: boolean;
    now: Date;
  }): Promise<ClaimRow> {
    const [row] = await this.db.sql.rows<ClaimRow>(
      'rewards.claim',
      'SELECT kind, amount, available, until FROM claim_reward($1, $2, $4, $3, $5, $6)',
      [o.userId, o.channelId, o.maxADay, o.now, o.mark, o.isTold ?? false],
    );
    return row!;
  }

  /** Which of these marks stand at claims. */
  async listMarked(marks: readonly Buffer[]): Promise<Buffer[]> {
    const claims = await this.db.manager.find(RewardClaim, {
      select: { id: true, personMark: true },
      where: { personMark: Any(marks) },
    });
    return claims.map(({ personMark }) => personMark!);
  }

  /** Those that are on, not yet claimed ones first. */
  async listOffers(userId: bigint, now: Date, limit: number): Promise<RewardOfferRow[]> {
    return this.db.sql.rows<RewardOfferRow>(
      'rewards.listOffers',
      `SELECT ${OFFERED}, ${CHANNEL}, k.id IS NOT NULL AS "isClaimed",
         u.created_at + make_interval(mins => r.min_account_minutes) AS "openFrom",
         COALESCE(r.spent + r.amount > r.budget_total, false) AS "isBudgetSpent",
         COALESCE(r.counted_day >= ($2::timestamptz AT TIME ZONE 'UTC')::date
           AND (r.spent_today + r.amount > r.budget_per_day OR r.claims_today >= r.max_claims_per_day), false)
           OR COALESCE(r.amount > r.budget_per_day OR r.max_claims_per_day <= 0, false) AS "isDaySpent"
       FROM reward_channels r JOIN channels c ON c.id = r.channel_id JOIN users u ON u.id = $1
         LEFT JOIN reward_claims k ON k.channel_id = r.channel_id AND k.user_id = u.id
       WHERE r.is_active ORDER BY k.id IS NOT NULL, r.position, r.channel_id LIMIT $3`,
      [userId, now, limit],
    );
  }
}
