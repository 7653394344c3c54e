import { Field, ObjectType } from 'type-graphql';
import type { SupportMessageRow, SupportThreadRow } from '../../database/queries/support';
import { SupportMessage, SupportThread } from '../types/support.types';
import { NotFound } from './catalogue.results';
import { resultOf } from './outcome';
import { IdempotencyConflict, Refusal } from './refusals';

const REPEATED = 'True when this key had done it before; this is how it stands now.';

@ObjectType({ description: "It stands in the thread and is on its way to the buyer's chat." })
export class SupportAnswered {
  @Field(() => SupportMessage) answer!: SupportMessageRow;
  @Field(() => SupportThread) thread!: SupportThreadRow;
  @Field(() => Boolean, { description: REPEATED }) isRepeated!: boolean;

  constructor(facts: { answer: SupportMessageRow; thread: SupportThreadRow; isRepeated: boolean }) {
    Object.assign(this, facts);
  }
}

@ObjectType({ description: 'The thread as it stands now; the buyer is told of its end.' })
export class SupportMoved {
  @Field(() => SupportThread) thread!: SupportThreadRow;
  @Field(() => Boolean, { description: REPEATED }) isRepeated!: boolean;

  constructor(facts: { thread: SupportThreadRow; isRepeated: boolean }) {
    Object.assign(this, facts);
  }
}

@ObjectType({ implements: Refusal, description: 'Something was written after the message that you saw last.' })
export class SupportOvertaken extends Refusal {
  override message = 'Somebody wrote after the message that you saw last. Read it first.';
  @Field(() => SupportThread) thread!: SupportThreadRow;

  constructor(thread: SupportThreadRow) {
    super();
    this.thread = thread;
  }
}

@ObjectType({ implements: Refusal, description: 'The thread is closed.' })
export class SupportIsClosed extends Refusal {
  override message = 'This thread is closed. Open it again first.';
}

@ObjectType({ implements: Refusal, description: 'The thread is open.' })
export class SupportIsOpen extends Refusal {
  override message = 'This thread is open already.';
}

@ObjectType({ implements: Refusal, description: 'Another thread of this buyer about the same thing is open.' })
export class SupportOpenElsewhere extends Refusal {
  override message = 'Another thread of this buyer about the same thing is open. Go on there.';
}

export const AnswerSupportResult = resultOf(
  'AnswerSupportResult',
  SupportAnswered,
  NotFound,
  SupportIsClosed,
  SupportOvertaken,
  IdempotencyConflict,
);
export const CloseSupportResult = resultOf(
  'CloseSupportResult',
  SupportMoved,
  NotFound,
  SupportIsClosed,
  SupportOvertaken,
  IdempotencyConflict,
);
export const ReopenSupportResult = resultOf(
  'ReopenSupportResult',
  SupportMoved,
  NotFound,
  SupportIsOpen,
  SupportOpenElsewhere,
  IdempotencyConflict,
);
