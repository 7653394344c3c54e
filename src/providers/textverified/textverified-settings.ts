import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';
import { lifetime, vendorUrl } from '../vendor-options';

const options = z.strictObject({
  /** The account's name, an e-mail address; the key stands in the row. */
  username: z.string().min(1).max(200),
  /** Used when a verification does not say when it ends. */
  lifetimeMs: lifetime.default(900_000),
});

export interface TextVerifiedSettings extends z.infer<typeof options> {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads the row of TextVerified. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readTextVerifiedSettings(row: ProviderSettings): TextVerifiedSettings {
  return { ...options.parse(row.options), url: vendorUrl(row.baseUrl, '/api/pub/v2') };
}
