import { addMs, DAY_MS } from '../domain/time';
import { defineJob } from './define-job';

export const pruneWebhooksJob = defineJob({
  name: 'prune-webhooks',
  schedule: '30 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    const now = app.clock.now();
    const { webhookDays } = await app.settings();
    const before = addMs(now, -webhookDays * DAY_MS);
    await app.db.mirroredMessages.prune(addMs(now, -DAY_MS), 5_000);
    const parts = await app.db.webhookParts.prune(before, 5_000);
    return { parts, pruned: await app.db.webhooks.prune(before, now, 5_000) };
  },
});
