import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';

const options = z.strictObject({
  /** The currency that the account's prices are in; sent with a purchase. The account's own when left out. */
  currency: z.enum(['USD', 'EUR', 'RUB']).optional(),
  /** Buys only numbers that can receive more than one SMS, and lets buyers ask for another. */
  multipleSms: z.boolean().default(false),
  cancelAfterMs: z.number().int().min(0).max(86_400_000).default(0),
  lifetimeMs: z.number().int().min(60_000).max(86_400_000).default(1_200_000),
});

export interface SmsManSettings extends z.infer<typeof options> {
  /** Ends in a slash; `get-number` and the others stand behind it. */
  readonly url: string;
}

/** Reads the row of SMS-Man. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readSmsManSettings(settings: ProviderSettings): SmsManSettings {
  const chosen = options.parse(settings.options);
  const url = new URL(settings.baseUrl);
  const path = url.pathname === '/' ? '/control/' : `${url.pathname.replace(/\/+$/, '')}/`;
  return { ...chosen, url: url.origin + path };
}
