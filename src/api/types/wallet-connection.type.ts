import { Field, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { BigIntIdScalar, MoneyScalar } from './scalars';
import { User } from './user.type';

@Scoped('wallet:read')
@ObjectType({ description: 'The wallet of one user, in a list.' })
export class UserWallet {
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => MoneyScalar) available!: bigint;
  @Field(() => MoneyScalar) held!: bigint;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
}

export const WalletConnection = connectionOf(UserWallet, 'Wallet');
