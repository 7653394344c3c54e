import { createUnionType } from 'type-graphql';
import { ShopText } from '../types/configuration.types';
import { InvalidInput } from './catalogue.results';
import { Refusal } from './refusals';

export const SaveTextResult = createUnionType({
  name: 'SaveTextResult',
  types: () => [ShopText, InvalidInput] as const,
  resolveType: (value: object) => (value instanceof Refusal ? value.constructor.name : 'ShopText'),
});
