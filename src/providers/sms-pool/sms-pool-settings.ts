import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';
import { lifetime, vendorUrl } from '../vendor-options';

const options = z.strictObject({
  /** Used when a purchase does not say when it expires. */
  lifetimeMs: lifetime.default(1_200_000),
});

export interface SmsPoolSettings extends z.infer<typeof options> {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads the row of SMSPool. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readSmsPoolSettings(row: ProviderSettings): SmsPoolSettings {
  return { ...options.parse(row.options), url: vendorUrl(row.baseUrl) };
}
