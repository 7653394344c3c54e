import { Field, InputType, Int } from 'type-graphql';
import { MessageSourceEnum, MessageStatusEnum, OrphanReasonEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';

@InputType({ description: 'All given conditions must hold. Orphans are those with the status ORPHAN.' })
export class InboundMessageFilterInput {
  @Field(() => [MessageStatusEnum], { nullable: true }) statuses?: (keyof typeof MessageStatusEnum)[] | null;
  @Field(() => OrphanReasonEnum, { nullable: true }) orphanReason?: keyof typeof OrphanReasonEnum | null;
  @Field(() => MessageSourceEnum, { nullable: true }) source?: keyof typeof MessageSourceEnum | null;
  @Field(() => Int, { nullable: true }) providerId?: number | null;
  @Field(() => BigIntIdScalar, { nullable: true }) reservationId?: bigint | null;

  @Field(() => String, { nullable: true, description: 'The whole number; a plus and blanks are left out.' })
  phone?: string | null;

  @Field(() => Date, { nullable: true, description: 'Stored from this instant on.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Stored before this instant.' }) to?: Date | null;
}
