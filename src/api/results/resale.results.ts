import { Field, ObjectType } from 'type-graphql';
import { ResaleKey } from '../types/resale.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { resultOf } from './outcome';

@ObjectType({ description: 'A key that was just made.' })
export class ResaleKeyMade {
  @Field(() => String, { description: 'The key itself. It is shown now and never again.' }) key: string;
  @Field(() => ResaleKey) resaleKey: unknown;

  constructor(key: string, resaleKey: unknown) {
    this.key = key;
    this.resaleKey = resaleKey;
  }
}

export const CreateResaleKeyResult = resultOf('CreateResaleKeyResult', ResaleKeyMade, NotFound, InvalidInput);
export const UpdateResaleKeyResult = resultOf('UpdateResaleKeyResult', ResaleKey, NotFound, InvalidInput);
