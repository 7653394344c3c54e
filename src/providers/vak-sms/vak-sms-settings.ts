import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';

const options = z.strictObject({
  /** How long an order lives; the vendor does not say it with the order, and some services have longer times. */
  lifetimeMs: z.number().int().min(60_000).max(86_400_000).default(1_200_000),
});

export interface VakSmsSettings extends z.infer<typeof options> {
  /** Ends in a slash; `getNumber/` and the others stand behind it. */
  readonly url: string;
}

/** Reads the row of VAK-SMS. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readVakSmsSettings(settings: ProviderSettings): VakSmsSettings {
  const chosen = options.parse(settings.options);
  const url = new URL(settings.baseUrl);
  const path = url.pathname === '/' ? '/api/' : `${url.pathname.replace(/\/+$/, '')}/`;
  return { ...chosen, url: url.origin + path };
}
