import type { Access } from '../access';
import { json } from '../columns';
import { AuditEntry } from '../entities/audit-entry.entity';
import type { Actor } from './ledger';

export interface AuditDraft {
  readonly actor: Actor;
  /** What was done, dotted: `wallet.added`. */
  readonly action: string;
  /** What it was done to; by itself what stands before the dot of `action`. */
  readonly entity?: string;
  readonly entityId: bigint | number | string;
  /** Plain JSON: amounts as decimal strings, no secrets, no codes. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
  readonly at: Date;
}

/** Writes the audit log, in the transaction of the act itself, so that one never exists without the other. */
export class AuditStore {
  constructor(private readonly db: Access) {}

  async write({ actor, action, entityId, facts, requestId, at, ...of }: AuditDraft): Promise<void> {
    const who = { actorType: actor.type, actorId: actor.id };
    const entity = of.entity ?? action.split('.')[0]!;
    const what = { action, entity, entityId: String(entityId), facts: json(facts) };
    await this.db.manager.insert(AuditEntry, { ...who, ...what, requestId, createdAt: at });
  }
}
