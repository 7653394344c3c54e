export interface VendorRateLimit {
  readonly perSecond: number;
  readonly burst: number;
  readonly retryAfterSeconds: number;
}

/** The vendor's own limit: true while a call is still allowed. Counts on the vendor's clock. */
export function createRateLimit(limit: VendorRateLimit | undefined, now: () => number): () => boolean {
  if (!limit) return () => true;
  let tokens = limit.burst;
  let filledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(limit.burst, tokens + ((at - filledAt) / 1000) * limit.perSecond);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
