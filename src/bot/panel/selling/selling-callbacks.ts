import { callbackData } from '../../callback-data';

export const sellingCallbacks = {
  start: callbackData('ABU', {}),
  /** Of SUPPLIER_BRANDS. */
  brand: callbackData('ABUb', { brand: 'word' }),
  key: callbackData('ABUy', { brand: 'word' }),
  open: callbackData('ABUz', { provider: 'id' }),
  services: callbackData('ABUe', { sale: 'bigId', page: 'count' }),
  /** `at`: the place in the list from 0. */
  tickService: callbackData('ABUf', { sale: 'bigId', at: 'count', on: 'flag' }),
  allServices: callbackData('ABUg', { sale: 'bigId' }),
  findService: callbackData('ABUh', { sale: 'bigId' }),
  toCountries: callbackData('ABUi', { sale: 'bigId' }),
  countries: callbackData('ABUj', { sale: 'bigId', page: 'count' }),
  tickCountry: callbackData('ABUl', { sale: 'bigId', at: 'count', on: 'flag' }),
  allCountries: callbackData('ABUm', { sale: 'bigId' }),
  findCountry: callbackData('ABUv', { sale: 'bigId' }),
  markUp: callbackData('ABUa', { sale: 'bigId' }),
  typedMarkUp: callbackData('ABUaa', { sale: 'bigId' }),
  preview: callbackData('ABUab', { sale: 'bigId', bp: 'id', step: 'amount' }),
  make: callbackData('ABUac', { sale: 'bigId', bp: 'id', step: 'amount' }),
  made: callbackData('ABUad', { sale: 'bigId' }),
  own: callbackData('ABUo', {}),
  numbers: callbackData('ABUn', { provider: 'id' }),
  receive: callbackData('ABUr', { provider: 'id' }),
  columns: callbackData('ABUc', { sale: 'bigId' }),
  /** The place of a column from 1; 0 is all of them. */
  column: callbackData('ABUk', { sale: 'bigId', column: 'count' }),
  service: callbackData('ABUs', { sale: 'bigId' }),
  typedService: callbackData('ABUt', { sale: 'bigId' }),
  chooseService: callbackData('ABUu', { sale: 'bigId', service: 'id' }),
  newService: callbackData('ABUw', { sale: 'bigId' }),
  price: callbackData('ABUp', { sale: 'bigId' }),
  typedPrice: callbackData('ABUq', { sale: 'bigId' }),
  sell: callbackData('ABUx', { sale: 'bigId' }),
  sold: callbackData('ABUd', { sale: 'bigId' }),
} as const;
