import type { EndReason } from '../../domain/reservation/reservation-status';
import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';

interface Consequence {
  /** What the buyer is told when no other route sold either. */
  readonly reason: EndReason;
  /** How long nothing more is bought there, unless the supplier says how long; 0 not at all. */
  readonly pauseMs: number;
  /** An operator must act. */
  readonly alert: boolean;
}

type Refusal = Exclude<ProviderFaultKind, 'unknown_outcome'>;

/** The one place that says what a supplier's refusal to sell leads to. */
const CONSEQUENCES: Readonly<Record<Refusal, Consequence>> = {
  out_of_stock: { reason: 'OUT_OF_STOCK', pauseMs: 0, alert: false },
  too_dear: { reason: 'TOO_DEAR', pauseMs: 0, alert: false },
  mapping: { reason: 'PROVIDER_REFUSED', pauseMs: 0, alert: true },
  auth: { reason: 'PROVIDER_REFUSED', pauseMs: 600_000, alert: true },
  balance_empty: { reason: 'PROVIDER_REFUSED', pauseMs: 300_000, alert: true },
  blocked: { reason: 'PROVIDER_REFUSED', pauseMs: 60_000, alert: true },
  rate_limited: { reason: 'PROVIDER_REFUSED', pauseMs: 0, alert: false },
  unsupported: { reason: 'PROVIDER_REFUSED', pauseMs: 0, alert: true },
  gone: { reason: 'PROVIDER_REFUSED', pauseMs: 0, alert: false },
  wrong_state: { reason: 'PROVIDER_REFUSED', pauseMs: 0, alert: false },
  unavailable: { reason: 'PROVIDER_REFUSED', pauseMs: 0, alert: false },
};

/** Undefined: the purchase may have happened, only a look at the supplier's orders can tell. */
export function consequenceOf(fault: ProviderFault): Consequence | undefined {
  if (fault.fault === 'unknown_outcome') return undefined;
  const { pauseMs, alert, ...rest } = CONSEQUENCES[fault.fault];
  return {
    ...rest,
    alert: alert || fault.said === 'new',
    pauseMs: pauseMs > 0 ? Math.max(pauseMs, fault.retryAfterMs ?? 0) : 0,
  };
}
