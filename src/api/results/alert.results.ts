import { Field, ObjectType } from 'type-graphql';
import { NotFound } from './catalogue.results';
import { resultOf } from './outcome';

@ObjectType()
export class AlertDismissed {
  @Field(() => String) key: string;

  constructor(key: string) {
    this.key = key;
  }
}

export const DismissAlertResult = resultOf('DismissAlertResult', AlertDismissed, NotFound);
