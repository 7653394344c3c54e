import { processStoredMessages } from '../usecases/messages/process-stored-messages';
import { defineJob } from './define-job';

export const processStoredMessagesJob = defineJob({
  name: 'process-stored-messages',
  schedule: '*/3 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    return { ...(await processStoredMessages(app)) };
  },
});
