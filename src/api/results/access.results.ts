import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { SettingsType } from '../types/configuration.types';
import { User } from '../types/user.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { Refusal, refusalOr, UserNotFound } from './refusals';

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

const _byClass = (usual: string) => (value: object) =>
  value instanceof Refusal || value instanceof Ended || value instanceof ApiKeyMade ? value.constructor.name : usual;

export const CreateApiKeyResult = createUnionType({
  name: 'CreateApiKeyResult',
  types: () => [ApiKeyMade, ScopesExceeded, InvalidInput] as const,
});

export const RotateApiKeyResult = createUnionType({
  name: 'RotateApiKeyResult',
  types: () => [ApiKeyMade, NotFound, ScopesExceeded, InvalidInput] as const,
});

export const EndResult = createUnionType({
  name: 'EndResult',
  types: () => [Ended, NotFound] as const,
});

export const UpdateSettingsResult = createUnionType({
  name: 'UpdateSettingsResult',
  types: () => [SettingsType, InvalidInput] as const,
  resolveType: refusalOr('Settings'),
});

export const BanResult = createUnionType({
  name: 'BanResult',
  types: () => [User, UserNotFound] as const,
  resolveType: refusalOr('User'),
});
