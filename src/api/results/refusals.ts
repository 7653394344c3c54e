import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { type Problem, sentence } from '../../domain/problems';
import { BigIntIdScalar, MoneyScalar } from '../types/scalars';

/** Every refusal a caller can cause is a type of its own with facts, and all share a sentence for people. */
@InterfaceType({ description: 'Why something was not done. Nothing has changed.' })
export abstract class Refusal {
  @Field(() => String, { description: 'A sentence for people; programs look at __typename and the facts.' })
  message!: string;
}

@ObjectType({ implements: Refusal, description: 'The idempotency key was used before, with other input.' })
export class IdempotencyConflict extends Refusal {
  override message = 'This idempotency key was used before, with other input.';
}

@ObjectType({ implements: Refusal })
export class UserNotFound extends Refusal {
  override message = 'There is no such user.';

  @Field(() => BigIntIdScalar) userId: bigint;

  constructor(userId: bigint) {
    super();
    this.userId = userId;
  }
}

@ObjectType({ implements: Refusal })
export class InvalidAmount extends Refusal {
  constructor(problem: Problem) {
    super();
    this.message = sentence(problem);
  }
}

@ObjectType({ implements: Refusal })
export class InsufficientFunds extends Refusal {
  override message = 'The user has less than that available.';

  @Field(() => MoneyScalar) available: bigint;

  constructor(available: bigint) {
    super();
    this.available = available;
  }
}
