import type { Queryable } from '../queryable';
import { LedgerRepository } from './ledger.repository';
import { OutboxRepository } from './outbox.repository';
import { ReservationRepository } from './reservation.repository';

/** All repositories over one Queryable, each made at its first use. */
export class Repositories {
  private readonly made = new Map<string, unknown>();

  constructor(readonly sql: Queryable) {}

  get reservations() {
    return this.once('reservations', ReservationRepository);
  }
  get ledger() {
    return this.once('ledger', LedgerRepository);
  }
  get outbox() {
    return this.once('outbox', OutboxRepository);
  }

  private once<Repository>(name: string, make: new (sql: Queryable) => Repository): Repository {
    let repository = this.made.get(name) as Repository | undefined;
    if (!repository) {
      repository = new make(this.sql);
      this.made.set(name, repository);
    }
    return repository;
  }
}
