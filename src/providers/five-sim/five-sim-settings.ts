import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';
import { lifetime, vendorUrl } from '../vendor-options';

const options = z.strictObject({
  /** Used when an order does not say when it expires. */
  lifetimeMs: lifetime.default(900_000),
});

export interface FiveSimSettings extends z.infer<typeof options> {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads the row of 5sim. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readFiveSimSettings(row: ProviderSettings): FiveSimSettings {
  return { ...options.parse(row.options), url: vendorUrl(row.baseUrl, '/v1') };
}
