import type { Access } from '../access';

export interface ApiKeyRow {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

const COLUMNS = `id, name, scopes, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_at AS "lastUsedAt"`;

export class ApiKeyStore {
  constructor(private readonly db: Access) {}

  async create(o: { name: string; hash: Buffer; scopes: readonly string[]; expiresAt?: Date; at: Date }) {
    const [row] = await this.db.sql.rows<ApiKeyRow>(
      'apiKeys.create',
      `INSERT INTO api_keys (name, hash, scopes, expires_at, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`,
      [o.name, o.hash, o.scopes, o.expiresAt ?? null, o.at],
    );
    return row!;
  }

  async findByHash(hash: Buffer): Promise<ApiKeyRow | undefined> {
    const [row] = await this.db.sql.rows<ApiKeyRow>(
      'apiKeys.findByHash',
      `SELECT ${COLUMNS} FROM api_keys WHERE hash = $1`,
      [hash],
    );
    return row;
  }

  async markUsed(id: number, at: Date): Promise<void> {
    await this.db.sql.rows('apiKeys.markUsed', 'UPDATE api_keys SET last_used_at = $2 WHERE id = $1', [id, at]);
  }

  /** False when there is no such key or it was revoked before. */
  async revoke(id: number, at: Date): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'apiKeys.revoke',
      'UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
      [id, at],
    );
    return rows.length === 1;
  }

  /** Ends a key at an instant, unless it ends sooner. */
  async expire(id: number, at: Date): Promise<void> {
    await this.db.sql.rows(
      'apiKeys.expire',
      'UPDATE api_keys SET expires_at = LEAST(expires_at, $2::timestamptz) WHERE id = $1',
      [id, at],
    );
  }

  async lock(id: number): Promise<ApiKeyRow | undefined> {
    const [row] = await this.db.sql.rows<ApiKeyRow>(
      'apiKeys.lock',
      `SELECT ${COLUMNS} FROM api_keys WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  async list(): Promise<ApiKeyRow[]> {
    return this.db.sql.rows<ApiKeyRow>('apiKeys.list', `SELECT ${COLUMNS} FROM api_keys ORDER BY id`);
  }
}
