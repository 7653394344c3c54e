import { GraphQLJSON } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { type Problem, sentence } from '../../domain/problems';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings';
import { describePlan, type Plan } from '../../usecases/configuration/compare';
import { Scoped } from '../guard';
import { resultOf } from '../results/outcome';
import { Refusal } from '../results/refusals';
import { LanguageEnum, TextKeyEnum } from './enums';

@Scoped('configuration:read')
@ObjectType({ description: 'One field that a configuration changes.' })
export class ConfigurationFieldChange {
  @Field(() => String) field!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'As it stood; null when it is new. Secrets are never shown.',
  })
  from?: unknown;

  @Field(() => GraphQLJSON, { nullable: true }) to?: unknown;
}

@Scoped('configuration:read')
@ObjectType({ description: 'One thing that a configuration changes.' })
export class ConfigurationChange {
  @Field(() => String, { description: 'settings, texts, services, countries, providers, offers, routes or channels.' })
  section!: string;

  @Field(() => String, { description: 'Such as whatsapp/EE for an offer.' }) key!: string;
  @Field(() => String, { description: 'added, changed or turned_off.' }) kind!: string;
  @Field(() => [ConfigurationFieldChange]) fields!: readonly ConfigurationFieldChange[];
}

@Scoped('configuration:read')
@ObjectType({ description: 'What a configuration changes.' })
export class ConfigurationPlan {
  @Field(() => Boolean, { description: 'False: it was only looked at.' }) isApplied: boolean;
  @Field(() => Int) count: number;
  @Field(() => [ConfigurationChange], { description: 'The first 1000.' }) changes: readonly ConfigurationChange[];
  @Field(() => [String], { description: 'The same as lines for people, the first 1000.' }) lines: readonly string[];

  constructor(plan: Plan, isApplied: boolean) {
    this.isApplied = isApplied;
    this.count = plan.changes.length;
    this.changes = plan.changes.slice(0, 1_000);
    this.lines = describePlan(plan).slice(0, 1_000);
  }
}

@Scoped('configuration:read')
@ObjectType({ description: 'Something that is wrong with a configuration.' })
export class ConfigurationMistake {
  @Field(() => String, { description: 'Where: a JSON pointer (RFC 6901).' }) path!: string;
  @Field(() => String) problem!: string;
  @Field(() => String, { description: 'What kind of problem it is, such as text_length.' }) code!: string;
}

@ObjectType({ implements: Refusal })
export class ConfigurationInvalid extends Refusal {
  @Field(() => [ConfigurationMistake]) mistakes: readonly ConfigurationMistake[];

  constructor(mistakes: readonly Problem[]) {
    super();
    this.mistakes = mistakes.map((one) => ({ path: one.path, problem: sentence(one), code: one.kind }));
    this.message = `${mistakes.length} mistake(s); nothing was changed.`;
  }
}

export const ConfigurationResult = resultOf('ConfigurationResult', ConfigurationPlan, ConfigurationInvalid);

/** A setting has the type of its usual value; a new one in `domain/settings.ts` appears here by itself. */
@Scoped('settings:read')
@ObjectType('Settings', { description: 'What an operator may change while the shop runs.' })
export class SettingsType {}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateSettingsInput {}

for (const [name, usual] of Object.entries(DEFAULT_SETTINGS) as [keyof Settings, Settings[keyof Settings]][]) {
  const type = typeof usual === 'number' ? Int : typeof usual === 'boolean' ? Boolean : String;
  const description = `Usually ${JSON.stringify(usual)}.`;
  Field(() => type, { description })(SettingsType.prototype, name);
  Field(() => type, { nullable: true, description })(UpdateSettingsInput.prototype, name);
}

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
