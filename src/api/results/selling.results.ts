import { Field, Int, ObjectType } from 'type-graphql';
import type { NumberImportRow } from '../../database/stores/number-imports';
import type { SaleOffer } from '../../usecases/selling/sell-from-supplier';
import type { OwnOffer } from '../../usecases/selling/sell-own-numbers';
import { NumberImport } from '../types/number.types';
import { MoneyScalar } from '../types/scalars';
import { AlreadyExists, InvalidInput, NotFound } from './catalogue.results';
import { ColumnUnclear, EmptyList, ImportFailed } from './number.results';
import { resultOf } from './outcome';
import { ProviderCannotBeAsked, ProviderFails } from './provider.results';
import { Refusal } from './refusals';

@ObjectType({ description: 'Own numbers of one country.' })
export class OwnNumbersOffer {
  @Field(() => String, { description: 'ISO letters of the country.' }) iso!: string;
  @Field(() => Int) numbers!: number;
  @Field(() => MoneyScalar, { nullable: true, description: 'Null: nobody said it yet.' }) price!: bigint | null;
  @Field(() => Boolean, { description: 'It was on sale before, and keeps its price.' }) wasThere!: boolean;

  constructor(offer: OwnOffer) {
    Object.assign(this, { ...offer, price: offer.price ?? null });
  }
}

@ObjectType()
export class OwnNumbersSale {
  @Field(() => Int, { nullable: true, description: 'Null: a dry run would make it.' }) serviceId!: number | null;
  @Field(() => [OwnNumbersOffer]) offers!: OwnNumbersOffer[];
  @Field(() => Int, { description: 'Lines that hold no number of any country.' }) unreadable!: number;
  @Field(() => NumberImport, { nullable: true, description: 'Null of a dry run.' }) import!: NumberImportRow | null;

  constructor(o: {
    serviceId?: number;
    offers: readonly OwnOffer[];
    unreadable: number;
    import: NumberImportRow | null;
  }) {
    const offers = o.offers.map((one) => new OwnNumbersOffer(one));
    Object.assign(this, { ...o, offers, serviceId: o.serviceId ?? null });
  }
}

@ObjectType({ implements: Refusal, description: 'There is a country without an offer, and nobody said the price.' })
export class PriceNeeded extends Refusal {
  override message = 'Say what a number costs: there is no offer yet in one of these countries.';
}

@ObjectType({ description: "One offer beside the supplier's price." })
export class SupplierSaleOffer {
  @Field(() => String) serviceName!: string;
  @Field(() => String, { description: 'ISO letters of the country.' }) iso!: string;
  @Field(() => MoneyScalar) cost!: bigint;
  @Field(() => MoneyScalar) price!: bigint;
  @Field(() => Boolean, { description: 'It was on sale before, and keeps its price.' }) wasThere!: boolean;
}

@ObjectType()
export class SupplierSale {
  @Field(() => Int) providerId!: number;
  @Field(() => Boolean) isDryRun!: boolean;
  @Field(() => Int, { description: 'Offers that this supplier supplies from now on.' }) count!: number;
  @Field(() => [SupplierSaleOffer], { description: 'The first 200 of them.' }) offers!: readonly SaleOffer[];
  @Field(() => Int, { description: 'Left out: on sale already for less than they cost.' }) tooDear!: number;
  @Field(() => Int, { description: 'Left out: from this supplier already.' }) hadRoute!: number;

  constructor(facts: {
    providerId: number;
    isDryRun: boolean;
    offers: readonly SaleOffer[];
    tooDear: number;
    hadRoute: number;
  }) {
    Object.assign(this, { ...facts, count: facts.offers.length, offers: facts.offers.slice(0, MOST_SHOWN) });
  }
}
const MOST_SHOWN = 200;

export const SellOwnNumbersResult = resultOf(
  'SellOwnNumbersResult',
  ...[OwnNumbersSale, PriceNeeded, EmptyList, ColumnUnclear, ImportFailed, NotFound, InvalidInput, AlreadyExists],
);
export const SellFromSupplierResult = resultOf(
  'SellFromSupplierResult',
  ...[SupplierSale, ProviderFails, ProviderCannotBeAsked, NotFound, InvalidInput, AlreadyExists],
);
