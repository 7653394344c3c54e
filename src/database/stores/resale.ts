import { IsNull, Not } from 'typeorm';
import type { Access } from '../access';
import { PriceGroup } from '../entities/price-group.entity';
import { ResaleKey } from '../entities/resale-key.entity';
import { ResaleOrder } from '../entities/resale-order.entity';

/** Without its hash. */
export type ResaleKeyRow = Omit<ResaleKey, 'hash'>;

/** What of a key its owner may change. */
export type ResaleKeyChange = Partial<
  Pick<
    ResaleKey,
    'name' | 'expiresAt' | 'addresses' | 'dailyCap' | 'wording' | 'repeatedOrder' | 'isQuiet' | 'priceGroupId'
  >
>;

/** Keys of buyers' programs, and what orders by them have of their own. */
export class ResaleStore {
  constructor(private readonly db: Access) {}

  async createKey(
    o: Pick<ResaleKey, 'userId' | 'name' | 'hash' | 'hint' | 'scopes' | 'createdAt'> & ResaleKeyChange,
  ): Promise<number> {
    return (await this.db.manager.insert(ResaleKey, o)).identifiers[0]!.id;
  }

  findKey(id: number): Promise<ResaleKeyRow | null> {
    return this.db.manager.findOneBy(ResaleKey, { id });
  }

  lockKey(id: number): Promise<ResaleKeyRow | null> {
    return this.db.manager.findOne(ResaleKey, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Those that were not revoked, oldest first; an expired one is among them. */
  listKeys(userId: bigint): Promise<ResaleKeyRow[]> {
    return this.db.manager.find(ResaleKey, { where: { userId, revokedAt: IsNull() }, order: { id: 'ASC' } });
  }

  async changeKey(id: number, change: ResaleKeyChange): Promise<void> {
    await this.db.manager.update(ResaleKey, { id }, change);
  }

  /** False when there is no such key or it was revoked before. */
  async revokeKey(id: number, revokedAt: Date): Promise<boolean> {
    return (await this.db.manager.update(ResaleKey, { id, revokedAt: IsNull() }, { revokedAt })).affected === 1;
  }

  findPriceGroup(id: number): Promise<PriceGroup | null> {
    return this.db.manager.findOneBy(PriceGroup, { id });
  }

  /** An order of a test service, or the one that has its name already. */
  async placeTest(
    draft: Pick<ResaleOrder, 'keyId' | 'userId' | 'orderId' | 'inputHash' | 'testKind' | 'createdAt'>,
  ): Promise<{ row: ResaleOrder; isNew: boolean }> {
    const inserted = await this.db.manager
      .createQueryBuilder()
      .insert()
      .into(ResaleOrder)
      .values({ ...draft, reservationId: null })
      .orIgnore()
      .execute();
    const { keyId, orderId } = draft;
    const row = await this.db.manager.findOneByOrFail(ResaleOrder, { keyId, orderId: orderId! });
    return { row, isNew: inserted.raw.length > 0 };
  }

  async findTest(id: number, userId: bigint): Promise<ResaleOrder | null> {
    return this.db.manager.findOneBy(ResaleOrder, { id, userId, testKind: Not(IsNull()) });
  }

  /** Its buyer needs it no more. False when they said so before. */
  async finish(id: number, finishedAt: Date): Promise<boolean> {
    return (await this.db.manager.update(ResaleOrder, { id, finishedAt: IsNull() }, { finishedAt })).affected === 1;
  }

  /** The same of an order of this user that was paid. False when there is none, or they said so before. */
  async finishPaid(o: { id: number; userId: bigint; finishedAt: Date }): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'resale.finishPaid',
      `UPDATE resale_orders o SET finished_at = $3 FROM reservations r
       WHERE o.id = $1 AND o.user_id = $2 AND o.finished_at IS NULL
         AND r.id = o.reservation_id AND r.status = 'COMPLETED' RETURNING 1`,
      [o.id, o.userId, o.finishedAt],
    );
    return rows.length > 0;
  }
}
