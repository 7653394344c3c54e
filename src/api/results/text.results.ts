import { ShopText } from '../types/configuration.types';
import { InvalidInput } from './catalogue.results';
import { resultOf } from './outcome';

export const SaveTextResult = resultOf('SaveTextResult', ShopText, InvalidInput);
