import { Field, InputType } from 'type-graphql';
import { ActorTypeEnum } from '../types/enums';

@InputType({ description: 'All given conditions must hold.' })
export class AuditFilterInput {
  @Field(() => ActorTypeEnum, { nullable: true }) actorType?: keyof typeof ActorTypeEnum | null;
  @Field(() => String, { nullable: true }) actorId?: string | null;

  @Field(() => String, { nullable: true, description: 'The whole of it, such as wallet.added.' })
  action?: string | null;

  @Field(() => String, { nullable: true }) entity?: string | null;
  @Field(() => String, { nullable: true }) entityId?: string | null;
  @Field(() => String, { nullable: true }) requestId?: string | null;
  @Field(() => Date, { nullable: true, description: 'From this instant on.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Before this instant.' }) to?: Date | null;
}
