import { Field, InputType, Int } from 'type-graphql';
import { LanguageEnum } from '../types/enums';
import { MoneyScalar } from '../types/scalars';

@InputType({ description: 'Formatting of a stretch of text. Offset and length count UTF-16 units.' })
export class TextEntityInput {
  @Field(() => String, { description: 'bold, italic, underline, strike, spoiler, code, pre, quote or link.' })
  kind!: string;

  @Field(() => Int) offset!: number;
  @Field(() => Int) length!: number;
  @Field(() => String, { nullable: true, description: 'Of a link.' }) url?: string;
}

@InputType()
export class LinkButtonInput {
  @Field(() => String) text!: string;
  @Field(() => String, { description: 'With https:// or tg://.' }) url!: string;
}

@InputType({ description: 'The whole of a broadcast. Conditions that are left out narrow nothing.' })
export class BroadcastInput {
  @Field(() => String, { description: 'At most 4096 UTF-16 units; 1024 under a picture, where it may be empty.' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'A JPEG or PNG in base64, at most 150 KiB; larger ones are sent to the panel. Left out: the picture stays; null: it goes.',
  })
  photo?: string | null;

  @Field(() => [TextEntityInput], { nullable: true }) entities?: TextEntityInput[];

  @Field(() => [[LinkButtonInput]], { nullable: true, description: 'Rows of buttons: at most 10 rows of 3.' })
  buttons?: LinkButtonInput[][];

  @Field(() => [LanguageEnum], { nullable: true }) languages?: ('en' | 'ar' | 'ru')[];

  @Field(() => Int, { nullable: true, description: 'Only people who were seen in the last so many days.' })
  seenWithinDays?: number;

  @Field(() => MoneyScalar, { nullable: true, description: 'Only people with at least so much available.' })
  minAvailable?: bigint;

  @Field(() => MoneyScalar, { nullable: true, description: 'Only people with at most so much available.' })
  maxAvailable?: bigint;
}
