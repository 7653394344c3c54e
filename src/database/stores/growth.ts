import { LessThanOrEqual } from 'typeorm';
import type { EndGiftKind, GiveKind, RedeemKind } from '../../domain/growth/growth-words';
import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import { Gift } from '../entities/gift.entity';
import { PromoChoice } from '../entities/promo-choice.entity';
import { PromoCode } from '../entities/promo-code.entity';
import { ReferralReward } from '../entities/referral-reward.entity';

export interface RedeemRow {
  readonly kind: RedeemKind;
  readonly amount: Amount | null;
  readonly percent: number | null;
  readonly available: Amount;
}

export interface EndGiftRow {
  readonly kind: EndGiftKind;
  readonly amount: Amount | null;
  readonly available: Amount | null;
}

/** Referrals, promo codes and gifts: the money moves in the database's own functions. */
export class GrowthStore {
  constructor(private readonly db: Access) {}

  async attachReferral(o: { userId: bigint; code: string; mark: Buffer; now: Date }): Promise<boolean> {
    const [row] = await this.db.sql.rows<{ attached: boolean }>(
      'growth.attachReferral',
      'SELECT attach_referral($1, $2, $3, $4) AS attached',
      [o.userId, o.code, o.mark, o.now],
    );
    return row!.attached;
  }

  /** The user's own code for links; `fresh` is taken where there is none yet. */
  async referralCode(userId: bigint, fresh: string): Promise<string> {
    const [row] = await this.db.sql.rows<{ code: string }>(
      'growth.referralCode',
      'UPDATE users SET referral_code = COALESCE(referral_code, $2) WHERE id = $1 RETURNING referral_code AS code',
      [userId, fresh],
    );
    return row!.code;
  }

  async listMaturedReferrals(now: Date, limit: number): Promise<bigint[]> {
    const due = { state: 'WAITING' as const, maturesAt: LessThanOrEqual(now) };
    const order = { maturesAt: 'ASC' as const };
    const rows = await this.db.manager.find(ReferralReward, { select: { id: true }, where: due, order, take: limit });
    return rows.map(({ id }) => id);
  }

  async payReferral(o: { id: bigint; mostADay: Amount; budget: Amount; now: Date }) {
    const [row] = await this.db.sql.rows<{ kind: 'paid' | 'not_due' | 'canceled' | 'day_spent' | 'budget_spent' }>(
      'growth.payReferral',
      'SELECT pay_referral($1, $2, $3, $4) AS kind',
      [o.id, o.mostADay, o.budget, o.now],
    );
    return row!;
  }

  async redeemPromo(o: { userId: bigint; code: string; now: Date }): Promise<RedeemRow> {
    const [row] = await this.db.sql.rows<RedeemRow>(
      'growth.redeemPromo',
      'SELECT kind, amount, percent, available FROM redeem_promo($1, $2, $3)',
      [o.userId, o.code, o.now],
    );
    return row!;
  }

  /** The discount is chosen no more; a purchase that has it keeps it. */
  async dropChoice(userId: bigint): Promise<void> {
    await this.db.manager.delete(PromoChoice, { userId });
  }

  findPromo(id: number): Promise<PromoCode | null> {
    return this.db.manager.findOneBy(PromoCode, { id });
  }

  async giveGift(o: {
    key: string;
    userId: bigint;
    amount: Amount;
    tokenHash: Buffer;
    holdHours: number;
    mostADay: Amount;
    now: Date;
  }): Promise<{ kind: GiveKind; giftId: bigint | null; most: Amount | null }> {
    const [row] = await this.db.sql.rows<{ kind: GiveKind; giftId: bigint | null; most: Amount | null }>(
      'growth.giveGift',
      'SELECT kind, gift_id AS "giftId", most FROM give_gift($1, $2, $3, $4, $5, $6, $7)',
      [o.key, o.userId, o.amount, o.tokenHash, o.holdHours, o.mostADay, o.now],
    );
    return row!;
  }

  findGiftByToken(tokenHash: Buffer): Promise<Gift | null> {
    return this.db.manager.findOneBy(Gift, { tokenHash });
  }

  findGift(id: bigint): Promise<Gift | null> {
    return this.db.manager.findOneBy(Gift, { id });
  }

  listGifts(giverId: bigint, limit: number): Promise<Gift[]> {
    return this.db.manager.find(Gift, { where: { giverId }, order: { id: 'DESC' }, take: limit });
  }

  /** Without a taker it goes back to its giver. */
  async endGift(o: { id: bigint; takerId: bigint | null; now: Date }): Promise<EndGiftRow> {
    const [row] = await this.db.sql.rows<EndGiftRow>(
      'growth.endGift',
      'SELECT kind, amount, available FROM end_gift($1, $2, $3)',
      [o.id, o.takerId, o.now],
    );
    return row!;
  }

  async listExpiredGifts(now: Date, limit: number): Promise<bigint[]> {
    const over = { state: 'OPEN' as const, expiresAt: LessThanOrEqual(now) };
    const rows = await this.db.manager.find(Gift, { select: { id: true }, where: over, take: limit });
    return rows.map(({ id }) => id);
  }
}
