import { IsNull, Not } from 'typeorm';
import type { Access } from '../access';
import { Service } from '../entities/service.entity';

/** Services, also deleted ones. */
export class ServiceStore {
  constructor(private readonly db: Access) {}

  find(id: number): Promise<Service | null> {
    return this.db.manager.findOneBy(Service, { id });
  }

  findByCode(code: string): Promise<Service | null> {
    return this.db.manager.findOneBy(Service, { code, deletedAt: IsNull() });
  }

  listWithPattern(): Promise<Service[]> {
    return this.db.manager.findBy(Service, { codePattern: Not(IsNull()), deletedAt: IsNull() });
  }

  isThere(id: number): Promise<boolean> {
    return this.db.manager.existsBy(Service, { id, deletedAt: IsNull() });
  }

  /** Waits for reservations of it that are being written. */
  lock(id: number): Promise<Service | null> {
    return this.db.manager.findOne(Service, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async setDeletedAt(id: number, deletedAt: Date | null): Promise<void> {
    await this.db.manager.update(Service, { id }, { deletedAt });
  }
}
