import type { App } from '../../app';
import { readInventory } from '../../database/queries/numbers';
import type { InventorySort } from '../../domain/enum-values';

export const MOST_INVENTORY = 1_000;

interface InventoryQuestion {
  readonly serviceId?: number;
  readonly countryId?: number;
  readonly providerId?: number;
  /** EMPTIEST when left out: what runs out is what one looks for. */
  readonly sort?: InventorySort;
  /** At most 1000, which it is when left out. */
  readonly first?: number;
  readonly skip?: number;
}

/** How many numbers of our own stand where, by service and country; what is on sale comes first. */
export async function listInventory(app: App, { first, skip = 0, sort = 'EMPTIEST', ...o }: InventoryQuestion = {}) {
  const { maxUsesOfNumber: maxUses } = await app.settings();
  const limit = Math.min(first ?? MOST_INVENTORY, MOST_INVENTORY);
  return readInventory(app.db, { ...o, sort, maxUses, limit, skip });
}
