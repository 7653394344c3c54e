/** A supplier of the demo shop. Everything but the first five has a sensible value. */
export interface DemoVendor {
  readonly name: string;
  readonly protocol: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  /** What the protocol's adapter wants: dialect, paths. */
  readonly options: Readonly<Record<string, unknown>>;
  /** POOL: receives the SMS of our own numbers. By default so for every protocol but handler_api. */
  readonly supply?: 'ON_DEMAND' | 'POOL';
  readonly mode?: 'POLL' | 'WEBHOOK';
  readonly pollIntervalMs?: number;
  readonly timeoutMs?: number;
  readonly budgetPerSecond?: number;
  readonly budgetBurst?: number;
  readonly earlyCancelS?: number;
}

export function isPool(vendor: DemoVendor): boolean {
  return (vendor.supply ?? (vendor.protocol === 'handler_api' ? 'ON_DEMAND' : 'POOL')) === 'POOL';
}
