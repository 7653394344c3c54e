import { Field, InputType, Int } from 'type-graphql';

@InputType()
export class CreateApiKeyInput {
  @Field(() => String, { description: '1 to 100 characters.' }) name!: string;
  @Field(() => [String], { description: 'At least one; only scopes that your own key has.' }) scopes!: string[];
  @Field(() => Date, { nullable: true, description: 'Null: it never expires.' }) expiresAt?: Date | null;
}

@InputType()
export class RotateApiKeyInput {
  @Field(() => Int) id!: number;

  @Field(() => Int, { defaultValue: 0, description: 'Seconds that the old key still works; 0 to 604800.' })
  overlapS!: number;
}
