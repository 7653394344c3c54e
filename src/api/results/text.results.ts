import { createUnionType } from 'type-graphql';
import { ShopText } from '../types/configuration.types';
import { InvalidInput } from './catalogue.results';
import { refusalOr } from './refusals';

export const SaveTextResult = createUnionType({
  name: 'SaveTextResult',
  types: () => [ShopText, InvalidInput] as const,
  resolveType: refusalOr('ShopText'),
});
