import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';
import { lifetime, vendorUrl } from '../vendor-options';

const options = z.strictObject({
  /** The vendor does not say it with the order, and some services have longer times. */
  lifetimeMs: lifetime.default(1_200_000),
});

export interface VakSmsSettings extends z.infer<typeof options> {
  /** Without a slash at the end; `/getNumber/` and the others stand behind it. */
  readonly url: string;
}

/** Reads the row of VAK-SMS. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readVakSmsSettings(row: ProviderSettings): VakSmsSettings {
  return { ...options.parse(row.options), url: vendorUrl(row.baseUrl, '/api') };
}
