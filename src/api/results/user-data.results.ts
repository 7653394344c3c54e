import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import type { PreviewUserDataOutcome } from '../../usecases/channels/preview-user-data';
import type { EraseOutcome } from '../../usecases/users/erase-user';
import { BigIntIdScalar, MoneyScalar } from '../types/scalars';
import { UserDataChannel } from '../types/user.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { Refusal, refusalOr, UserNotFound } from './refusals';
import { unreachable } from './unreachable';

@ObjectType({ description: 'On its way to that person.' })
export class UserDataPreviewSent {
  @Field(() => BigIntIdScalar) userId: bigint;

  constructor(userId: bigint) {
    this.userId = userId;
  }
}

@ObjectType({ description: 'Everything that named the person is gone; transfers stay under an id that names nobody.' })
export class UserErased {
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => Int) reservations!: number;
  @Field(() => Int) messages!: number;
  @Field(() => Int, { description: 'Posts in the user data channel that are being deleted.' }) posts!: number;
  @Field(() => Int, { description: 'Posts that must be looked for in the channel by hand.' }) lostPosts!: number;
  @Field(() => MoneyScalar) forfeited!: bigint;

  constructor(facts: Omit<UserErased, never>) {
    Object.assign(this, facts);
  }
}

@ObjectType({ implements: Refusal })
export class UserErasedAlready extends Refusal {
  override message = 'This user is erased already.';
}

@ObjectType({ implements: Refusal, description: 'Numbers of this user may still receive an SMS.' })
export class UserStillReceiving extends Refusal {
  @Field(() => Int) count: number;
  @Field(() => Date) until: Date;

  constructor(count: number, until: Date) {
    super();
    this.count = count;
    this.until = until;
    this.message = `${count} number(s) may still receive an SMS until ${until.toISOString()}. Try again then.`;
  }
}

@ObjectType({ implements: Refusal })
export class UserHasMoney extends Refusal {
  override message = 'There is money on the balance. Pay it out and deduct it, or erase with forfeit: true.';

  @Field(() => MoneyScalar) available: bigint;

  constructor(available: bigint) {
    super();
    this.available = available;
  }
}

export const SaveUserDataChannelResult = createUnionType({
  name: 'SaveUserDataChannelResult',
  types: () => [UserDataChannel, NotFound, InvalidInput] as const,
  resolveType: refusalOr('UserDataChannel'),
});
export const PreviewUserDataResult = createUnionType({
  name: 'PreviewUserDataResult',
  types: () => [UserDataPreviewSent, NotFound, UserNotFound] as const,
});
export const EraseUserResult = createUnionType({
  name: 'EraseUserResult',
  types: () => [UserErased, UserNotFound, UserErasedAlready, UserStillReceiving, UserHasMoney] as const,
});

export function toPreviewed(outcome: PreviewUserDataOutcome, userId: bigint) {
  switch (outcome.kind) {
    case 'sent':
      return new UserDataPreviewSent(userId);
    case 'user_not_found':
      return new UserNotFound(userId);
    case 'not_found':
      return new NotFound(outcome.entity);
    default:
      return unreachable(outcome);
  }
}

export function toErased(outcome: EraseOutcome, userId: bigint) {
  switch (outcome.kind) {
    case 'erased': {
      const { kind: _, ...facts } = outcome;
      return new UserErased(facts);
    }
    case 'already_erased':
      return new UserErasedAlready();
    case 'user_not_found':
      return new UserNotFound(userId);
    case 'still_receiving':
      return new UserStillReceiving(outcome.count, outcome.until);
    case 'has_money':
      return new UserHasMoney(outcome.available);
    default:
      return unreachable(outcome);
  }
}
