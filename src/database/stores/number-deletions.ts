import type { DeletionReason, DeletionState } from '../../domain/number/number-status';
import type { Access } from '../access';
import type { NumberFilter } from '../queries/numbers';
import type { Actor } from './ledger';

export interface NumberDeletionRow {
  readonly id: bigint;
  readonly reason: DeletionReason;
  readonly serviceId: number | null;
  readonly filter: NumberFilter;
  readonly state: DeletionState;
  readonly deleted: number;
  readonly restored: number;
  /** Reservations that were canceled with the service. */
  readonly canceled: number;
  readonly actorType: Actor['type'];
  readonly actorId: string;
  readonly undoUntil: Date;
  readonly createdAt: Date;
}

export const DELETION_COLUMNS = `d.id, d.reason, d.service_id AS "serviceId", d.filter, d.state, d.deleted, d.restored,
  d.canceled, d.actor_type AS "actorType", d.actor_id AS "actorId", d.undo_until AS "undoUntil",
  d.created_at AS "createdAt"`;

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
    const [row] = await this.db.sql.rows<{ id: bigint }>(
      'numberDeletions.open',
      `INSERT INTO number_deletions (reason, service_id, filter, actor_type, actor_id, undo_until, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [o.reason, o.serviceId ?? null, JSON.stringify(o.filter ?? {}), o.actor.type, o.actor.id, o.undoUntil, o.now],
    );
    return row!.id;
  }

  async find(id: bigint): Promise<NumberDeletionRow | undefined> {
    const text = `SELECT ${DELETION_COLUMNS} FROM number_deletions d WHERE d.id = $1`;
    const [row] = await this.db.sql.rows<NumberDeletionRow>('numberDeletions.find', text, [id]);
    return row;
  }

  async lock(id: bigint): Promise<NumberDeletionRow | undefined> {
    const text = `SELECT ${DELETION_COLUMNS} FROM number_deletions d WHERE d.id = $1 FOR UPDATE`;
    const [row] = await this.db.sql.rows<NumberDeletionRow>('numberDeletions.lock', text, [id]);
    return row;
  }

  /** The latest deletion of a service, locked. */
  async lockOfService(serviceId: number): Promise<NumberDeletionRow | undefined> {
    const [row] = await this.db.sql.rows<NumberDeletionRow>(
      'numberDeletions.lockOfService',
      `SELECT ${DELETION_COLUMNS} FROM number_deletions d WHERE d.service_id = $1 ORDER BY d.id DESC LIMIT 1 FOR UPDATE`,
      [serviceId],
    );
    return row;
  }

  async listOpen(): Promise<bigint[]> {
    const rows = await this.db.sql.rows<{ id: bigint }>(
      'numberDeletions.listOpen',
      `SELECT id FROM number_deletions WHERE state IN ('DELETING', 'RESTORING') ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  }

  async startRestoring(id: bigint): Promise<void> {
    await this.db.sql.rows(
      'numberDeletions.startRestoring',
      `UPDATE number_deletions SET state = 'RESTORING', position = 0 WHERE id = $1`,
      [id],
    );
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
    await this.db.sql.rows(
      'numberDeletions.countCanceled',
      'UPDATE number_deletions SET canceled = canceled + $2 WHERE id = $1',
      [id, more],
    );
  }

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
