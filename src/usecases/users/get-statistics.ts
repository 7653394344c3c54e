import type { App } from '../../app';
import { readStatistics } from '../../database/queries/account';
import { successFigures } from '../storefront/offer-view';

/** A user's own figures, and those of the shop's last thousand reservations. One statement. */
export async function getStatistics(app: App, { userId }: { userId: bigint }) {
  const row = await readStatistics(app.db, userId);
  const ended = row.completed + row.failed;
  return {
    own: {
      completed: row.completed,
      withoutCode: row.withoutCode,
      spent: row.spent,
      successRate: ended > 0 ? row.completed / ended : undefined,
    },
    shop: {
      services: row.services,
      countries: row.countries,
      ...successFigures({ ended: row.shopEnded, completed: row.shopCompleted, medianS: row.shopMedianS }),
    },
  };
}
