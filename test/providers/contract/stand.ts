import type { Amount } from '../../../src/domain/money/money';
import type { AcquireRequest, ProviderCapability, SmsProvider } from '../../../src/ports/sms-provider';
import type { FaultSwitches } from '../../../src/sandbox/vendors';

/** How long the impatient wait for a supplier that hangs. */
export const HANG_MS = 1_500;

/** A simulated shop as the contract needs it, whatever its protocol. */
export interface ContractVendor {
  readonly faults: FaultSwitches;
  readonly upstreamOrders: { readonly bought: number; readonly spent: Amount; readonly refunded: Amount };
  readonly balance: Amount;
  setBalance(amount: Amount): void;
  receive(phone: string, text: string): { readonly kind: string };
  advance(ms: number): void;
  stop(): Promise<void>;
}

/** One shop with an adapter in front of it. */
export interface Stand {
  readonly vendor: ContractVendor;
  readonly provider: SmsProvider;
  /** The same supplier seen by a client that waits `timeoutMs` only. */
  impatient(timeoutMs: number): SmsProvider;
  /** An offer that is in stock, and its price. */
  readonly offer: Pick<AcquireRequest, 'serviceCode' | 'countryCode'>;
  readonly price: Amount;
  sellOut(): void;
  /** The vendor's names of these calls, to break one of them. */
  readonly actions: {
    readonly buy: string;
    readonly status: string;
    readonly cancel: string;
    readonly finish?: string;
  };
  readonly cancelAfterMs: number;
  readonly lifetimeMs: number;
}

/** In what protocols may differ. What one lacks is told as a story of its own, never left out in silence. */
export interface Ways {
  readonly lacks?: readonly ProviderCapability[];
  /** How a second SMS comes: the first by default. `in_its_place` shows each SMS in place of the one before. */
  readonly moreSms?: 'on_request' | 'by_itself' | 'in_its_place' | 'none';
  /** False where texts come whole, without a code picked out. */
  readonly picksCodes?: boolean;
  /** What an order shows that is over after a code: the first by default. */
  readonly afterCode?: 'ended' | 'its_messages';
  /** What an order shows that ended without a code: the first by default. `gone` is one that the supplier forgot. */
  readonly afterEnd?: 'ended' | 'gone';
  /** The refusal when all is dearer than the ceiling: the first by default. */
  readonly tooDear?: 'too_dear' | 'out_of_stock';
  /** False where an order may be canceled at once. */
  readonly earlyCancelRefused?: boolean;
  /** False where the list of open orders shows neither service nor country. */
  readonly listShowsOffer?: boolean;
  /** The ISO code of the offer's country. */
  readonly iso?: string;
}
