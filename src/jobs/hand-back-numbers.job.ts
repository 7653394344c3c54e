import { defineJob } from './define-job';

export const handBackNumbersJob = defineJob({
  name: 'hand-back-numbers',
  schedule: '*/5 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    return { handedBack: await app.db.reservations.handBackNumbers(app.clock.now(), 1_000) };
  },
});
