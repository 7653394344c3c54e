import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import type { ApiKeyRow } from '../stores/api-keys';
import { type Page, readPage } from './keyset';

const COLUMNS = `k.id, k.name, k.scopes, k.created_at AS "createdAt", k.expires_at AS "expiresAt",
  k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt"`;

/** Without their hashes. Newest first; only those that open the door at `liveAt`, when that is given. */
export function readApiKeys({ sql }: Access, o: { liveAt?: Date; page: PageRequest }): Promise<Page<ApiKeyRow>> {
  const source = { columns: COLUMNS, from: 'api_keys k', id: 'k.id' };
  const sort = { name: 'newest', expression: 'k.id', type: 'integer', descending: true } as const;
  const live = { sql: 'k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ?)', value: o.liveAt };
  return readPage<ApiKeyRow>(sql, source, sort, o.liveAt ? [live] : [], o.page);
}
