import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import { RestockWish } from '../entities/restock-wish.entity';

export interface RestockWishRow {
  readonly offerId: number;
  readonly ceiling: Amount;
  readonly serviceName: string;
  readonly serviceEmoji: string;
  readonly countryIso: string;
  readonly countryName: string;
}

/** Who wants to be told when an offer is back. */
export class RestockWishStore {
  constructor(private readonly db: Access) {}

  /** Again for the same offer: another ceiling. False: the user has as many others as one may have. */
  async put(o: { userId: bigint; offerId: number; ceiling: Amount; most: number; now: Date }): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'restockWishes.put',
      `INSERT INTO restock_wishes (user_id, offer_id, ceiling, created_at) SELECT $1, $2, $3, $5
       WHERE (SELECT count(*) FROM restock_wishes w WHERE w.user_id = $1 AND w.offer_id <> $2) < $4
       ON CONFLICT (user_id, offer_id) DO UPDATE SET ceiling = EXCLUDED.ceiling RETURNING 1`,
      [o.userId, o.offerId, o.ceiling, o.most, o.now],
    );
    return rows.length > 0;
  }

  async drop(userId: bigint, offerId: number): Promise<void> {
    await this.db.manager.delete(RestockWish, { userId, offerId });
  }

  list(userId: bigint): Promise<RestockWishRow[]> {
    return this.db.sql.rows<RestockWishRow>(
      'restockWishes.list',
      `SELECT w.offer_id AS "offerId", w.ceiling, s.name AS "serviceName", s.emoji AS "serviceEmoji",
         c.iso AS "countryIso", c.name AS "countryName"
       FROM restock_wishes w JOIN offers o ON o.id = w.offer_id JOIN services s ON s.id = o.service_id
         JOIN countries c ON c.id = o.country_id
       WHERE w.user_id = $1 ORDER BY w.created_at, w.offer_id`,
      [userId],
    );
  }

  /** Returns how many were told. */
  async tell(now: Date, limit: number): Promise<number> {
    const [row] = await this.db.sql.rows<{ told: number }>(
      'restockWishes.tell',
      'SELECT tell_restocked($1, $2) AS told',
      [now, limit],
    );
    return row!.told;
  }
}
