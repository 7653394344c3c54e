import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';

const options = z.strictObject({
  /** Used when a purchase does not say when it expires. */
  lifetimeMs: z.number().int().min(60_000).max(86_400_000).default(600_000),
  /** How long a price that was read may stand for the ceiling, since a purchase takes none and tells none. */
  priceForMs: z.number().int().min(0).max(3_600_000).default(300_000),
});

export interface SmsPvaSettings extends z.infer<typeof options> {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads the row of SMSPVA. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readSmsPvaSettings(settings: ProviderSettings): SmsPvaSettings {
  const chosen = options.parse(settings.options);
  const url = new URL(settings.baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  return { ...chosen, url: url.origin + (path === '' ? '/activation' : path) };
}
