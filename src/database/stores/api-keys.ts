import { IsNull } from 'typeorm';
import type { Access } from '../access';
import { ApiKey } from '../entities/api-key.entity';

/** Without its hash. */
export type ApiKeyRow = Omit<ApiKey, 'hash'>;

export class ApiKeyStore {
  constructor(private readonly db: Access) {}

  async create(o: { name: string; hash: Buffer; scopes: string[]; expiresAt: Date | null; at: Date }): Promise<number> {
    const { at: createdAt, ...key } = o;
    return (await this.db.manager.insert(ApiKey, { ...key, createdAt })).identifiers[0]!.id;
  }

  findByHash(hash: Buffer): Promise<ApiKeyRow | null> {
    return this.db.manager.findOneBy(ApiKey, { hash });
  }

  async markUsed(id: number, lastUsedAt: Date): Promise<void> {
    await this.db.manager.update(ApiKey, { id }, { lastUsedAt });
  }

  /** False when there is no such key or it was revoked before. */
  async revoke(id: number, revokedAt: Date): Promise<boolean> {
    return (await this.db.manager.update(ApiKey, { id, revokedAt: IsNull() }, { revokedAt })).affected === 1;
  }

  async expire(id: number, expiresAt: Date): Promise<void> {
    await this.db.manager.update(ApiKey, { id }, { expiresAt });
  }

  lock(id: number): Promise<ApiKeyRow | null> {
    return this.db.manager.findOne(ApiKey, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }
}
