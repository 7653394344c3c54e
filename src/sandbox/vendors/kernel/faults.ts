/** Whether the vendor still does what it was asked before it misbehaves. */
export type FaultEffect = 'none' | 'done';

/** A way in which a vendor's answer goes wrong. */
export type VendorFault =
  /** No answer at all, until the client gives up or the vendor stops. */
  | { readonly kind: 'hang'; readonly effect: FaultEffect }
  /** The true answer, `ms` of real time late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The true answer, one byte at a time: the first at once, each further one `everyMs` of real time later (1 s by default). */
  | { readonly kind: 'trickle'; readonly everyMs?: number }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string; readonly effect?: FaultEffect }
  | { readonly kind: 'rate_limited'; readonly retryAfterSeconds?: number }
  /** A maintenance page with status 200. */
  | { readonly kind: 'html'; readonly effect?: FaultEffect }
  /** The true answer with its second half missing. */
  | { readonly kind: 'truncated' }
  /** The true answer between a byte order mark and a line end. */
  | { readonly kind: 'bom' }
  | { readonly kind: 'blanks_in_phone' }
  | { readonly kind: 'body'; readonly text: string; readonly effect?: FaultEffect }
  | { readonly kind: 'close_socket'; readonly effect: FaultEffect }
  | { readonly kind: 'bad_key' };

export interface FaultScope {
  /** Only calls of this action; every action when left out. */
  readonly action?: string;
  /** How many calls it spoils; one by default, `Infinity` until cleared. */
  readonly times?: number;
}

/** The switches of one vendor. Faults are used up in the order in which they were set. */
export interface FaultSwitches {
  next(fault: VendorFault, scope?: FaultScope): void;
  clear(): void;
  /** Takes the fault for this call, if one is set. */
  take(action: string): VendorFault | undefined;
}

export function createFaultSwitches(): FaultSwitches {
  let set: { fault: VendorFault; action?: string; left: number }[] = [];
  return {
    next(fault, scope = {}) {
      set.push({ fault, action: scope.action, left: scope.times ?? 1 });
    },
    clear() {
      set = [];
    },
    take(action) {
      const hit = set.find((one) => one.action === undefined || one.action === action);
      if (!hit) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) set = set.filter((one) => one !== hit);
      return hit.fault;
    },
  };
}
