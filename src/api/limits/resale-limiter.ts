import type { App } from '../../app';

/** What a call costs: most only look; buying and the whole price table are dearer. */
export type ResaleCall = 'read' | 'buy' | 'table';

/** So many calls at once as come in this many seconds. */
const BURST_S = 3;
const TABLES_PER_SECOND = 1;
const MOST_BUCKETS = 20_000;

interface Bucket {
  left: number;
  atMs: number;
}

/** Counts the calls of each key, in bounded memory, by this process alone. */
export class ResaleLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly app: Pick<App, 'clock' | 'settings'>) {}

  /** Takes one call; 0, or the milliseconds to wait until it is allowed. */
  async waitMs(keyId: number, call: ResaleCall): Promise<number> {
    return (await this.take(keyId, call)).waitMs;
  }

  /** The same, with what may be told of it: how many calls at once there are, how many are left, and when all are again. */
  async take(
    keyId: number,
    call: ResaleCall,
  ): Promise<{ waitMs: number; limit: number; remaining: number; resetS: number }> {
    const rate = await this.rateOf(call);
    const burst = call === 'table' ? rate : rate * BURST_S;
    const name = `${call}:${keyId}`;
    const now = this.app.clock.monotonicMs();
    const known = this.buckets.get(name) ?? { left: burst, atMs: now };
    const left = Math.min(burst, known.left + ((now - known.atMs) * rate) / 1_000);
    const isAllowed = left >= 1;
    this.buckets.delete(name);
    this.buckets.set(name, { left: isAllowed ? left - 1 : left, atMs: now });
    if (this.buckets.size > MOST_BUCKETS) this.buckets.delete(this.buckets.keys().next().value!);
    const remaining = isAllowed ? left - 1 : left;
    return {
      waitMs: isAllowed ? 0 : Math.ceil(((1 - left) * 1_000) / rate),
      limit: burst,
      remaining: Math.floor(remaining),
      resetS: Math.ceil((burst - remaining) / rate),
    };
  }

  private async rateOf(call: ResaleCall): Promise<number> {
    if (call === 'table') return TABLES_PER_SECOND;
    const { resaleReadsPerSecond, resaleBuysPerSecond } = await this.app.settings();
    return call === 'read' ? resaleReadsPerSecond : resaleBuysPerSecond;
  }
}
