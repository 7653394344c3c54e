import { callbackData } from '../../callback-data';

/** In links of a cleanup each condition is one more than it says, and 0 is none. */
const conditions = {
  service: 'id',
  country: 'id',
  minUses: 'count',
  maxUses: 'count',
  minExpiries: 'count',
  idleDays: 'count',
  resting: 'flag',
} as const;

export const numberCallbacks = {
  stock: callbackData('ANU', { page: 'count' }),
  find: callbackData('ANUf', {}),
  number: callbackData('ANUn', { number: 'bigId' }),
  retire: callbackData('ANUr', { number: 'bigId' }),
  restore: callbackData('ANUb', { number: 'bigId' }),
  startImport: callbackData('ANUs', {}),
  /** Country 0: by the calling code of each number. */
  upload: callbackData('ANUu', { provider: 'id', service: 'id', country: 'id', revive: 'flag' }),
  receive: callbackData('ANUv', { provider: 'id', service: 'id', country: 'id', revive: 'flag' }),
  imports: callbackData('ANUl', {}),
  import: callbackData('ANUi', { import: 'bigId' }),
  columns: callbackData('ANUo', { import: 'bigId' }),
  /** The place of a column from 1; 0 is all of them. */
  reread: callbackData('ANUe', { import: 'bigId', column: 'count' }),
  unsold: callbackData('ANUq', {}),
  /** Import 0: come from the stock. */
  sell: callbackData('ANUy', { provider: 'id', service: 'id', country: 'id', import: 'bigId' }),
  confirm: callbackData('ANUc', { import: 'bigId' }),
  report: callbackData('ANUx', { import: 'bigId' }),
  cleanUp: callbackData('ANUk', {}),
  startCleanUp: callbackData('ANUm', {}),
  preview: callbackData('ANUp', conditions),
  clean: callbackData('ANUd', conditions),
  undo: callbackData('ANUz', { deletion: 'bigId' }),
} as const;
