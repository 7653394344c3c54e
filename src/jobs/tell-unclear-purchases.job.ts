import { tellUnclearPurchases } from '../usecases/reservations/tell-unclear-purchases';
import { defineJob } from './define-job';

export const tellUnclearPurchasesJob = defineJob({
  name: 'tell-unclear-purchases',
  schedule: '30 * * * * *',
  oncePerTick: true,
  concurrency: 1,
  async run({ app, each }) {
    return each(await app.db.reconciliation.listUntold(), (providerId) => tellUnclearPurchases(app, { providerId }));
  },
});
