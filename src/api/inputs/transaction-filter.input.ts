import { Field, InputType } from 'type-graphql';
import { TransferTypeEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';

@InputType({ description: 'All given conditions must hold.' })
export class TransactionFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true })
  userId?: bigint | null;

  @Field(() => BigIntIdScalar, { nullable: true })
  reservationId?: bigint | null;

  @Field(() => [TransferTypeEnum], { nullable: true })
  types?: (keyof typeof TransferTypeEnum)[] | null;

  @Field(() => Date, { nullable: true, description: 'From this instant on.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this instant.' })
  to?: Date | null;
}
