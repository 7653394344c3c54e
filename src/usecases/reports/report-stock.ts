import type { App } from '../../app';
import { readStock, type StockRow } from '../../database/queries/stock';

/** What could be sold now, by service; the best supplied first. */
export function reportStock(app: App, o: { limit: number }): Promise<StockRow[]> {
  return readStock(app.db, o.limit);
}
