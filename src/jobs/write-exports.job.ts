import { EXPORT_LEASE_MS, forgetExports, writeExport } from '../usecases/exports/background-export';
import { later } from '../usecases/reservations/timing';
import { defineJob } from './define-job';

export const writeExportsJob = defineJob({
  name: 'write-exports',
  schedule: '*/2 * * * * *',
  oncePerTick: false,
  async run({ app, each }) {
    if (!app.exportFolder) return {};
    const now = app.clock.now();
    const claimed = await app.db.exports.claim({ now, leasedUntil: later(now, EXPORT_LEASE_MS) });
    const counts = await each(claimed ? [claimed] : [], (row) => writeExport(app, row));
    return { ...counts, ...(await forgetExports(app)) };
  },
});
