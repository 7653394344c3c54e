import type { z } from 'zod';

/**
 * How the row of a protocol is read: its options, and its base URL without a slash at the end (`usualPath` stands in for a host
 * alone). Throws a ZodError or TypeError that names the wrong field, never a value.
 */
export const settingsOf =
  <Options>(options: z.ZodType<Options>, usualPath = '') =>
  (row: { readonly options: unknown; readonly baseUrl: string }): Options & { readonly url: string } => {
    const own = options.parse(row.options);
    const { origin, pathname } = new URL(row.baseUrl);
    return { ...own, url: origin + (pathname.replace(/\/+$/, '') || usualPath) };
  };

/** A row that does not fit, in words of ours that name the field and no value. */
export class SettingsMisfit extends TypeError {}

/** Field names and what is expected there; the values stay out, since a key may have been pasted into the wrong field. */
export function settingsProblems(error: unknown): string {
  const issues = (error as { issues?: { path: PropertyKey[]; code: string; keys?: string[] }[] }).issues;
  if (!issues) {
    if (error instanceof SettingsMisfit) return error.message;
    const { code } = error as { code?: string };
    return code === 'ERR_INVALID_URL' ? 'baseUrl is not a URL' : 'settings do not fit the protocol';
  }
  return issues
    .map(
      ({ path, code, keys }) =>
        `${['options', ...path].map(String).join('.')}: ${keys ? `unknown ${keys.join(', ')}` : code}`,
    )
    .join('; ');
}
