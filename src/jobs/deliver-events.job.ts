import { addMs } from '../domain/time';
import { deliverEvent, EVENT_LEASE_MS } from '../usecases/events/deliver-event';
import { defineJob } from './define-job';

export const deliverEventsJob = defineJob({
  name: 'deliver-events',
  schedule: '* * * * * *',
  oncePerTick: false,
  concurrency: 8,
  async run({ app, each }) {
    if (!app.events) return {};
    const now = app.clock.now();
    const due = await app.db.events.claim({ now, leasedUntil: addMs(now, EVENT_LEASE_MS), limit: 40 });
    return each(due, (delivery) => deliverEvent(app, delivery));
  },
});
