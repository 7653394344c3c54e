import type { Access } from '../access';
import type { Actor } from './ledger';

export interface AuditDraft {
  readonly actor: Actor;
  /** What was done, dotted: `wallet.added`. */
  readonly action: string;
  readonly entity: string;
  readonly entityId: bigint | number | string;
  /** Plain JSON: amounts as decimal strings, no secrets, no codes. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
  readonly at: Date;
}

/** Writes the audit log. Bind it to the transaction of the act itself, so that one never exists without the other. */
export class AuditStore {
  constructor(private readonly db: Access) {}

  async write(draft: AuditDraft): Promise<void> {
    await this.db.sql.rows(
      'audit.write',
      `INSERT INTO audit_log (actor_type, actor_id, action, entity, entity_id, facts, request_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        draft.actor.type,
        draft.actor.id,
        draft.action,
        draft.entity,
        String(draft.entityId),
        JSON.stringify(draft.facts),
        draft.requestId ?? null,
        draft.at,
      ],
    );
  }
}
