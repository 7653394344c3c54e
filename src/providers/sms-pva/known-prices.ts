import type { Amount } from '../../domain/money/money';
import type { Clock } from '../../ports/clock';

/** Prices that were read lately, by country and service. */
export class KnownPrices {
  readonly #known = new Map<string, { readonly cost: Amount; readonly readAtMs: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly freshMs: number,
  ) {}

  note(countryCode: string, serviceCode: string, cost: Amount): void {
    this.#known.set(`${countryCode}/${serviceCode}`, { cost, readAtMs: this.clock.now().getTime() });
  }

  find(countryCode: string, serviceCode: string): Amount | undefined {
    const found = this.#known.get(`${countryCode}/${serviceCode}`);
    return found && this.clock.now().getTime() - found.readAtMs <= this.freshMs ? found.cost : undefined;
  }
}
