import { Field, Int, ObjectType } from 'type-graphql';
import type { ProviderRow } from '../../database/queries/catalogue';
import type { Amount } from '../../domain/money/money';
import { Provider } from '../types/catalogue.types';
import { MoneyScalar } from '../types/scalars';
import { NotFound } from './catalogue.results';
import { resultOf } from './outcome';
import { Refusal } from './refusals';

@ObjectType({ description: 'It answered: address and key are right.' })
export class ProviderWorks {
  @Field(() => String, { description: 'What it was asked for; it costs nothing.' }) asked!: string;
  @Field(() => Int) tookMs!: number;

  @Field(() => MoneyScalar, { nullable: true, description: "Our money there, in the provider's currency." })
  balance!: Amount | null;

  @Field(() => Provider) provider!: ProviderRow;

  constructor(facts: { asked: string; tookMs: number; balance: Amount | null; provider: ProviderRow }) {
    Object.assign(this, facts);
  }
}

@ObjectType({ implements: Refusal, description: 'It did not do what was asked.' })
export class ProviderFails extends Refusal {
  @Field(() => String) asked!: string;
  @Field(() => Int) tookMs!: number;
  @Field(() => String, { description: 'auth, rate_limited, unavailable and so on.' }) fault!: string;

  constructor(facts: { asked: string; tookMs: number; fault: string; detail: string }) {
    super();
    const { detail, ...rest } = facts;
    Object.assign(this, rest);
    this.message = `It answered "${detail}" (${facts.fault}) when asked for its ${facts.asked}. Look at address, key and protocol.`;
  }
}

@ObjectType({ implements: Refusal, description: 'Its protocol has nothing that could be asked without buying.' })
export class ProviderCannotBeAsked extends Refusal {
  override message = 'It only sends to us; let it send something and look at its messages.';
}

export const TestProviderResult = resultOf(
  'TestProviderResult',
  ProviderWorks,
  ProviderFails,
  ProviderCannotBeAsked,
  NotFound,
);
