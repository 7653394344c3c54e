import { z } from 'zod';

/** How long an order lives: from a minute to a day. */
export const lifetime = z.number().int().min(60_000).max(86_400_000);

/** How long after a purchase a cancel is refused: at most a day. */
export const cancelAfter = z.number().int().min(0).max(86_400_000);

/** The base URL of a row without a slash at the end. `usualPath` (`/v1`) stands in for a host alone. Throws for no URL. */
export function vendorUrl(baseUrl: string, usualPath = ''): string {
  const { origin, pathname } = new URL(baseUrl);
  return origin + (pathname.replace(/\/+$/, '') || usualPath);
}
