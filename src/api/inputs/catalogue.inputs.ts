import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, Float, InputType, Int } from 'type-graphql';
import { ProviderModeEnum } from '../types/enums';
import { MoneyScalar } from '../types/scalars';

/** Whether a value fits is the use cases' business; here stands only its form on the wire. */
@InputType({ description: 'What is left out stays as it is.' })
export class UpdateServiceInput {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => String, { nullable: true })
  emoji?: string;

  @Field(() => String, { nullable: true, description: 'Regular expression; null for the general ones.' })
  codePattern?: string | null;

  @Field(() => Int, { nullable: true, description: '60 to 86400.' })
  timeoutS?: number;

  @Field(() => Int, { nullable: true })
  position?: number;

  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}

@InputType()
export class CreateServiceInput extends UpdateServiceInput {
  @Field(() => String, { description: 'Small letters, digits, - and _.' })
  code!: string;

  @Field(() => String)
  declare name: string;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateCountryInput {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => Int, { nullable: true })
  position?: number;

  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}

@InputType()
export class CreateCountryInput extends UpdateCountryInput {
  @Field(() => String, { description: 'ISO 3166, two capital letters.' })
  iso!: string;

  @Field(() => String)
  declare name: string;

  @Field(() => String, { description: 'Without the plus.' })
  callingCode!: string;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateOfferInput {
  @Field(() => MoneyScalar, { nullable: true })
  price?: bigint;

  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}

@InputType()
export class CreateOfferInput extends UpdateOfferInput {
  @Field(() => Int)
  serviceId!: number;

  @Field(() => Int)
  countryId!: number;

  @Field(() => MoneyScalar)
  declare price: bigint;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateRouteInput {
  @Field(() => String, { nullable: true })
  serviceCode?: string | null;

  @Field(() => String, { nullable: true })
  countryCode?: string | null;

  @Field(() => String, { nullable: true })
  operator?: string | null;

  @Field(() => MoneyScalar, { nullable: true })
  maxCost?: bigint | null;

  @Field(() => Int, { nullable: true, description: 'Smallest is asked first.' })
  priority?: number;

  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}

@InputType()
export class CreateRouteInput extends UpdateRouteInput {
  @Field(() => Int)
  offerId!: number;

  @Field(() => Int)
  providerId!: number;

  @Field(() => Boolean, {
    description: 'True: from our own numbers. False: serviceCode, countryCode and maxCost are needed.',
  })
  isPool!: boolean;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateProviderInput {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => String, { nullable: true })
  baseUrl?: string;

  @Field(() => String, { nullable: true, description: 'Stored encrypted; never shown again.' })
  apiKey?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The key by which the supplier signs its webhooks. Stored encrypted; never shown again.',
  })
  webhookKey?: string;

  @Field(() => ProviderModeEnum, { nullable: true })
  mode?: keyof typeof ProviderModeEnum;

  @Field(() => GraphQLJSONObject, { nullable: true })
  options?: Record<string, unknown>;

  @Field(() => Int, { nullable: true })
  pollIntervalMs?: number;

  @Field(() => Int, { nullable: true })
  timeoutMs?: number;

  @Field(() => Float, { nullable: true })
  budgetPerSecond?: number;

  @Field(() => Int, { nullable: true })
  budgetBurst?: number;

  @Field(() => Int, { nullable: true })
  earlyCancelS?: number;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: "Tell the operator when our money there is below this, in the provider's currency.",
  })
  balanceLow?: bigint | null;

  @Field(() => String, {
    nullable: true,
    description:
      "ISO 4217: what its prices are in; null: the shop's currency. Until a rate is set nothing is bought in another one.",
  })
  currency?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What one unit of its currency is worth in the shop's, such as 0.0125; at most ten places.",
  })
  exchangeRate?: string | null;

  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}

@InputType()
export class CreateProviderInput extends UpdateProviderInput {
  @Field(() => String)
  declare name: string;

  @Field(() => String, { description: 'Such as handler_api or generic_inbox.' })
  protocol!: string;

  @Field(() => String)
  declare baseUrl: string;
}
