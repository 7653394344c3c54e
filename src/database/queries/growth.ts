import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';

export interface InvitesRow {
  readonly invited: number;
  readonly earned: Amount;
  readonly waiting: Amount;
}

/** What somebody's invitations brought. */
export async function readInvites({ sql }: Access, userId: bigint): Promise<InvitesRow> {
  const [row] = await sql.rows<InvitesRow>(
    'growth.invites',
    `SELECT (SELECT count(*)::integer FROM users WHERE invited_by = $1) AS invited,
       COALESCE(sum(amount - taken_back) FILTER (WHERE state IN ('PAID', 'TAKEN_BACK')), 0)::bigint AS earned,
       COALESCE(sum(amount) FILTER (WHERE state = 'WAITING'), 0)::bigint AS waiting
     FROM referral_rewards WHERE inviter_id = $1`,
    [userId],
  );
  return row!;
}

export interface OwnDiscountRow {
  readonly code: string;
  readonly percent: number | null;
  readonly amount: Amount | null;
  /** Where it counts; null: everywhere. */
  readonly serviceName: string | null;
  readonly countryIso: string | null;
  readonly countryName: string | null;
  readonly minPrice: Amount | null;
  readonly maxDiscount: Amount | null;
  readonly endsAt: Date | null;
}

/** The discount that somebody chose; whether it counts for an offer, `quote_offer` says. */
export async function readOwnDiscount({ sql }: Access, userId: bigint): Promise<OwnDiscountRow | undefined> {
  const [row] = await sql.rows<OwnDiscountRow>(
    'growth.ownDiscount',
    `SELECT c.code, c.percent, c.amount, s.name AS "serviceName", n.iso AS "countryIso", n.name AS "countryName",
       c.min_price AS "minPrice", c.max_discount AS "maxDiscount", c.ends_at AS "endsAt"
     FROM promo_choices x JOIN promo_codes c ON c.id = x.code_id LEFT JOIN services s ON s.id = c.service_id
       LEFT JOIN countries n ON n.id = c.country_id WHERE x.user_id = $1`,
    [userId],
  );
  return row;
}

/** What somebody could give away now; see `give_gift`, which decides. */
export async function readGiftable({ sql }: Access, o: { userId: bigint; before: Date }): Promise<Amount> {
  const [row] = await sql.rows<{ most: Amount }>(
    'growth.giftable',
    `SELECT GREATEST(0, LEAST(w.available,
       (SELECT COALESCE(sum(r.amount - r.returned), 0) FROM payment_receipts r WHERE r.user_id = $1 AND r.created_at <= $2)
       - (SELECT COALESCE(sum(g.amount), 0) FROM gifts g WHERE g.giver_id = $1 AND g.state <> 'RETURNED')))::bigint AS most
     FROM wallets w WHERE w.user_id = $1`,
    [o.userId, o.before],
  );
  return row!.most;
}

/** A reward that was paid, as its owner is told. */
export async function readReferralNotice(
  { sql }: Access,
  id: bigint,
): Promise<{ amount: Amount; available: Amount } | undefined> {
  const [row] = await sql.rows<{ amount: Amount; available: Amount }>(
    'growth.referralNotice',
    'SELECT r.amount, w.available FROM referral_rewards r JOIN wallets w ON w.user_id = r.inviter_id WHERE r.id = $1',
    [id],
  );
  return row;
}
