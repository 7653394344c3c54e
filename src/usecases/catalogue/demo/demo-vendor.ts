/** Whether a pool has numbers for an offer, and which pool they belong to: the most particular one. */
export function hasNumbersFor({ poolOf }: DemoVendor, service: string, countryIso: string): boolean {
  return poolOf === undefined || poolOf.includes(`${service} ${countryIso}`);
}

/** Its codes for one of the demo's services in one of its countries. */
export interface DemoCodes {
  readonly serviceCode: string;
  readonly countryCode: string;
}

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
  /** Of a pool: whose numbers are its own, as "service country"; without any it has those that no other pool has. */
  readonly poolOf?: readonly string[];
  /** For suppliers without the market's common codes; undefined for what it does not sell. Both are ours: `telegram`, `LV`. */
  readonly codesOf?: (service: string, countryIso: string) => DemoCodes | undefined;
  /** Of a pool of SIMs: where the one with this index sits, as its daemon names the place. */
  readonly slotOf?: (index: number) => string;
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
