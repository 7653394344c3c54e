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

const SHOWN = `
  SELECT k.id, k.user_id AS "userId", k.scopes::text[] AS scopes, k.wording, k.repeated_order AS "repeatedOrder",
    k.price_group_id AS "priceGroupId", k.addresses::text[] AS addresses, k.expires_at AS "expiresAt",
    k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt", u.is_banned AS "isBanned", k.hash
  FROM resale_keys k JOIN users u ON u.id = k.user_id`;

/** Of these keys those that there are, each with its hash. */
export function readShownKeys(
  { sql }: Access,
  hashes: readonly Buffer[],
): Promise<(ShownKeyRow & { readonly hash: Buffer })[]> {
  return hashes.length === 1
    ? sql.rows('resale.shownKey', `${SHOWN} WHERE k.hash = $1`, hashes)
    : sql.rows('resale.shownKeys', `${SHOWN} WHERE k.hash = ANY ($1)`, [hashes]);
}

/** Notes when these were last used; one that another process notes just now is left to it. */
export async function noteKeysUsed({ sql }: Access, ids: readonly number[], usedAt: Date): Promise<void> {
  await sql.rows(
    'resale.keysUsed',
    `UPDATE resale_keys SET last_used_at = $2
     WHERE id IN (SELECT id FROM resale_keys WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)`,
    [ids, usedAt],
  );
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
