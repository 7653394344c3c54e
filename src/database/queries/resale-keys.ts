import type { Amount } from '../../domain/money/money';
import type { RepeatedOrderRule, ResaleScope, ResaleWording } from '../../domain/resale/resale-words';
import type { Access } from '../access';

/** What stands behind a key that somebody shows. */
export interface ShownKeyRow {
  readonly id: number;
  readonly userId: bigint;
  readonly scopes: readonly ResaleScope[];
  readonly wording: ResaleWording;
  readonly repeatedOrder: RepeatedOrderRule;
  readonly priceGroupId: number | null;
  readonly addresses: readonly string[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly isBanned: boolean;
}

export async function readShownKey({ sql }: Access, hash: Buffer): Promise<ShownKeyRow | undefined> {
  const [row] = await sql.rows<ShownKeyRow>(
    'resale.shownKey',
    `SELECT k.id, k.user_id AS "userId", k.scopes::text[] AS scopes, k.wording, k.repeated_order AS "repeatedOrder",
       k.price_group_id AS "priceGroupId", k.addresses::text[] AS addresses, k.expires_at AS "expiresAt",
       k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt", u.is_banned AS "isBanned"
     FROM resale_keys k JOIN users u ON u.id = k.user_id WHERE k.hash = $1`,
    [hash],
  );
  return row;
}

export async function readResaleWallet(
  { sql }: Access,
  userId: bigint,
): Promise<{ available: Amount; held: Amount } | undefined> {
  const [row] = await sql.rows<{ available: Amount; held: Amount }>(
    'resale.wallet',
    'SELECT available, held FROM wallets WHERE user_id = $1',
    [userId],
  );
  return row;
}
