import { Field, Int, ObjectType } from 'type-graphql';
import type { PreviewUserDataOutcome } from '../../usecases/channels/preview-user-data';
import type { EraseOutcome } from '../../usecases/users/erase-user';
import { BigIntIdScalar, MoneyScalar } from '../types/scalars';
import { UserDataChannel } from '../types/user.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { answered, resultOf } from './outcome';
import { Refusal, UserNotFound } from './refusals';

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

export const SaveUserDataChannelResult = resultOf('SaveUserDataChannelResult', UserDataChannel, NotFound, InvalidInput);
export const PreviewUserDataResult = resultOf('PreviewUserDataResult', UserDataPreviewSent, NotFound, UserNotFound);
export const EraseUserResult = resultOf(
  'EraseUserResult',
  UserErased,
  UserNotFound,
  UserErasedAlready,
  UserStillReceiving,
  UserHasMoney,
);

export function toPreviewed(outcome: PreviewUserDataOutcome, userId: bigint) {
  return answered(outcome, {
    sent: () => new UserDataPreviewSent(userId),
    user_not_found: () => new UserNotFound(userId),
    not_found: (o) => new NotFound(o.entity),
  });
}

export function toErased(outcome: EraseOutcome, userId: bigint) {
  return answered(outcome, {
    erased: (o) => {
      const { kind: _, ...facts } = o;
      return new UserErased(facts);
    },
    already_erased: () => new UserErasedAlready(),
    user_not_found: () => new UserNotFound(userId),
    still_receiving: (o) => new UserStillReceiving(o.count, o.until),
    has_money: (o) => new UserHasMoney(o.available),
  });
}
