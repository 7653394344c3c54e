import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { USER_DATA_FIELDS } from '../../domain/channel/user-data-fields';
import { Scoped } from '../guard';
import { LanguageEnum } from './enums';

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
