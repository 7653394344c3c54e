import { Field, InputType, Int } from 'type-graphql';
import { PriceRuleKindEnum } from '../types/enums';
import { MoneyScalar } from '../types/scalars';

@InputType({ description: 'There is one rule for each service and country at most: this makes it or replaces it.' })
export class PriceRuleInput {
  @Field(() => Int, { nullable: true, description: 'All services when left out.' }) serviceId?: number | null;
  @Field(() => Int, { nullable: true, description: 'All countries when left out.' }) countryId?: number | null;
  @Field(() => PriceRuleKindEnum) kind!: keyof typeof PriceRuleKindEnum;
  @Field(() => MoneyScalar, { nullable: true }) fixedPrice?: bigint | null;

  @Field(() => Int, { nullable: true, description: 'Hundredths of a per cent: 2500 is a quarter on top.' })
  markupBp?: number | null;

  @Field(() => MoneyScalar, { nullable: true }) minimum?: bigint;
  @Field(() => MoneyScalar, { nullable: true }) roundTo?: bigint;
  @Field(() => Boolean, { nullable: true }) isActive?: boolean;
}
