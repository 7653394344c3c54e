import { In } from 'typeorm';
import type { DeletionReason } from '../../domain/number/number-status';
import type { Access } from '../access';
import { NumberDeletion } from '../entities/number-deletion.entity';
import type { NumberFilter } from '../queries/numbers';
import type { Actor } from './ledger';

/** So many ids at once, so that no row is locked for long. */
const WINDOW = 20_000;
/** By then nobody can still be reserving by what he read before the service was deleted. */
const SETTLED_S = 10;

export class NumberDeletionStore {
  constructor(private readonly db: Access) {}

  async open(o: {
    reason: DeletionReason;
    serviceId?: number;
    filter?: NumberFilter;
    actor: Actor;
    undoUntil: Date;
    now: Date;
  }): Promise<bigint> {
    const { filter = {}, actor, now, ...others } = o;
    const values = { ...others, filter, actorType: actor.type, actorId: actor.id, createdAt: now };
    const { identifiers } = await this.db.manager.insert(NumberDeletion, values);
    return identifiers[0]!.id;
  }

  find(id: bigint): Promise<NumberDeletion | null> {
    return this.db.manager.findOneBy(NumberDeletion, { id });
  }

  lock(id: bigint): Promise<NumberDeletion | null> {
    return this.db.manager.findOne(NumberDeletion, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The latest deletion of a service, locked. */
  lockOfService(serviceId: number): Promise<NumberDeletion | null> {
    const lock = { mode: 'pessimistic_write' } as const;
    return this.db.manager.findOne(NumberDeletion, { where: { serviceId }, order: { id: 'DESC' }, lock });
  }

  async listOpen(): Promise<bigint[]> {
    const where = { state: In(['DELETING', 'RESTORING'] as const) };
    const open = await this.db.manager.find(NumberDeletion, { select: { id: true }, where, order: { id: 'ASC' } });
    return open.map(({ id }) => id);
  }

  async startRestoring(id: bigint): Promise<void> {
    await this.db.manager.update(NumberDeletion, { id }, { state: 'RESTORING', position: 0n });
  }

  async deleteStep(id: bigint, now: Date) {
    const [row] = await this.db.sql.rows<{ kind: 'more' | 'wait' | 'done' | 'not_deleting'; deleted: number }>(
      'numberDeletions.deleteStep',
      'SELECT kind, deleted FROM delete_numbers($1, $2, $3, $4)',
      [id, WINDOW, SETTLED_S, now],
    );
    return row!;
  }

  async restoreStep(id: bigint, now: Date) {
    const [row] = await this.db.sql.rows<{ kind: 'more' | 'done' | 'not_restoring'; restored: number }>(
      'numberDeletions.restoreStep',
      'SELECT kind, restored FROM restore_numbers($1, $2, $3)',
      [id, WINDOW, now],
    );
    return row!;
  }

  async countCanceled(id: bigint, more: number): Promise<void> {
    await this.db.manager.increment(NumberDeletion, { id }, 'canceled', more);
  }

  /** Named so, the statuses are found in the index of open reservations. */
  async listOpenReservations(serviceId: number): Promise<bigint[]> {
    const rows = await this.db.sql.rows<{ id: bigint }>(
      'numberDeletions.openReservations',
      `SELECT id FROM reservations
       WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING') AND service_id = $1 ORDER BY id`,
      [serviceId],
    );
    return rows.map(({ id }) => id);
  }
}
