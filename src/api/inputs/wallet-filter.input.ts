import { Field, InputType } from 'type-graphql';
import { MoneyScalar } from '../types/scalars';

@InputType({ description: 'All given conditions must hold.' })
export class WalletFilterInput {
  @Field(() => MoneyScalar, { nullable: true }) minAvailable?: bigint | null;
  @Field(() => MoneyScalar, { nullable: true }) maxAvailable?: bigint | null;
  @Field(() => MoneyScalar, { nullable: true }) minHeld?: bigint | null;
}
