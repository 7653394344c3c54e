import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { PromoKindEnum } from './enums';
import { BigIntIdScalar, MoneyScalar } from './scalars';
import { User } from './user.types';

@Scoped('promotions:read')
@ObjectType({ description: 'A word that brings its giver something. It is turned off, never deleted.' })
export class PromoCode {
  @Field(() => Int) id!: number;
  @Field(() => String) code!: string;
  @Field(() => PromoKindEnum) kind!: string;
  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'Of BALANCE: what it brings at once. Of PURCHASE_DISCOUNT: what a purchase saves.',
  })
  amount!: bigint | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of TOPUP_BONUS: per cent of the next payment. Of PURCHASE_DISCOUNT: of the list price.',
  })
  percent!: number | null;

  @Field(() => Int, { nullable: true, description: 'Where a discount counts; null: for every service.' })
  serviceId!: number | null;

  @Field(() => Int, { nullable: true, description: 'Null: in every country.' }) countryId!: number | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'What the list price must be at least.' })
  minPrice!: bigint | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'The most that one purchase saves.' })
  maxDiscount!: bigint | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'The most that all purchases together save.' })
  budget!: bigint | null;

  @Field(() => MoneyScalar, { description: 'What purchases by it save, the open ones too.' }) spent!: bigint;

  @Field(() => Int, { description: 'How often it was given; a discount: how many purchases have it.' }) uses!: number;
  @Field(() => Int) maxUses!: number;
  @Field(() => Int) maxUsesOfUser!: number;
  @Field(() => Boolean, {
    description: 'Only for people who never paid anything in; a discount: who never got a code.',
  })
  isForNew!: boolean;
  @Field(() => Date, { nullable: true }) startsAt!: Date | null;
  @Field(() => Date, { nullable: true, description: 'It cannot be given from here on.' }) endsAt!: Date | null;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => Date) createdAt!: Date;
}

export const PromoCodeConnection = connectionOf(PromoCode, 'PromoCode');

@Scoped('reports:read')
@ObjectType({ description: 'Somebody who brought people; sums are of these people alone, until now.' })
export class ReferralsRow {
  @Field(() => BigIntIdScalar, { description: 'Who brought them.' }) userId!: bigint;
  @Field(() => Int) invited!: number;
  @Field(() => Int, { description: 'Of these, how many have paid in.' }) payers!: number;
  @Field(() => MoneyScalar, { description: 'What they paid in, without what went back.' }) paidIn!: bigint;
  @Field(() => MoneyScalar, { description: 'What was paid for bringing them, without what was taken back.' })
  earned!: bigint;

  @Field(() => MoneyScalar, { description: 'Promised, and not due yet.' }) waiting!: bigint;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
}

@Scoped('reports:read')
@ObjectType({ description: 'People who came by the same link; sums are of these people alone, until now.' })
export class WaysRow {
  @Field(() => String, {
    nullable: true,
    description: 'What stood behind /start, such as c_spring; r_: an invitation, g_: a gift; null: nothing.',
  })
  word!: string | null;

  @Field(() => Int) users!: number;
  @Field(() => Int, { description: 'Of these, how many have paid in.' }) payers!: number;
  @Field(() => MoneyScalar, { description: 'What they paid in, without what went back.' }) paidIn!: bigint;
  @Field(() => MoneyScalar, { description: 'What they paid for codes, less refunds.' }) revenue!: bigint;
}
