import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { ProviderModeEnum } from './enums';
import { MoneyScalar } from './scalars';

@Scoped('catalogue:read')
@ObjectType({ description: 'What a code is wanted for.' })
export class Service {
  @Field(() => Int) id!: number;
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) emoji!: string;

  @Field(() => [String], { description: 'What else people call it: buyers find it by these words.' })
  aliases!: string[];

  @Field(() => String, { nullable: true, description: 'Regular expression that finds the code in a message.' })
  codePattern!: string | null;

  @Field(() => Int, { description: 'Seconds that a reservation lasts.' }) timeoutS!: number;
  @Field(() => Int, { description: 'Place in the menu, smallest first.' }) position!: number;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => Date, { nullable: true }) deletedAt!: Date | null;
  @Field(() => Date) createdAt!: Date;
}

@Scoped('catalogue:read')
@ObjectType({ description: 'Where a number is from.' })
export class Country {
  @Field(() => Int) id!: number;
  @Field(() => String, { description: 'ISO 3166, two capital letters.' }) iso!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'Without the plus.' }) callingCode!: string;

  @Field(() => [String], { description: 'What else people call it: buyers find it by these words.' })
  aliases!: string[];
  @Field(() => Int, { description: 'Place in the menu, smallest first.' }) position!: number;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => Date) createdAt!: Date;
}

@Scoped('catalogue:read')
@ObjectType({ description: 'One service in one country at one price.' })
export class Offer {
  @Field(() => Int) id!: number;
  @Field(() => MoneyScalar) price!: bigint;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => Date) createdAt!: Date;
  @Related('services', 'serviceId') @Field(() => Service) service?: unknown;
  @Related('countries', 'countryId') @Field(() => Country) country?: unknown;

  @Related('routesOfOffer', 'id')
  @Field(() => [Route], {
    complexity: ({ childComplexity }) => 1 + 5 * childComplexity,
    description: 'First to be asked first.',
  })
  routes?: unknown;
}

@Scoped('catalogue:read')
@ObjectType({ description: 'How an offer is supplied by one provider.' })
export class Route {
  @Field(() => Int) id!: number;
  @Field(() => Boolean, { description: 'True: from our own numbers. False: bought on demand.' }) isPool!: boolean;

  @Field(() => String, { nullable: true, description: "The provider's code of the service." })
  serviceCode!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's code of the country." })
  countryCode!: string | null;

  @Field(() => String, { nullable: true }) operator!: string | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'The most that a number may cost us.' })
  maxCost!: bigint | null;

  @Field(() => Int, { description: 'Smallest is asked first.' }) priority!: number;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => Int, { nullable: true }) stock!: number | null;
  @Field(() => Date, { nullable: true }) stockAt!: Date | null;

  @Field(() => Int, {
    description: 'Its place among the routes with the same priority, from 1; it follows price and success.',
  })
  rank!: number;

  @Field(() => Boolean, { description: 'It hardly ever brings a code, so it is tried after the others.' })
  isFailing!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Its last numbers that say something, at most a hundred: a code came, or was due and did not.',
  })
  recentlyEnded!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of those, how many brought a code.' })
  recentlyCompleted!: number | null;

  @Field(() => Float, { nullable: true, description: 'Half of its codes came sooner.' })
  medianSecondsToCode!: number | null;

  @Field(() => Date) createdAt!: Date;
  @Related('offers', 'offerId') @Field(() => Offer) offer?: unknown;
  @Scoped('providers:read') @Related('providers', 'providerId') @Field(() => Provider) provider?: unknown;
}

@Scoped('providers:read')
@ObjectType({ description: 'A supplier of numbers or messages. Its key can be set and is never shown.' })
export class Provider {
  @Field(() => Int) id!: number;
  @Field(() => String) name!: string;
  @Field(() => String) protocol!: string;
  @Field(() => String) baseUrl!: string;
  @Field(() => Boolean) hasApiKey!: boolean;

  @Field(() => Boolean, { description: 'Whether there is a key by which it signs its webhooks.' })
  hasWebhookKey!: boolean;

  @Field(() => Boolean, { description: 'Whether it has an address for webhooks; see rotateWebhookSecret.' })
  hasWebhookAddress!: boolean;

  @Field(() => Date, { nullable: true, description: 'The last delivery to its webhook, to within five seconds.' })
  webhookSeenAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When polling last found what no delivery had brought.' })
  webhookMissedAt!: Date | null;

  @Field(() => ProviderModeEnum) mode!: string;

  @Field(() => GraphQLJSONObject, { description: 'What the protocol wants besides.' })
  options!: Record<string, unknown>;

  @Field(() => Int) pollIntervalMs!: number;
  @Field(() => Int) timeoutMs!: number;
  @Field(() => Float, { description: 'Calls a second that its key allows.' }) budgetPerSecond!: number;
  @Field(() => Int) budgetBurst!: number;
  @Field(() => Int, { description: 'Seconds in which it takes no cancel.' }) earlyCancelS!: number;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => Date, { nullable: true }) pausedUntil!: Date | null;
  @Field(() => String, { nullable: true }) pauseReason!: string | null;
  @Field(() => String, { nullable: true }) lastFault!: string | null;

  @Field(() => MoneyScalar, { nullable: true, description: "Our money there, in the provider's currency." })
  balance!: bigint | null;

  @Field(() => Date, { nullable: true }) balanceAt!: Date | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: "Below this the operator is told; in the provider's currency.",
  })
  balanceLow!: bigint | null;

  @Field(() => String, { nullable: true, description: "ISO 4217: what its prices are in. Null: the shop's currency." })
  currency!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What one unit of its currency is worth in the shop's. Without it nothing is bought there.",
  })
  exchangeRate!: string | null;

  @Field(() => Date) createdAt!: Date;
}

export const ServiceConnection = connectionOf(Service, 'Service');
export const CountryConnection = connectionOf(Country, 'Country');
export const OfferConnection = connectionOf(Offer, 'Offer');
export const RouteConnection = connectionOf(Route, 'Route');
export const ProviderConnection = connectionOf(Provider, 'Provider');
