import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { USER_DATA_FIELDS } from '../../domain/channel/user-data-fields';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { LanguageEnum } from './enums';
import { BigIntIdScalar, MoneyScalar } from './scalars';

@Scoped('wallet:read')
@ObjectType({ description: "A user's money." })
export class Wallet {
  @Field(() => MoneyScalar, { description: 'What can be spent.' }) available!: bigint;
  @Field(() => MoneyScalar, { description: 'The prices of open reservations.' }) held!: bigint;
}

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

export const UserDataFieldEnum = Object.fromEntries(USER_DATA_FIELDS.map((field) => [field, field]));
registerEnumType(UserDataFieldEnum, {
  name: 'UserDataField',
  description: 'What may be posted about a person. There is no field for a code.',
});

@Scoped('channels:read')
@ObjectType({ description: 'A channel into which user information is posted by itself; at most one is active.' })
export class UserDataChannel {
  @Field(() => Int) channelId!: number;
  @Field(() => String) title!: string;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => [UserDataFieldEnum]) fields!: readonly string[];
  @Field(() => LanguageEnum) language!: string;

  @Field(() => Date, { nullable: true, description: 'When the next daily summary is due; null: none are wanted.' })
  summaryDueAt!: Date | null;

  @Field(() => Date) createdAt!: Date;
}
