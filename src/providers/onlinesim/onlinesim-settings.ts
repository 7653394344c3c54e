import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';

const options = z.strictObject({
  /** The language of names in the catalogue. */
  lang: z.enum(['en', 'ru', 'de', 'zh']).default('en'),
  /** A partner number that the vendor gives to developers. */
  devId: z.number().int().positive().optional(),
  cancelAfterMs: z.number().int().min(0).max(86_400_000).default(120_000),
  lifetimeMs: z.number().int().min(60_000).max(86_400_000).default(900_000),
});

export interface OnlineSimSettings extends z.infer<typeof options> {
  /** Ends in a slash; `getNum.php` and the others stand behind it. */
  readonly url: string;
}

/** Reads the row of OnlineSim. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readOnlineSimSettings(settings: ProviderSettings): OnlineSimSettings {
  const chosen = options.parse(settings.options);
  const url = new URL(settings.baseUrl);
  const path = url.pathname === '/' ? '/api/' : `${url.pathname.replace(/\/+$/, '')}/`;
  return { ...chosen, url: url.origin + path };
}
