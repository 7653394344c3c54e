import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';
import { lifetime, vendorUrl } from '../vendor-options';

const options = z.strictObject({
  /** Used when a purchase does not say when it expires. */
  lifetimeMs: lifetime.default(600_000),
  /** How long a price that was read may stand for the ceiling, since a purchase takes none and tells none. */
  priceForMs: z.number().int().min(0).max(3_600_000).default(300_000),
});

export interface SmsPvaSettings extends z.infer<typeof options> {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads the row of SMSPVA. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readSmsPvaSettings(row: ProviderSettings): SmsPvaSettings {
  return { ...options.parse(row.options), url: vendorUrl(row.baseUrl, '/activation') };
}
