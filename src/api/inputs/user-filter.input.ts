import { Field, InputType } from 'type-graphql';
import { LanguageEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';

@InputType({ description: 'All given conditions must hold.' })
export class UserFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) telegramId?: bigint | null;

  @Field(() => String, { nullable: true, description: 'The whole @name; upper and lower case are one.' })
  username?: string | null;

  @Field(() => String, { nullable: true, description: 'Part of the first name, the last name or the @name.' })
  search?: string | null;

  @Field(() => Boolean, { nullable: true }) isBanned?: boolean | null;
  @Field(() => Boolean, { nullable: true }) isBlockingBot?: boolean | null;
  @Field(() => LanguageEnum, { nullable: true }) language?: keyof typeof LanguageEnum | null;
  @Field(() => Date, { nullable: true, description: 'Joined from this instant on.' }) joinedFrom?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Joined before this instant.' }) joinedTo?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Last seen from this instant on.' }) seenFrom?: Date | null;
}
