import { forgetTexts } from '../usecases/messages/forget-texts';
import { forgetImportLines } from '../usecases/numbers/forget-import-lines';
import { defineJob } from './define-job';

/** What was kept as long as the shop wants to keep it. */
export const forgetJob = defineJob({
  name: 'forget',
  schedule: '30 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    const forgottenDeletions = await app.db.deletedRows.forget(app.clock.now());
    return { ...(await forgetTexts(app)), ...(await forgetImportLines(app)), forgottenDeletions };
  },
});
