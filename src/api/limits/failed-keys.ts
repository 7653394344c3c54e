import { isIPv6 } from 'node:net';
import type { Clock } from '../../ports/clock';

/** So many wrong keys in a row cost nothing; afterwards one more is looked up every so often. */
const BURST = 20;
const REFILL_MS = 3_000;
const MOST_ADDRESSES = 10_000;

export type Refused = { readonly kind: 'unknown' } | { readonly kind: 'throttled'; readonly waitMs: number };

/** Counts wrong keys for each address, in bounded memory. Guessing 256 bits is hopeless; it must not cost us either. */
export class FailedKeys {
  private readonly addresses = new Map<string, { failures: number; atMs: number }>();
  private readonly underWay = new Map<string, Set<Promise<void>>>();

  constructor(private readonly clock: Clock) {}

  /** Milliseconds until this address may try another unknown key; 0 when it may now. */
  waitMs(address: string): number {
    // Not compared with BURST itself: a moment after the last failure a little of it is forgiven already.
    const over = this.failuresOf(blockOf(address)) - (BURST - 1);
    return over <= 0 ? 0 : Math.ceil(over * REFILL_MS);
  }

  /**
   * Looks for the holder of a key that is not known yet. Those that are still being looked for count as well, so a burst of
   * wrong keys at once is no way around; who has the right one of many waits behind them. Throws what `find` throws.
   */
  async look<Holder>(address: string, find: () => Promise<Holder | undefined>): Promise<Holder | Refused> {
    const block = blockOf(address);
    for (;;) {
      const waitMs = this.waitMs(address);
      if (waitMs > 0) return { kind: 'throttled', waitMs };
      const underWay = this.underWay.get(block) ?? new Set();
      if (this.failuresOf(block) + underWay.size < BURST) break;
      await Promise.race(underWay);
    }
    const looked = find();
    const underWay = this.underWay.get(block) ?? new Set();
    const over = looked.then(
      (holder) => void (holder ?? this.note(address)),
      () => undefined, // its caller hears of it
    );
    this.underWay.set(block, underWay.add(over));
    await over;
    underWay.delete(over);
    if (underWay.size === 0) this.underWay.delete(block);
    return (await looked) ?? { kind: 'unknown' };
  }

  note(address: string): void {
    const block = blockOf(address);
    const failures = Math.min(this.failuresOf(block) + 1, BURST);
    this.addresses.delete(block);
    this.addresses.set(block, { failures, atMs: this.clock.monotonicMs() });
    if (this.addresses.size > MOST_ADDRESSES) this.addresses.delete(this.addresses.keys().next().value!);
  }

  private failuresOf(block: string): number {
    const found = this.addresses.get(block);
    if (!found) return 0;
    return Math.max(0, found.failures - (this.clock.monotonicMs() - found.atMs) / REFILL_MS);
  }
}

/** One customer of IPv6 holds a whole /64. */
function blockOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = ''] = address.split('%');
  const [left = '', right] = head.split('::');
  const groups = left.split(':').filter(Boolean);
  const tail = (right ?? '').split(':').filter(Boolean);
  const whole = [
    ...groups,
    ...Array.from({ length: Math.max(0, 8 - groups.length - tail.length) }, () => '0'),
    ...tail,
  ];
  return whole.slice(0, 4).join(':');
}
