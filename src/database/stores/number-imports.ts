import type { ImportState, ImportVerdict } from '../../domain/number/number-status';
import type { Access } from '../access';
import type { Actor } from './ledger';

export interface NumberImportRow {
  readonly id: bigint;
  readonly providerId: number;
  readonly serviceId: number;
  readonly countryId: number | null;
  readonly source: string;
  readonly revives: boolean;
  readonly isDryRun: boolean;
  readonly state: ImportState;
  /** How many numbers the file names, and how many of them are worked off. */
  readonly entries: number;
  readonly position: number;
  readonly counts: Readonly<Partial<Record<ImportVerdict, number>>>;
  readonly failure: string | null;
  readonly actorType: Actor['type'];
  readonly actorId: string;
  readonly requestId: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export const IMPORT_COLUMNS = `i.id, i.provider_id AS "providerId", i.service_id AS "serviceId",
  i.country_id AS "countryId", i.source, i.revives, i.is_dry_run AS "isDryRun", i.state, i.entries, i.position, i.counts,
  i.failure, i.actor_type AS "actorType", i.actor_id AS "actorId", i.request_id AS "requestId",
  i.created_at AS "createdAt", i.ended_at AS "endedAt"`;

export class NumberImportStore {
  constructor(private readonly db: Access) {}

  async open(o: {
    providerId: number;
    serviceId: number;
    countryId?: number;
    source: string;
    revives: boolean;
    isDryRun: boolean;
    actor: Actor;
    requestId?: string;
    now: Date;
    leasedUntil: Date;
  }): Promise<bigint> {
    const [row] = await this.db.sql.rows<{ id: bigint }>(
      'numberImports.open',
      `INSERT INTO number_imports (provider_id, service_id, country_id, source, revives, is_dry_run, actor_type, actor_id,
         request_id, created_at, leased_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
      [
        o.providerId,
        o.serviceId,
        o.countryId ?? null,
        o.source,
        o.revives,
        o.isDryRun,
        o.actor.type,
        o.actor.id,
        o.requestId ?? null,
        o.now,
        o.leasedUntil,
      ],
    );
    return row!.id;
  }

  async find(id: bigint): Promise<NumberImportRow | undefined> {
    const text = `SELECT ${IMPORT_COLUMNS} FROM number_imports i WHERE i.id = $1`;
    const [row] = await this.db.sql.rows<NumberImportRow>('numberImports.find', text, [id]);
    return row;
  }

  /** All of the file is stored; what was read is now worked off. False when somebody gave it up meanwhile. */
  async startWork(id: bigint, entries: number, leasedUntil: Date): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'numberImports.startWork',
      `UPDATE number_imports SET state = (CASE WHEN is_dry_run THEN 'CHECKING' ELSE 'WRITING' END)::import_state,
         entries = $2, leased_until = $3 WHERE id = $1 AND state = 'READING' RETURNING id`,
      [id, entries, leasedUntil],
    );
    return rows.length === 1;
  }

  /** A dry run that was finished becomes the import itself, free for whoever works it off first. */
  async confirm(id: bigint, now: Date): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'numberImports.confirm',
      `UPDATE number_imports SET is_dry_run = false, state = 'WRITING', position = 0, counts = '{}', ended_at = NULL,
         leased_until = $2 WHERE id = $1 AND is_dry_run AND state = 'DONE' RETURNING id`,
      [id, now],
    );
    return rows.length === 1;
  }

  /** Forgets what a dry run found in the stock, which may be another one now. Answers how many lines there are. */
  async resetVerdicts(id: bigint): Promise<number> {
    const [row] = await this.db.sql.rows<{ count: number }>(
      'numberImports.resetVerdicts',
      `WITH reset AS (
         UPDATE number_import_lines SET verdict = NULL
         WHERE import_id = $1 AND verdict IN ('REVIVED', 'DOUBLE', 'IN_STOCK', 'DELETED', 'SPENT'))
       SELECT count(*)::integer AS count FROM number_import_lines WHERE import_id = $1`,
      [id],
    );
    return row!.count;
  }

  async fail(id: bigint, failure: string, now: Date): Promise<void> {
    await this.db.sql.rows(
      'numberImports.fail',
      `UPDATE number_imports SET state = 'FAILED', failure = $2, ended_at = $3 WHERE id = $1 AND ended_at IS NULL`,
      [id, failure, now],
    );
  }

  async lease(id: bigint, until: Date): Promise<void> {
    await this.db.sql.rows('numberImports.lease', 'UPDATE number_imports SET leased_until = $2 WHERE id = $1', [
      id,
      until,
    ]);
  }

  /** Takes over one import that nobody works on any more. */
  async takeOver(now: Date, until: Date): Promise<NumberImportRow | undefined> {
    const [row] = await this.db.sql.rows<NumberImportRow>(
      'numberImports.takeOver',
      `UPDATE number_imports i SET leased_until = $2 WHERE i.id = (
         SELECT x.id FROM number_imports x WHERE x.ended_at IS NULL AND x.leased_until <= $1
         ORDER BY x.id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${IMPORT_COLUMNS}`,
      [now, until],
    );
    return row;
  }

  /** Whether the service is there; if so, it stays for the rest of this transaction. */
  async lockService(serviceId: number): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'numberImports.lockService',
      'SELECT 1 FROM services WHERE id = $1 AND deleted_at IS NULL FOR SHARE',
      [serviceId],
    );
    return rows.length === 1;
  }

  async writeBatch(id: bigint, o: { size: number; maxUses: number; now: Date }) {
    const [row] = await this.db.sql.rows<{ kind: 'more' | 'done' | 'not_writing' | 'lost'; reached: number }>(
      'numberImports.write',
      'SELECT kind, reached FROM write_import($1, $2, $3, $4)',
      [id, o.size, o.maxUses, o.now],
    );
    return row!;
  }

  async check(id: bigint, o: { maxUses: number; now: Date }): Promise<void> {
    await this.db.sql.rows('numberImports.check', 'SELECT check_import($1, $2, $3)', [id, o.maxUses, o.now]);
  }

  /** Forgets the lines of imports that ended before an instant; answers how many imports. */
  async forgetLines(endedBefore: Date, limit: number): Promise<number> {
    const [row] = await this.db.sql.rows<{ count: number }>(
      'numberImports.forgetLines',
      `WITH old AS (
         SELECT DISTINCT l.import_id FROM number_import_lines l JOIN number_imports i ON i.id = l.import_id
         WHERE i.ended_at < $1 LIMIT $2),
       gone AS (DELETE FROM number_import_lines l USING old WHERE l.import_id = old.import_id)
       SELECT count(*)::integer AS count FROM old`,
      [endedBefore, limit],
    );
    return row!.count;
  }
}
