import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { AssignMessageOutcome } from '../../usecases/messages/assign-message';
import { BigIntIdScalar } from '../types/scalars';
import { NotFound } from './catalogue.results';
import { Refusal } from './refusals';
import { unreachable } from './unreachable';

@ObjectType({ description: "The message is its reservation's, as if it had found it by itself." })
export class MessageAssigned {
  @Field(() => BigIntIdScalar) reservationId: bigint;
  @Field(() => Boolean, { description: 'It completed the reservation, whose price is captured.' }) isPaidBy: boolean;

  @Field(() => Boolean, { description: 'It came too late: its buyer is offered to take it at the same price.' })
  isLate: boolean;

  constructor(o: { kind: 'captured' | 'appended' | 'late'; reservationId: bigint }) {
    this.reservationId = o.reservationId;
    this.isPaidBy = o.kind === 'captured';
    this.isLate = o.kind === 'late';
  }
}

@ObjectType({ implements: Refusal, description: 'This message cannot be given to this reservation.' })
export class CannotAssign extends Refusal {
  @Field(() => String, { description: 'not_an_orphan, erased, other_number, older_than_reservation or too_late.' })
  reason: string;

  constructor(reason: keyof typeof REASONS) {
    super();
    this.reason = reason;
    this.message = REASONS[reason];
  }
}

const REASONS = {
  not_an_orphan: 'Somebody has this message already.',
  erased: 'The text of this message was forgotten.',
  other_number: 'This message was sent to another number than that of the reservation.',
  older_than_reservation: 'This message is older than the reservation, so it was meant for somebody else.',
  too_late: 'The reservation is over, or its number was sold again.',
} as const;

export const AssignMessageResult = createUnionType({
  name: 'AssignMessageResult',
  types: () => [MessageAssigned, NotFound, CannotAssign] as const,
});

export function toAssigned(outcome: AssignMessageOutcome) {
  switch (outcome.kind) {
    case 'captured':
    case 'appended':
    case 'late':
      return new MessageAssigned({ kind: outcome.kind, reservationId: outcome.reservationId });
    case 'message_not_found':
      return new NotFound('message');
    case 'reservation_not_found':
      return new NotFound('reservation');
    case 'not_an_orphan':
    case 'erased':
    case 'other_number':
    case 'older_than_reservation':
    case 'too_late':
      return new CannotAssign(outcome.kind);
    default:
      return unreachable(outcome);
  }
}
