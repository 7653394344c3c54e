import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { ActorTypeEnum } from './enums';
import { BigIntIdScalar } from './scalars';
import { User } from './user.types';

@Scoped('access:read')
@ObjectType({ description: 'A key of this API. The key itself is shown once, when it is made.' })
export class ApiKey {
  @Field(() => Int) id!: number;
  @Field(() => String) name!: string;
  @Field(() => [String]) scopes!: string[];
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) expiresAt!: Date | null;
  @Field(() => Date, { nullable: true }) revokedAt!: Date | null;
  @Field(() => Date, { nullable: true, description: 'Exact to a minute.' }) lastUsedAt!: Date | null;
}

export const ApiKeyConnection = connectionOf(ApiKey, 'ApiKey');

@Scoped('access:read')
@ObjectType({ description: 'Somebody who is in the admin panel of the bot.' })
export class AdminSession {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) lastUsedAt!: Date;
  @Field(() => Date, { description: 'The latest end; idleness ends it sooner.' }) expiresAt!: Date;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
}

@Scoped('audit:read')
@ObjectType({ description: 'Who did what. It never changes and is never deleted.' })
export class AuditEntry {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => ActorTypeEnum) actorType!: string;
  @Field(() => String, { description: 'The id of the key, of the user, or the name of the job.' }) actorId!: string;
  @Field(() => String, { description: 'Dotted, such as wallet.added.' }) action!: string;
  @Field(() => String) entity!: string;
  @Field(() => String) entityId!: string;
  @Field(() => GraphQLJSONObject) facts!: Record<string, unknown>;
  @Field(() => String, { nullable: true }) requestId!: string | null;
  @Field(() => Date) createdAt!: Date;
}

export const AuditEntryConnection = connectionOf(AuditEntry, 'AuditEntry');
