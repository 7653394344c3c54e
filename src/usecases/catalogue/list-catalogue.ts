import type { App } from '../../app';
import type { CatalogueTable } from '../../database/queries/catalogue';
import { type MenuPage, type MenuRow, readCatalogueMenu } from '../../database/queries/catalogue-menu';

export type CatalogueLine = MenuRow;

/**
 * A page of one part of the catalogue as people look through it, active or not, without what was deleted. A page beyond
 * the last one is the last one. `parentId`: the service of offers, the offer of routes.
 */
export async function listCatalogue(
  app: App,
  o: { table: CatalogueTable; words?: string; parentId?: number; page: number; pageSize: number },
): Promise<MenuPage & { page: number }> {
  const { table, words, parentId, pageSize } = o;
  const read = (page: number) =>
    readCatalogueMenu(app.db, table, { words, parentId, offset: page * pageSize, limit: pageSize });
  const asked = await read(o.page);
  if (asked.items.length > 0 || o.page === 0) return { ...asked, page: o.page };
  const { total } = await readCatalogueMenu(app.db, table, { words, parentId, offset: 0, limit: 1 });
  const last = Math.max(0, Math.ceil(total / pageSize) - 1);
  return { ...(await read(last)), page: last };
}
