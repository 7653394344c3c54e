import { Field, ObjectType } from 'type-graphql';
import { MoneyScalar } from './scalars';

@ObjectType({ description: "A user's money." })
export class Wallet {
  @Field(() => MoneyScalar, { description: 'What can be spent.' })
  available!: bigint;

  @Field(() => MoneyScalar, { description: 'The prices of open reservations.' })
  held!: bigint;
}
