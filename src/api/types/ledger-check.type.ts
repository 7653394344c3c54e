import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A row that breaks a rule of the books.' })
export class LedgerFinding {
  @Field(() => String) invariant!: string;
  @Field(() => String) row!: string;
  @Field(() => String) detail!: string;
}

@ObjectType()
export class LedgerCheck {
  @Field(() => Boolean) isOk!: boolean;
  @Field(() => [LedgerFinding]) findings!: LedgerFinding[];
}
