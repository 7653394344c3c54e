import { addMs } from '../domain/time';
import { confirmDelivery } from '../usecases/messages/confirm-delivery';
import { defineJob } from './define-job';

/** A call to a supplier ends long before; a process that dies leaves its share to others then. */
const LEASE_MS = 30_000;

export const confirmWebhooksJob = defineJob({
  name: 'confirm-webhooks',
  schedule: '* * * * * *',
  oncePerTick: false,
  concurrency: 8,
  async run({ app, each }) {
    const now = app.clock.now();
    const due = await app.db.webhookConfirmations.claimUnconfirmed(now, addMs(now, LEASE_MS), 50);
    return each(due, (one) => confirmDelivery(app, one));
  },
});
