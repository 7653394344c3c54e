import { syncCatalogue } from '../usecases/supply/sync-catalogue';
import { defineJob } from './define-job';

const CHANGES_ARE_KEPT_MS = 30 * 86_400_000;

/** What suppliers sell, and at what price, follows every ten minutes. */
export const syncCataloguesJob = defineJob({
  name: 'sync-catalogues',
  schedule: '15 * * * * *',
  oncePerTick: true,
  concurrency: 4,
  async run({ app, each }) {
    const now = app.clock.now();
    await app.db.supply.forgetChanges(new Date(now.getTime() - CHANGES_ARE_KEPT_MS));
    return each(await app.db.supply.listDue(now, 50), (providerId) => syncCatalogue(app, { providerId }));
  },
});
