import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';

const options = z.strictObject({
  /** Used when an order does not say when it expires. */
  lifetimeMs: z.number().int().min(60_000).max(86_400_000).default(900_000),
});

export interface FiveSimSettings extends z.infer<typeof options> {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads the row of 5sim. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readFiveSimSettings(settings: ProviderSettings): FiveSimSettings {
  const chosen = options.parse(settings.options);
  const url = new URL(settings.baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  return { ...chosen, url: url.origin + (path === '' ? '/v1' : path) };
}
