import { Field, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { MoneyScalar } from './scalars';

@Scoped('wallet:read')
@ObjectType({ description: "A user's money." })
export class Wallet {
  @Field(() => MoneyScalar, { description: 'What can be spent.' }) available!: bigint;
  @Field(() => MoneyScalar, { description: 'The prices of open reservations.' }) held!: bigint;
}
