import type { Access } from '../access';
import { PhoneNumber } from '../entities/phone-number.entity';

export class NumberStore {
  constructor(private readonly db: Access) {}

  find(id: bigint): Promise<PhoneNumber | null> {
    return this.db.manager.findOneBy(PhoneNumber, { id });
  }

  lock(id: bigint): Promise<PhoneNumber | null> {
    return this.db.manager.findOne(PhoneNumber, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async retire(id: bigint, at: Date): Promise<void> {
    await this.db.manager.update(PhoneNumber, { id }, { status: 'DELETED', deletedAt: at, deletionId: null });
  }

  /** Back into stock, with a clean slate of expiries. */
  async putBack(id: bigint): Promise<void> {
    const values = { deletedAt: null, deletionId: null, availableAt: null, expiriesInARow: 0 };
    await this.db.manager.update(PhoneNumber, { id }, { ...values, status: 'AVAILABLE' });
  }
}
