import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';

const options = z.strictObject({
  /** The account's name, an e-mail address; the key stands in the row. */
  username: z.string().min(1).max(200),
  /** Used when a verification does not say when it ends. */
  lifetimeMs: z.number().int().min(60_000).max(86_400_000).default(900_000),
});

export interface TextVerifiedSettings extends z.infer<typeof options> {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads the row of TextVerified. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readTextVerifiedSettings(settings: ProviderSettings): TextVerifiedSettings {
  const chosen = options.parse(settings.options);
  const url = new URL(settings.baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  return { ...chosen, url: url.origin + (path === '' ? '/api/pub/v2' : path) };
}
