import { Field, InputType } from 'type-graphql';
import type { UserDataField } from '../../domain/channel/user-data-fields';
import { LanguageEnum } from '../types/enums';
import { UserDataFieldEnum } from '../types/user.types';

@InputType({
  description:
    'What is left out stays as it is; of a new one: active, id, name, username and joined, English, no summaries.',
})
export class UserDataChannelInput {
  @Field(() => Boolean, { nullable: true, description: 'True lets the others rest.' }) isActive?: boolean;
  @Field(() => [UserDataFieldEnum], { nullable: true }) fields?: UserDataField[];
  @Field(() => LanguageEnum, { nullable: true }) language?: 'en' | 'ar' | 'ru';

  @Field(() => Boolean, { nullable: true, description: 'A summary of each day: new users, sales, success rate.' })
  postsSummaries?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Needed when user data begins to go to a public channel: anybody can read it. Id, name and @name stand there masked.',
  })
  confirmsPublic?: boolean;
}
