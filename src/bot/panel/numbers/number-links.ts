import { link } from '../../link';

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

export const numberLinks = {
  stock: link('ANU', { page: 'count' }),
  find: link('ANUf', {}),
  number: link('ANUn', { number: 'bigId' }),
  retire: link('ANUr', { number: 'bigId' }),
  restore: link('ANUb', { number: 'bigId' }),
  startImport: link('ANUs', {}),
  /** Country 0: by the calling code of each number. */
  upload: link('ANUu', { provider: 'id', service: 'id', country: 'id', revive: 'flag' }),
  receive: link('ANUv', { provider: 'id', service: 'id', country: 'id', revive: 'flag' }),
  imports: link('ANUl', {}),
  import: link('ANUi', { import: 'bigId' }),
  confirm: link('ANUc', { import: 'bigId' }),
  report: link('ANUx', { import: 'bigId' }),
  cleanUp: link('ANUk', {}),
  startCleanUp: link('ANUm', {}),
  preview: link('ANUp', conditions),
  clean: link('ANUd', conditions),
  undo: link('ANUz', { deletion: 'bigId' }),
} as const;
