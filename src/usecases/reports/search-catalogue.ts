import type { App } from '../../app';
import { type CatalogueFilter, type CatalogueTable, readCatalogue } from '../../database/queries/catalogue';
import type { PageRequest } from '../../domain/paging/page-request';

/** A page of one part of the catalogue. */
export function searchCatalogue<Table extends CatalogueTable>(
  app: App,
  o: { table: Table; filter: CatalogueFilter; page: PageRequest },
) {
  return readCatalogue(app.db, o.table, o.filter, o.page);
}
