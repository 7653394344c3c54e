import type { App } from '../../app';
import {
  type NumberListFilter,
  readInventory,
  readNumber,
  readNumberImports,
  readNumbers,
} from '../../database/queries/numbers';
import type { PageRequest } from '../../domain/paging/page-request';

const MOST_INVENTORY = 1_000;

/** A page of all numbers that the shop ever knew, newest first. */
export function searchNumbers(app: App, o: { filter: NumberListFilter; page: PageRequest }) {
  return readNumbers(app.db, o.filter, o.page);
}

export function findNumber(app: App, id: bigint) {
  return readNumber(app.db, id);
}

/** How many numbers of our own stand where, by service and country, fullest first. */
export async function listInventory(app: App, o: { serviceId?: number; countryId?: number; providerId?: number } = {}) {
  const { maxUsesOfNumber: maxUses } = await app.settings();
  return readInventory(app.db, { ...o, maxUses, limit: MOST_INVENTORY });
}

/** Newest first. */
export function listNumberImports(app: App, page: PageRequest) {
  return readNumberImports(app.db, page);
}

export function findNumberImport(app: App, id: bigint) {
  return app.db.numberImports.find(id);
}
