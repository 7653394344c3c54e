import type { App } from '../../app';
import { readAlerts } from '../../database/queries/alerts';
import { readLowStock } from '../../database/queries/stock';
import { clearAlert, raiseAlert } from '../alerts/raise-alert';

const MOST = 50;
const DAY_S = 86_400;

/** Tells operators of active offers that only our own numbers supply and that have few left, once a day each. */
export async function watchStock(app: App): Promise<{ low: number }> {
  const { lowStockNumbers: below } = await app.settings();
  const low = below > 0 ? await readLowStock(app.db, { below, limit: MOST }) : [];
  const keys = new Set<string>();
  for (const { offerId, ...facts } of low) {
    const key = `stock_low:${offerId}`;
    keys.add(key);
    await raiseAlert(app, { key, kind: 'stock_low', facts, everyS: DAY_S });
  }
  const standing = await readAlerts(app.db, { limit: 1_000 });
  for (const { key, kind } of standing) if (kind === 'stock_low' && !keys.has(key)) await clearAlert(app, key);
  return { low: low.length };
}
