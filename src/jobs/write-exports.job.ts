import { addMs } from '../domain/time';
import { EXPORT_LEASE_MS, writeExport } from '../usecases/exports/write-export';
import { defineJob } from './define-job';

export const writeExportsJob = defineJob({
  name: 'write-exports',
  schedule: '*/2 * * * * *',
  oncePerTick: false,
  async run({ app, each, signal }) {
    const now = app.clock.now();
    const claimed = await app.db.exports.claim({ now, leasedUntil: addMs(now, EXPORT_LEASE_MS) });
    return each(claimed ? [claimed] : [], (row) => writeExport(app, row, signal));
  },
});
