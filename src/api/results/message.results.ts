import { Field, ObjectType } from 'type-graphql';
import type { AssignMessageOutcome } from '../../usecases/messages/assign-message';
import { BigIntIdScalar } from '../types/scalars';
import { NotFound } from './catalogue.results';
import { answered, resultOf } from './outcome';
import { Refusal } from './refusals';

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
  @Field(() => String, {
    description: 'not_an_orphan, erased, blank, other_number, older_than_reservation or too_late.',
  })
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
  blank: 'Nothing can be seen in this message, so it is no SMS.',
  other_number: 'This message was sent to another number than that of the reservation.',
  older_than_reservation: 'This message is older than the reservation, so it was meant for somebody else.',
  too_late: 'The reservation is over, or its number was sold again.',
} as const;

export const AssignMessageResult = resultOf('AssignMessageResult', MessageAssigned, NotFound, CannotAssign);

export function toAssigned(outcome: AssignMessageOutcome) {
  return answered(outcome, {
    captured: (o) => new MessageAssigned({ kind: o.kind, reservationId: o.reservationId }),
    appended: (o) => new MessageAssigned({ kind: o.kind, reservationId: o.reservationId }),
    late: (o) => new MessageAssigned({ kind: o.kind, reservationId: o.reservationId }),
    message_not_found: () => new NotFound('message'),
    reservation_not_found: () => new NotFound('reservation'),
    not_an_orphan: (o) => new CannotAssign(o.kind),
    erased: (o) => new CannotAssign(o.kind),
    blank: (o) => new CannotAssign(o.kind),
    other_number: (o) => new CannotAssign(o.kind),
    older_than_reservation: (o) => new CannotAssign(o.kind),
    too_late: (o) => new CannotAssign(o.kind),
  });
}
