import { Field, InputType } from 'type-graphql';
import { BigIntIdScalar } from '../types/scalars';

@InputType()
export class CancelReservationInput {
  @Field(() => String, {
    description:
      'Made by you before the call, such as a UUID. Repeat the call with the same key and nothing happens twice.',
  })
  idempotencyKey!: string;

  @Field(() => BigIntIdScalar) reservationId!: bigint;

  @Field(() => String, { nullable: true, description: 'For the audit log; at most 500 characters.' })
  reason?: string | null;
}
