import type { App } from '../../app';
import { readInventory } from '../../database/queries/numbers';

const MOST_INVENTORY = 1_000;

/** How many numbers of our own stand where, by service and country, fullest first. */
export async function listInventory(app: App, o: { serviceId?: number; countryId?: number; providerId?: number } = {}) {
  const { maxUsesOfNumber: maxUses } = await app.settings();
  return readInventory(app.db, { ...o, maxUses, limit: MOST_INVENTORY });
}
