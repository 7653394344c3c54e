/** A vendor's own time: the given source plus whatever a test has moved it by. */
export interface VendorClock {
  /** Milliseconds since the epoch, as the vendor sees it. */
  now(): number;
  advance(ms: number): void;
}

/** @param source milliseconds since the epoch; the machine's own clock by default. */
export function createVendorClock(source: () => number = Date.now): VendorClock {
  let movedBy = 0;
  return {
    now: () => source() + movedBy,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError('a vendor clock only moves forward');
      movedBy += ms;
    },
  };
}
