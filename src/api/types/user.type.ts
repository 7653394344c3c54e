import { Field, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { LanguageEnum } from './enums';
import { BigIntIdScalar } from './scalars';
import { Wallet } from './wallet.type';

@Scoped('users:read')
@ObjectType({ description: 'A buyer, known by his Telegram account.' })
export class User {
  @Field(() => BigIntIdScalar) id!: bigint;

  @Field(() => BigIntIdScalar, { nullable: true, description: 'Null once the user was erased.' })
  telegramId!: bigint | null;

  @Field(() => String) firstName!: string;
  @Field(() => String, { nullable: true }) lastName!: string | null;
  @Field(() => String, { nullable: true, description: 'Without @.' }) username!: string | null;
  @Field(() => LanguageEnum) language!: string;
  @Field(() => Boolean) isBanned!: boolean;

  @Field(() => Boolean, { description: 'The user has blocked the bot, so nothing can be sent to him.' })
  isBlockingBot!: boolean;

  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) lastSeenAt!: Date;
  @Scoped('wallet:read') @Related('wallets', 'id') @Field(() => Wallet) wallet?: unknown;
}

export const UserConnection = connectionOf(User, 'User');
