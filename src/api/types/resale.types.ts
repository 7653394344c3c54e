import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { RepeatedOrderRuleEnum, ResaleScopeEnum, ResaleWordingEnum } from './enums';
import { Reservation } from './reservation.type';
import { BigIntIdScalar, MoneyScalar } from './scalars';
import { User } from './user.types';

@Scoped('resale:read')
@ObjectType({ description: 'Buyers by key who pay less than the list says. It is switched off, never deleted.' })
export class PriceGroup {
  @Field(() => Int) id!: number;
  @Field(() => String) name!: string;
  @Field(() => Float, { description: 'Per cent off the list price.' }) markDown!: number;
  @Field(() => Boolean, { description: 'Otherwise a price stops at what the offer’s best route costs.' })
  maySellBelowCost!: boolean;
  @Field(() => Boolean, { description: 'Off: its keys pay the list price.' }) isActive!: boolean;
  @Field(() => Date) createdAt!: Date;
}

export const PriceGroupConnection = connectionOf(PriceGroup, 'PriceGroup');

@Scoped('resale:read')
@ObjectType({
  description: 'Where the program of a key is told of its orders. Its address may hold a secret of its user’s.',
})
export class ResaleWebhook {
  @Field(() => Int, { description: 'For eventDeliveries and replayEvents.' }) id!: number;
  @Field(() => String) host!: string;
  @Field(() => [String]) events!: readonly string[];
  @Field(() => Boolean, { description: 'Off: it took nothing for three days, or answered 410.' }) isActive!: boolean;
  @Field(() => Date, { nullable: true }) failingSince!: Date | null;
  @Field(() => String, { nullable: true, description: 'What came of the last failure.' }) problem!: string | null;
}

@Scoped('resale:read')
@ObjectType({ description: 'A key by which a program of a user buys from their wallet. The key itself is shown once.' })
export class ResaleKey {
  @Field(() => Int) id!: number;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'Its last four letters.' }) hint!: string;
  @Field(() => [ResaleScopeEnum]) scopes!: string[];
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) expiresAt!: Date | null;
  @Field(() => Date, { nullable: true }) revokedAt!: Date | null;
  @Field(() => Date, { nullable: true, description: 'Exact to a minute.' }) lastUsedAt!: Date | null;
  @Field(() => [String], { description: 'Networks that it may come from; none: from anywhere.' }) addresses!: string[];
  @Field(() => MoneyScalar, { nullable: true, description: 'What it may spend a day (UTC).' }) dailyCap!: bigint | null;
  @Field(() => Int, { nullable: true }) priceGroupId!: number | null;
  @Field(() => ResaleWordingEnum) wording!: string;
  @Field(() => RepeatedOrderRuleEnum) repeatedOrder!: string;
  @Field(() => Boolean, { description: 'The chat is not told of its orders.' }) isQuiet!: boolean;
  @Related('webhooksOfKeys', 'id') @Field(() => ResaleWebhook, { nullable: true }) webhook?: unknown;
  @Related('priceGroups', 'priceGroupId') @Field(() => PriceGroup, { nullable: true }) priceGroup?: unknown;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
}

export const ResaleKeyConnection = connectionOf(ResaleKey, 'ResaleKey');

@Scoped('resale:read')
@ObjectType({ description: 'An order by a key.' })
export class ResaleOrder {
  @Field(() => Int, { description: 'What clients call an activation.' }) id!: number;
  @Field(() => Int) keyId!: number;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => BigIntIdScalar, { nullable: true, description: 'Null: it only tries the protocol.' })
  reservationId!: bigint | null;

  @Field(() => String, { nullable: true, description: 'The caller’s own name of it.' }) orderId!: string | null;
  @Field(() => String, { nullable: true, description: 'The caller’s own customer.' }) endCustomer!: string | null;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When its buyer said that they need it no more.' })
  finishedAt!: Date | null;

  @Related('resaleKeys', 'keyId') @Field(() => ResaleKey) key?: unknown;
  @Scoped('reservations:read')
  @Related('reservations', 'reservationId')
  @Field(() => Reservation, { nullable: true })
  reservation?: unknown;
}

export const ResaleOrderConnection = connectionOf(ResaleOrder, 'ResaleOrder');

@Scoped('reports:read')
@ObjectType({ description: 'What a key brought by codes that came in this time.' })
export class ResaleRevenueRow {
  @Field(() => Int) keyId!: number;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => Int) completed!: number;
  @Field(() => MoneyScalar, { description: 'What was paid for codes, less refunds.' }) revenue!: bigint;
  @Field(() => MoneyScalar, { description: 'What the suppliers of these took.' }) cost!: bigint;
  @Scoped('resale:read') @Related('resaleKeys', 'keyId') @Field(() => ResaleKey) key?: unknown;
}
