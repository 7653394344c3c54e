import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';
import { cancelAfter, lifetime, vendorUrl } from '../vendor-options';

const options = z.strictObject({
  /** The language of names in the catalogue. */
  lang: z.enum(['en', 'ru', 'de', 'zh']).default('en'),
  /** A partner number that the vendor gives to developers. */
  devId: z.number().int().positive().optional(),
  cancelAfterMs: cancelAfter.default(120_000),
  lifetimeMs: lifetime.default(900_000),
});

export interface OnlineSimSettings extends z.infer<typeof options> {
  /** Without a slash at the end; `/getNum.php` and the others stand behind it. */
  readonly url: string;
}

/** Reads the row of OnlineSim. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readOnlineSimSettings(row: ProviderSettings): OnlineSimSettings {
  return { ...options.parse(row.options), url: vendorUrl(row.baseUrl, '/api') };
}
