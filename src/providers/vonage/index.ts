import { z } from 'zod';
import { type ProviderAdapter, withCapabilities } from '../kit/adapter';
import { readVonageWebhook } from './read-webhook';

const options = z.strictObject({
  /** As the account is set up; `none` unless Vonage's support switched signing on. `jwt` is the Messages API's. */
  signature: z.enum(['none', 'md5hash', 'md5', 'sha1', 'sha256', 'sha512', 'jwt']).default('none'),
});

/** Own numbers at Vonage, which delivers each SMS, long ones in parts. The key is the account's signature secret. */
export const vonageAdapter: ProviderAdapter = {
  protocol: 'vonage',
  create(row) {
    const { signature } = options.parse(row.options);
    const secret = () => row.webhookKey?.() || row.apiKey();
    return withCapabilities(row, {
      readWebhook: (request) => readVonageWebhook(request, { signature, secret: secret() }),
    });
  },
};
