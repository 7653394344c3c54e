import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BROADCAST_STATUSES } from '../../domain/broadcast/broadcast-status';
import { Scoped } from '../guard';
import { connectionOf } from './connection';
import { LanguageEnum } from './enums';
import { MoneyScalar } from './scalars';

export const BroadcastStatusEnum = Object.fromEntries(BROADCAST_STATUSES.map((status) => [status, status]));
registerEnumType(BroadcastStatusEnum, { name: 'BroadcastStatus', description: 'How far a broadcast is.' });

@ObjectType({ description: 'Formatting of a stretch of text. Offset and length count UTF-16 units.' })
export class TextEntity {
  @Field(() => String, { description: 'bold, italic, underline, strike, spoiler, code, pre, quote or link.' })
  kind!: string;

  @Field(() => Int) offset!: number;
  @Field(() => Int) length!: number;
  @Field(() => String, { nullable: true, description: 'Of a link.' }) url?: string | null;
}

@ObjectType()
export class LinkButton {
  @Field(() => String) text!: string;
  @Field(() => String) url!: string;
}

@Scoped('broadcasts:read')
@ObjectType({ description: 'One message to many. Whom it means is fixed when it is started.' })
export class Broadcast {
  @Field(() => Int) id!: number;
  @Field(() => BroadcastStatusEnum) status!: string;
  @Field(() => String) text!: string;
  @Field(() => Boolean, { description: 'The text stands under a picture.' }) hasPhoto!: boolean;
  @Field(() => [TextEntity]) entities!: TextEntity[];
  @Field(() => [[LinkButton]], { description: 'Rows of buttons.' }) buttons!: LinkButton[][];
  @Field(() => [LanguageEnum], { nullable: true, description: 'Null: all languages.' }) languages!: string[] | null;
  @Field(() => Int, { nullable: true }) seenWithinDays!: number | null;
  @Field(() => MoneyScalar, { nullable: true }) minAvailable!: bigint | null;
  @Field(() => MoneyScalar, { nullable: true }) maxAvailable!: bigint | null;
  @Field(() => Int, { description: 'People it means, counted at the start.' }) audienceCount!: number;
  @Field(() => Int) sentCount!: number;
  @Field(() => Int, { description: 'People who block the bot or are gone from Telegram.' }) blockedCount!: number;
  @Field(() => Int) failedCount!: number;
  @Field(() => Int, { description: 'Taken back by a cancel.' }) droppedCount!: number;
  @Field(() => Int) doneCount!: number;
  @Field(() => Int) remainingCount!: number;

  @Field(() => Int, { nullable: true, description: 'Seconds to the end at the present pace; null while it stands.' })
  remainingS!: number | null;

  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) startedAt!: Date | null;
  @Field(() => Date, { nullable: true }) endedAt!: Date | null;
}

export const BroadcastConnection = connectionOf(Broadcast, 'Broadcast');
