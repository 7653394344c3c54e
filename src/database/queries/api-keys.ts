import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { select } from '../columns';
import { ApiKey } from '../entities/api-key.entity';
import type { ApiKeyRow } from '../stores/api-keys';
import { byTime, type Page, readPage } from './keyset';

const COLUMNS = select(ApiKey, 'k', ['id', 'name', 'scopes', 'createdAt', 'expiresAt', 'revokedAt', 'lastUsedAt']);

/** Without their hashes. Newest first; only those that open the door at `liveAt`, when that is given. */
export function readApiKeys({ sql }: Access, o: { liveAt?: Date; page: PageRequest }): Promise<Page<ApiKeyRow>> {
  const source = { columns: COLUMNS, from: 'api_keys k', id: 'k.id' };
  const live = { sql: 'k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ?)', value: o.liveAt };
  return readPage<ApiKeyRow>(sql, source, byTime('k.id', 'NEWEST'), o.liveAt ? [live] : [], o.page);
}
