import type { ActorType } from '../../domain/enum-values';
import type { ExportEntity, ExportFormat, ExportState } from '../../domain/exports/export-kinds';
import type { Queryable } from '../queryable';

export interface ExportRow {
  readonly id: number;
  readonly entity: ExportEntity;
  readonly format: ExportFormat;
  readonly query: Readonly<Record<string, string>>;
  readonly actorType: ActorType;
  readonly actorId: string;
  readonly state: ExportState;
  readonly attempts: number;
  readonly rows: number | null;
  readonly bytes: bigint | null;
  readonly sha256: string | null;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly expiresAt: Date;
}

const COLUMNS = `id, entity, format, query, actor_type AS "actorType", actor_id AS "actorId", state, attempts, rows, bytes, sha256,
  failure, created_at AS "createdAt", ended_at AS "endedAt", expires_at AS "expiresAt"`;

export class ExportRepository {
  constructor(private readonly sql: Queryable) {}

  async insert(
    o: Pick<ExportRow, 'entity' | 'format' | 'query' | 'actorType' | 'actorId' | 'expiresAt'> & {
      tokenHash: Buffer;
      at: Date;
    },
  ): Promise<number> {
    const [row] = await this.sql.rows<{ id: number }>(
      'exports.insert',
      `INSERT INTO exports (entity, format, query, token_hash, actor_type, actor_id, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [o.entity, o.format, JSON.stringify(o.query), o.tokenHash, o.actorType, o.actorId, o.at, o.expiresAt],
    );
    return row!.id;
  }

  async find(id: number): Promise<ExportRow | undefined> {
    const [row] = await this.sql.rows<ExportRow>('exports.find', `SELECT ${COLUMNS} FROM exports WHERE id = $1`, [id]);
    return row;
  }

  /** The export to which this token opens the door, while it does. */
  async findByToken(o: { id: number; tokenHash: Buffer; now: Date }): Promise<ExportRow | undefined> {
    const [row] = await this.sql.rows<ExportRow>(
      'exports.findByToken',
      `SELECT ${COLUMNS} FROM exports WHERE id = $1 AND token_hash = $2 AND expires_at > $3`,
      [o.id, o.tokenHash, o.now],
    );
    return row;
  }

  async claim(o: { now: Date; leasedUntil: Date }): Promise<ExportRow | undefined> {
    const [row] = await this.sql.rows<ExportRow>(
      'exports.claim',
      `UPDATE exports SET leased_until = $2, attempts = attempts + 1 WHERE id = (
         SELECT id FROM exports WHERE state = 'WAITING' AND (leased_until IS NULL OR leased_until <= $1)
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`,
      [o.now, o.leasedUntil],
    );
    return row;
  }

  async renew(id: number, leasedUntil: Date): Promise<void> {
    await this.sql.rows('exports.renew', 'UPDATE exports SET leased_until = $2 WHERE id = $1', [id, leasedUntil]);
  }

  async finish(o: {
    id: number;
    rows: number;
    bytes: number;
    sha256: string;
    now: Date;
    expiresAt: Date;
  }): Promise<void> {
    await this.sql.rows(
      'exports.finish',
      `UPDATE exports SET state = 'DONE', rows = $2, bytes = $3, sha256 = $4, ended_at = $5, expires_at = $6 WHERE id = $1`,
      [o.id, o.rows, o.bytes, o.sha256, o.now, o.expiresAt],
    );
  }

  async fail(id: number, failure: string, now: Date): Promise<void> {
    await this.sql.rows(
      'exports.fail',
      `UPDATE exports SET state = 'FAILED', failure = $2, ended_at = $3 WHERE id = $1`,
      [id, failure, now],
    );
  }

  /** Forgets what has expired; gives the ids, whose files are to go. */
  async prune(now: Date): Promise<number[]> {
    const rows = await this.sql.rows<{ id: number }>(
      'exports.prune',
      'DELETE FROM exports WHERE expires_at <= $1 RETURNING id',
      [now],
    );
    return rows.map(({ id }) => id);
  }
}
