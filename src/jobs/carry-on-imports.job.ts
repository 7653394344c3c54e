import { takeOverImport } from '../usecases/numbers/carry-on-import';
import { defineJob } from './define-job';

/** Imports whose process died, and those that were only accepted. */
export const carryOnImportsJob = defineJob({
  name: 'carry-on-imports',
  schedule: '*/5 * * * * *',
  oncePerTick: false,
  async run({ app, signal }) {
    const { kind } = await takeOverImport(app, signal);
    return kind === 'nothing' ? {} : { [kind]: 1 };
  },
});
