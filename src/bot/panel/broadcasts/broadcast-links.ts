import { link } from '../../link';

export const broadcastLinks = {
  list: link('ABC', { page: 'count' }),
  compose: link('ABCn', {}),
  write: link('ABCw', {}),
  card: link('ABCk', { broadcast: 'id' }),
  rewrite: link('ABCr', { broadcast: 'id' }),
  /** Takes the text that was typed. */
  replace: link('ABCt', { broadcast: 'id' }),
  clearPhoto: link('ABCi', { broadcast: 'id' }),
  audience: link('ABCa', { broadcast: 'id' }),
  addLink: link('ABCl', { broadcast: 'id' }),
  clearLinks: link('ABCx', { broadcast: 'id' }),
  preview: link('ABCp', { broadcast: 'id' }),
  start: link('ABCs', { broadcast: 'id' }),
  pause: link('ABCh', { broadcast: 'id' }),
  resume: link('ABCg', { broadcast: 'id' }),
  cancel: link('ABCc', { broadcast: 'id' }),
} as const;
