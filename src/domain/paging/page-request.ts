/** The largest page that is ever read at once. */
export const MAX_PAGE = 100;

/** Forward from `after`, or backward from `before` with `backward`. `limit` is at most MAX_PAGE. */
export interface PageRequest {
  readonly limit: number;
  readonly backward: boolean;
  readonly after?: string;
  readonly before?: string;
}

/** The cursor was not made by this list in this order. */
export class BadCursorError extends Error {
  override readonly name = 'BadCursorError';
}
