import type { Amount } from '../../domain/money/money';
import type { Clock } from '../../ports/clock';
import type { ProviderFault } from '../../ports/sms-provider';
import { readPrice } from './read-tables';
import type { PvaAsk } from './sms-pva-ask';

/** Prices by country and service, those that were read lately and others. */
export class KnownPrices {
  readonly #known = new Map<string, { readonly cost: Amount; readonly readAtMs: number }>();

  constructor(
    private readonly ask: PvaAsk,
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

  /** Asks for the price, known or not, and notes it. */
  async read(countryCode: string, serviceCode: string): Promise<Amount | ProviderFault> {
    const price = await this.ask('serviceprice', [countryCode, serviceCode], readPrice);
    if (price.kind === 'fault') return price;
    this.note(countryCode, serviceCode, price.cost);
    return price.cost;
  }
}
