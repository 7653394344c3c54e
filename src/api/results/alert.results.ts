import { createUnionType, Field, ObjectType } from 'type-graphql';
import { NotFound } from './catalogue.results';

@ObjectType()
export class AlertDismissed {
  @Field(() => String) key: string;

  constructor(key: string) {
    this.key = key;
  }
}

export const DismissAlertResult = createUnionType({
  name: 'DismissAlertResult',
  types: () => [AlertDismissed, NotFound] as const,
});
