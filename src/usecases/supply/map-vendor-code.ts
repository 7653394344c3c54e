import type { App } from '../../app';
import type { Author } from '../catalogue/save-row';

export interface VendorMapping extends Author {
  readonly kind: 'service' | 'country';
  readonly providerId: number;
  /** The supplier's. */
  readonly code: string;
  /** Ours; null: nothing of ours, and no guess is wanted. */
  readonly id: number | null;
}

export type MapOutcome = { readonly kind: 'mapped' } | { readonly kind: 'not_found'; readonly entity: string };

/** Says what a supplier's service or country is here. It stays so, whatever later lists say. */
export async function mapVendorCode(app: App, mapping: VendorMapping): Promise<MapOutcome> {
  const { kind, providerId, code, id, actor, requestId } = mapping;
  try {
    return await app.db.transact(async (tx): Promise<MapOutcome> => {
      if (!(await tx.supply.mapTo(kind, providerId, code, id))) return { kind: 'not_found', entity: `vendor ${kind}` };
      const facts = { kind, code, id };
      const at = app.clock.now();
      const entry = {
        actor,
        action: 'provider.mapped',
        entity: 'provider',
        entityId: providerId,
        facts,
        requestId,
        at,
      };
      await tx.audit.write(entry);
      return { kind: 'mapped' };
    });
  } catch (error) {
    if ((error as { code?: string }).code === '23503') return { kind: 'not_found', entity: kind };
    throw error;
  }
}
