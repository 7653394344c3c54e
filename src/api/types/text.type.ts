import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { LanguageEnum, TextKeyEnum } from './enums';

@Scoped('settings:read')
@ObjectType({ description: 'A text for buyers that an operator may say in his own words, in one language.' })
export class ShopText {
  @Field(() => LanguageEnum) language!: string;
  @Field(() => TextKeyEnum) key!: string;

  @Field(() => String, { description: 'The shop’s own words; empty where it says nothing by itself.' })
  builtIn!: string;

  @Field(() => String, { nullable: true, description: 'The operator’s words; null: the built-in ones stand.' })
  own!: string | null;

  @Field(() => Date, { nullable: true }) changedAt!: Date | null;

  @Field(() => [String], { description: 'What may stand in it between braces, such as name for {name}.' })
  placeholders!: readonly string[];

  @Field(() => [String], { description: 'Those that must.' }) required!: readonly string[];

  @Field(() => Int, { description: 'Characters that it may have with the longest values, in UTF-16 units.' })
  longest!: number;
}
