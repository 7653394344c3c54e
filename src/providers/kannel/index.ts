import { z } from 'zod';
import { type ProviderAdapter, withCapabilities } from '../kit/adapter';
import { readKannelDelivery } from './read-delivery';

const options = z.strictObject({});

/** Own SIMs behind Kannel: its smsbox calls the webhook for each SMS (`get-url`, `post-url`). */
export const kannelAdapter: ProviderAdapter = {
  protocol: 'kannel',
  create(row) {
    options.parse(row.options);
    return withCapabilities(row, {
      readWebhook: readKannelDelivery,
      // Whatever is said goes to the SMS's sender as an SMS; anything but 200 is asked again and again.
      webhookReply: () => ({ contentType: 'text/plain; charset=utf-8', body: '', isForAll: true }),
    });
  },
};
