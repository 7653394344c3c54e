import type { ActorType } from '../../domain/enum-values';
import type { ExportEntity, ExportFormat, ExportState } from '../../domain/exports/export-kinds';
import type { Access } from '../access';

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
  /** Of the bytes before they were packed, hexadecimal. */
  readonly sha256: string | null;
  readonly packedBytes: bigint | null;
  /** Of the file as it is taken, hexadecimal. */
  readonly packedSha256: string | null;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly expiresAt: Date;
}

const COLUMNS = `id, entity, format, query, actor_type AS "actorType", actor_id AS "actorId", state, attempts, rows, bytes, sha256,
  packed_bytes AS "packedBytes", packed_sha256 AS "packedSha256", failure, created_at AS "createdAt", ended_at AS "endedAt", expires_at AS "expiresAt"`;

export class ExportStore {
  constructor(private readonly db: Access) {}

  async insert(
    o: Pick<ExportRow, 'entity' | 'format' | 'query' | 'actorType' | 'actorId' | 'expiresAt'> & {
      tokenHash: Buffer;
      at: Date;
    },
  ): Promise<number> {
    const [row] = await this.db.sql.rows<{ id: number }>(
      'exports.insert',
      `INSERT INTO exports (entity, format, query, token_hash, actor_type, actor_id, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [o.entity, o.format, JSON.stringify(o.query), o.tokenHash, o.actorType, o.actorId, o.at, o.expiresAt],
    );
    return row!.id;
  }

  async find(id: number): Promise<ExportRow | undefined> {
    const [row] = await this.db.sql.rows<ExportRow>('exports.find', `SELECT ${COLUMNS} FROM exports WHERE id = $1`, [
      id,
    ]);
    return row;
  }

  /** The export to which this token opens the door, while it does. */
  async findByToken(o: { id: number; tokenHash: Buffer; now: Date }): Promise<ExportRow | undefined> {
    const [row] = await this.db.sql.rows<ExportRow>(
      'exports.findByToken',
      `SELECT ${COLUMNS} FROM exports WHERE id = $1 AND token_hash = $2 AND expires_at > $3`,
      [o.id, o.tokenHash, o.now],
    );
    return row;
  }

  async claim(o: { now: Date; leasedUntil: Date }): Promise<ExportRow | undefined> {
    const [row] = await this.db.sql.rows<ExportRow>(
      'exports.claim',
      `UPDATE exports SET leased_until = $2, attempts = attempts + 1 WHERE id = (
         SELECT id FROM exports WHERE state = 'WAITING' AND (leased_until IS NULL OR leased_until <= $1)
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`,
      [o.now, o.leasedUntil],
    );
    return row;
  }

  /** False when the export is another worker's by now, or gone. */
  async renew(o: { id: number; attempt: number; leasedUntil: Date }): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'exports.renew',
      `UPDATE exports SET leased_until = $3 WHERE id = $1 AND attempts = $2 AND state = 'WAITING' RETURNING 1`,
      [o.id, o.attempt, o.leasedUntil],
    );
    return rows.length === 1;
  }

  /** Lets another worker begin at once. Attempts only go up: pieces of two of them must never mix. */
  async giveBack(o: { id: number; attempt: number }): Promise<void> {
    await this.db.sql.rows(
      'exports.giveBack',
      `UPDATE exports SET leased_until = NULL WHERE id = $1 AND attempts = $2 AND state = 'WAITING'`,
      [o.id, o.attempt],
    );
  }

  /** Gives the file to whoever has the link. False when the export is another worker's by now, or gone. */
  async finish(o: {
    id: number;
    attempt: number;
    rows: number;
    bytes: number;
    sha256: string;
    packedBytes: number;
    packedSha256: string;
    now: Date;
    expiresAt: Date;
  }): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'exports.finish',
      `UPDATE exports SET state = 'DONE', rows = $3, bytes = $4, sha256 = $5, packed_bytes = $6, packed_sha256 = $7,
         ended_at = $8, expires_at = $9 WHERE id = $1 AND attempts = $2 AND state = 'WAITING' RETURNING 1`,
      [o.id, o.attempt, o.rows, o.bytes, o.sha256, o.packedBytes, o.packedSha256, o.now, o.expiresAt],
    );
    return rows.length === 1;
  }

  async fail(o: { id: number; attempt: number; failure: string; now: Date }): Promise<void> {
    await this.db.sql.rows(
      'exports.fail',
      `UPDATE exports SET state = 'FAILED', failure = $3, ended_at = $4
       WHERE id = $1 AND attempts = $2 AND state = 'WAITING'`,
      [o.id, o.attempt, o.failure, o.now],
    );
  }

  async listExpired(now: Date, limit: number): Promise<number[]> {
    const rows = await this.db.sql.rows<{ id: number }>(
      'exports.listExpired',
      'SELECT id FROM exports WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2',
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  async delete(id: number): Promise<void> {
    await this.db.sql.rows('exports.delete', 'DELETE FROM exports WHERE id = $1', [id]);
  }
}
