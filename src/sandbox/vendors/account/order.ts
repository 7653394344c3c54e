import type { Amount } from '../../../domain/money/money';

/** `new`: no SMS yet. `code`: an SMS to read. `retry`: one more was asked for. The last four are closed. */
export type OrderPhase = 'new' | 'code' | 'retry' | 'finished' | 'canceled' | 'expired' | 'banned';

export interface VendorSms {
  readonly text: string;
  readonly code?: string;
  readonly at: number;
}

/** One activation at the vendor. Instants are milliseconds since the epoch on the vendor's clock. */
export interface VendorOrder {
  readonly id: string;
  readonly phone: string;
  readonly service: string;
  readonly country: string;
  readonly operator: string;
  readonly cost: Amount;
  readonly boughtAt: number;
  readonly expiresAt: number;
  /** The buyer's own key, where the dialect takes one. */
  readonly orderKey?: string;
  phase: OrderPhase;
  /** What the buyer can read so far, oldest first. */
  readonly sms: VendorSms[];
  /** Arrived while nobody had asked for another SMS; readable once asked for. */
  readonly held: VendorSms[];
  closedAt?: number;
  refunded: boolean;
}

export const isOpen = (order: VendorOrder): boolean =>
  order.phase === 'new' || order.phase === 'code' || order.phase === 'retry';

/** What `STATUS_OK` shows: the code, or the whole text when the vendor recognises none. */
export const shownCode = (sms: VendorSms): string => sms.code ?? sms.text;
