import { expireReservation } from '../usecases/reservations/expire-reservation';
import { defineJob } from './define-job';

export const expireReservationsJob = defineJob({
  name: 'expire-reservations',
  schedule: '* * * * * *',
  oncePerTick: true,
  async run({ app, each }) {
    const due = await app.db.dueReservations.listExpired(app.clock.now(), 500);
    return each(due, (id) => expireReservation(app, { id }));
  },
});
