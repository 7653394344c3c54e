import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { PriceRuleKindEnum, VendorChangeKindEnum } from './enums';
import { BigIntIdScalar, MoneyScalar } from './scalars';

@Scoped('providers:read')
@ObjectType({ description: 'How the lists of a provider stand.' })
export class Supply {
  @Field(() => Int) providerId!: number;
  @Field(() => String) name!: string;
  @Field(() => Date, { nullable: true, description: 'When its lists were last read.' }) catalogueAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why the last try failed.' }) catalogueFault!: string | null;
  @Field(() => Int) services!: number;
  @Field(() => Int) countries!: number;

  @Field(() => Int, { description: 'Listed there, nothing of ours here, and nobody said that this is right.' })
  unmappedServices!: number;

  @Field(() => Int) unmappedCountries!: number;
  @Field(() => Int) changesOfDay!: number;
}

@Scoped('providers:read')
@ObjectType({ description: 'A service or country as a supplier lists it.' })
export class VendorCode {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) iso!: string | null;
  @Field(() => Int, { nullable: true, description: 'Of our service or country.' }) ourId!: number | null;
  @Field(() => String, { nullable: true }) ourName!: string | null;
  @Field(() => Boolean, { description: 'An operator said so; no list changes it.' }) isManual!: boolean;
  @Field(() => Date, { nullable: true }) goneAt!: Date | null;
}

@Scoped('providers:read')
@ObjectType({ description: "In the shop's currency, at the rate that stands at the provider." })
export class VendorPrice {
  @Field(() => String) serviceCode!: string;
  @Field(() => String) countryCode!: string;
  @Field(() => String, { nullable: true }) serviceName!: string | null;
  @Field(() => String, { nullable: true }) countryName!: string | null;
  @Field(() => MoneyScalar) cost!: bigint;
  @Field(() => Int, { nullable: true }) stock!: number | null;
  @Field(() => Date) seenAt!: Date;
  @Field(() => Date, { nullable: true }) goneAt!: Date | null;
}

@Scoped('providers:read')
@ObjectType({ description: "Something that a supplier's lists say now and did not say before." })
export class VendorChange {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => Int) providerId!: number;
  @Field(() => String) providerName!: string;
  @Field(() => VendorChangeKindEnum) kind!: string;
  @Field(() => String, { nullable: true }) serviceCode!: string | null;
  @Field(() => String, { nullable: true }) countryCode!: string | null;
  @Field(() => String) name!: string;
  @Field(() => MoneyScalar, { nullable: true }) costBefore!: bigint | null;
  @Field(() => MoneyScalar, { nullable: true }) costAfter!: bigint | null;
  @Field(() => Date) notedAt!: Date;
}

@Scoped('catalogue:read')
@ObjectType({ description: 'How a price follows from the cost. Without service or country it holds for all of them.' })
export class PriceRule {
  @Field(() => Int) id!: number;
  @Field(() => Int, { nullable: true }) serviceId!: number | null;
  @Field(() => Int, { nullable: true }) countryId!: number | null;
  @Field(() => PriceRuleKindEnum) kind!: string;
  @Field(() => MoneyScalar, { nullable: true }) fixedPrice!: bigint | null;

  @Field(() => Int, { nullable: true, description: 'Hundredths of a per cent: 2500 is a quarter on top.' })
  markupBp!: number | null;

  @Field(() => MoneyScalar, { description: 'At least this much on top of the cost.' }) minimum!: bigint;
  @Field(() => MoneyScalar, { description: 'Prices are multiples of this, rounded up.' }) roundTo!: bigint;
  @Field(() => Boolean) isActive!: boolean;
}

@Scoped('catalogue:read')
@ObjectType()
export class PriceProposal {
  @Field(() => Int) offerId!: number;
  @Field(() => String) name!: string;
  @Field(() => MoneyScalar) price!: bigint;
  @Field(() => MoneyScalar) proposed!: bigint;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'Of the route that is asked first, as its supplier lists it.',
  })
  cost!: bigint | null;

  @Field(() => MoneyScalar, { description: 'What the dearest route may cost; no rule goes below it.' }) floor!: bigint;
  @Field(() => Int) ruleId!: number;
}

@Scoped('catalogue:read')
@ObjectType({ description: "The prices that the rules make of today's costs. Nothing is changed yet." })
export class PricePreview {
  @Field(() => [PriceProposal], { description: 'Those that would change.' }) proposals!: PriceProposal[];
  @Field(() => String, { description: 'Stands for exactly these proposals; give it to applyPrices.' }) token!: string;

  @Field(() => Int, { description: 'Offers without a rule, or without the cost that their rule needs.' })
  untouched!: number;
}
