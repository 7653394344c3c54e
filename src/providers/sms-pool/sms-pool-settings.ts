import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';

const options = z.strictObject({
  /** Used when a purchase does not say when it expires. */
  lifetimeMs: z.number().int().min(60_000).max(86_400_000).default(1_200_000),
});

export interface SmsPoolSettings extends z.infer<typeof options> {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads the row of SMSPool. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readSmsPoolSettings(settings: ProviderSettings): SmsPoolSettings {
  const chosen = options.parse(settings.options);
  const url = new URL(settings.baseUrl);
  return { ...chosen, url: url.origin + url.pathname.replace(/\/+$/, '') };
}
