import { Field, Int, ObjectType } from 'type-graphql';
import { SettingsType } from '../types/configuration.types';
import { User } from '../types/user.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { resultOf } from './outcome';
import { Refusal, UserNotFound } from './refusals';

@ObjectType({ description: 'A key that was just made.' })
export class ApiKeyMade {
  @Field(() => Int) id!: number;
  @Field(() => String, { description: 'The key itself. It is shown now and never again.' }) key!: string;
  @Field(() => Date, { nullable: true, description: 'After a rotation: when the old key ends.' }) oldExpiresAt?: Date;

  constructor(facts: { id: number; key: string; oldExpiresAt?: Date }) {
    Object.assign(this, facts);
  }
}

@ObjectType({ implements: Refusal, description: 'A key can hand on only scopes that it has itself.' })
export class ScopesExceeded extends Refusal {
  @Field(() => [String]) scopes: readonly string[];

  constructor(scopes: readonly string[]) {
    super();
    this.scopes = scopes;
    this.message = `Your key lacks the scope ${scopes.join(', ')} itself, so it cannot hand it on.`;
  }
}

@ObjectType({ description: 'It has ended; nothing opens with it any more.' })
export class Ended {
  @Field(() => String) id: string;

  constructor(id: number | bigint) {
    this.id = String(id);
  }
}

export const CreateApiKeyResult = resultOf('CreateApiKeyResult', ApiKeyMade, ScopesExceeded, InvalidInput);

export const RotateApiKeyResult = resultOf('RotateApiKeyResult', ApiKeyMade, NotFound, ScopesExceeded, InvalidInput);

export const EndResult = resultOf('EndResult', Ended, NotFound);

export const UpdateSettingsResult = resultOf('UpdateSettingsResult', SettingsType, InvalidInput);

export const BanResult = resultOf('BanResult', User, UserNotFound);
