import { z } from 'zod';
import { type ProviderAdapter, withCapabilities } from '../kit/adapter';
import { readTwilioWebhook } from './read-webhook';

const options = z.strictObject({
  /** `AC...`: deliveries of another account are refused. */
  accountSid: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i)
    .optional(),
});

/** Own numbers at Twilio: it delivers each SMS once, signed, and has no list that we pull. The key is the account's auth token. */
export const twilioAdapter: ProviderAdapter = {
  protocol: 'twilio',
  create(row) {
    const { accountSid } = options.parse(row.options);
    return withCapabilities(row, {
      readWebhook: (request) => readTwilioWebhook(request, { accountSid, token: row.webhookKey?.() || row.apiKey() }),
      // Anything else would be taken for a text to send back.
      webhookReply: () => ({ contentType: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' }),
    });
  },
};
