import { settleReservation } from '../usecases/reservations/settle-reservation';
import { defineJob } from './define-job';

export const settleReservationsJob = defineJob({
  name: 'settle-reservations',
  schedule: '* * * * * *',
  oncePerTick: false,
  concurrency: 8,
  async run({ app, each }) {
    const due = await app.db.dueReservations.listToSettle(app.clock.now(), 100);
    return each(due, (id) => settleReservation(app, { id }));
  },
});
