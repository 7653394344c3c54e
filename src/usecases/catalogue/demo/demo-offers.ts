import { type Amount, UNITS_PER_WHOLE } from '../../../domain/money/money';
import { DEMO_COUNTRIES, type DemoCountry } from './demo-countries';
import { DEMO_SERVICES, type DemoService } from './demo-services';

export interface DemoOffer {
  readonly service: DemoService;
  readonly country: DemoCountry;
  readonly price: Amount;
  /** No supplier may cost more, so that each sale earns something. */
  readonly maxCost: Amount;
  readonly hasPool: boolean;
  /** False: sold from the pool alone. */
  readonly isOnDemand: boolean;
  /** Which of the suppliers is asked first. */
  readonly turn: number;
}

const CENT = UNITS_PER_WHOLE / 100n;
const STEP = 5n * CENT;

/** "service country"; the same numbers are never in two of them. */
const POOL = [
  'whatsapp LV',
  'whatsapp EE',
  'whatsapp GB',
  'whatsapp US',
  'telegram LV',
  'telegram EE',
  'telegram DE',
].concat(['telegram KZ', 'google LV', 'google GB', 'discord EE', 'signal LV']);
const POOL_ALONE = new Set(['whatsapp EE', 'signal LV']);

/** What the demo shop sells: the big services everywhere, the others in most countries. */
export const DEMO_OFFERS: readonly DemoOffer[] = DEMO_SERVICES.flatMap((service, s) =>
  DEMO_COUNTRIES.flatMap((country, c) => {
    const name = `${service.code} ${country.iso}`;
    const hasPool = POOL.includes(name);
    if (!service.isEverywhere && !hasPool && (s * 3 + c) % 4 === 0) return [];
    const exact = BigInt(service.base * country.factor) * (CENT / 100n);
    const price = ((exact + STEP - 1n) / STEP) * STEP;
    const maxCost = (price * 85n) / 100n;
    return [{ service, country, price, maxCost, hasPool, isOnDemand: !POOL_ALONE.has(name), turn: s + c }];
  }),
);

export interface DemoNumber {
  readonly service: DemoService;
  readonly country: DemoCountry;
  /** E.164 digits without the plus. */
  readonly phone: string;
}

/** Our own numbers, always the same ones, dealt out evenly among the offers that have a pool. */
export function demoNumbers(count: number): DemoNumber[] {
  const pools = DEMO_OFFERS.filter(({ hasPool }) => hasPool);
  return Array.from({ length: count }, (_, index) => {
    const { service, country } = pools[index % pools.length]!;
    const space = 10 ** country.tail;
    // A factor without a common divisor with the space visits every number once before any comes again.
    const digits = ((index * 7919 + 123) % space).toString().padStart(country.tail, '0');
    return { service, country, phone: `${country.mobile}${digits}` };
  });
}
