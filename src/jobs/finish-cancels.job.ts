import { finishCancel } from '../usecases/reservations/finish-cancel';
import { defineJob } from './define-job';

export const finishCancelsJob = defineJob({
  name: 'finish-cancels',
  schedule: '* * * * * *',
  oncePerTick: false,
  concurrency: 8,
  async run({ app, each }) {
    const due = await app.db.dueReservations.listToCancel(app.clock.now(), 100);
    return each(due, (id) => finishCancel(app, { id }));
  },
});
