import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { connectionOf } from './connection';

@Scoped('numbers:read')
@ObjectType({ description: 'A SIM of our own. It appears by itself when its first SMS comes.' })
export class Sim {
  @Field(() => Int) id!: number;
  @Field(() => Int) providerId!: number;
  @Field(() => String, { description: 'As its daemon names its place.' }) slot!: string;
  @Field(() => String, { nullable: true, description: 'As its daemon tells it.' }) imsi!: string | null;
  @Field(() => String, { nullable: true, description: 'What is printed on the card.' }) iccid!: string | null;
  @Field(() => String, { nullable: true, description: 'E.164 digits; null: nobody has said it yet.' })
  phone!: string | null;

  @Field(() => Int, { nullable: true, description: 'Of its number.' }) countryId!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Codes of the services for which its number is in the pool, apart by blanks.',
  })
  services!: string | null;

  @Field(() => Boolean, { description: 'False: somebody lets it rest.' }) isActive!: boolean;
  @Field(() => Boolean, { description: 'By its network.' }) isBlocked!: boolean;
  @Field(() => Date, { nullable: true, description: 'Since when it should have got something, and did not.' })
  silentAt!: Date | null;

  @Field(() => Boolean, { description: 'Its number is not sold: it is turned off, blocked or silent.' })
  isResting!: boolean;

  @Field(() => Date, { nullable: true }) lastSmsAt!: Date | null;
  @Field(() => Int) smsCount!: number;
  @Field(() => Int, { nullable: true, description: 'Of 100, when its daemon tells.' }) signal!: number | null;
  @Field(() => Date, { nullable: true, description: 'When its daemon last looked at it, or an SMS came.' })
  seenAt!: Date | null;

  @Field(() => Date) createdAt!: Date;
}

@Scoped('numbers:read')
@ObjectType({ description: 'The search for the slot of a number. Neither `sim` nor `waitsUntil`: it is over.' })
export class SimSearch {
  @Field(() => String, { description: 'Send it by SMS to the number; the SIM that gets it is the one.' }) word!: string;
  @Field(() => Date, { nullable: true }) waitsUntil!: Date | null;
  @Field(() => Sim, { nullable: true, description: 'It got the word.' }) sim!: Sim | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'The number is written down there now. False: another SIM of its provider has it already.',
  })
  isMapped!: boolean | null;
}

export const SimConnection = connectionOf(Sim, 'Sim');
