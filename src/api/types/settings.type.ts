import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings';
import { Scoped } from '../guard';

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
