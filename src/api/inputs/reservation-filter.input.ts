import { Field, InputType, Int } from 'type-graphql';
import { EndReasonEnum, NumberOriginEnum, ReservationStatusEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';

@InputType({ description: 'All given conditions must hold.' })
export class ReservationFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => [ReservationStatusEnum], { nullable: true }) statuses?: (keyof typeof ReservationStatusEnum)[] | null;
  @Field(() => Int, { nullable: true }) serviceId?: number | null;
  @Field(() => Int, { nullable: true }) countryId?: number | null;
  @Field(() => Int, { nullable: true }) providerId?: number | null;
  @Field(() => NumberOriginEnum, { nullable: true }) origin?: keyof typeof NumberOriginEnum | null;
  @Field(() => [EndReasonEnum], { nullable: true }) endReasons?: (keyof typeof EndReasonEnum)[] | null;

  @Field(() => String, { nullable: true, description: 'The whole number; a plus and blanks are left out.' })
  phone?: string | null;

  @Field(() => Date, { nullable: true, description: 'Made from this instant on.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Made before this instant.' }) to?: Date | null;
}
