import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';
import { cancelAfter, lifetime, vendorUrl } from '../vendor-options';

const options = z.strictObject({
  /** The currency that the account's prices are in; sent with a purchase. The account's own when left out. */
  currency: z.enum(['USD', 'EUR', 'RUB']).optional(),
  /** Buys only numbers that can receive more than one SMS, and lets buyers ask for another. */
  multipleSms: z.boolean().default(false),
  cancelAfterMs: cancelAfter.default(0),
  lifetimeMs: lifetime.default(1_200_000),
});

export interface SmsManSettings extends z.infer<typeof options> {
  /** Without a slash at the end; `/get-number` and the others stand behind it. */
  readonly url: string;
}

/** Reads the row of SMS-Man. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readSmsManSettings(row: ProviderSettings): SmsManSettings {
  return { ...options.parse(row.options), url: vendorUrl(row.baseUrl, '/control') };
}
