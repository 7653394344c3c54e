import { Field, InputType } from 'type-graphql';
import { ActorTypeEnum, TransferTypeEnum } from '../types/enums';
import { BigIntIdScalar, MoneyScalar } from '../types/scalars';

@InputType({ description: 'All given conditions must hold.' })
export class TransactionFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => BigIntIdScalar, { nullable: true }) reservationId?: bigint | null;
  @Field(() => [TransferTypeEnum], { nullable: true }) types?: (keyof typeof TransferTypeEnum)[] | null;
  @Field(() => ActorTypeEnum, { nullable: true }) actorType?: keyof typeof ActorTypeEnum | null;
  @Field(() => String, { nullable: true }) actorId?: string | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'At least this much.' }) minAmount?: bigint | null;
  @Field(() => Date, { nullable: true, description: 'From this instant on.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Before this instant.' }) to?: Date | null;
}
