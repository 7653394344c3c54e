import { callbackData } from '../../callback-data';

export const broadcastCallbacks = {
  list: callbackData('ABC', { page: 'count' }),
  compose: callbackData('ABCn', {}),
  write: callbackData('ABCw', {}),
  card: callbackData('ABCk', { broadcast: 'id' }),
  rewrite: callbackData('ABCr', { broadcast: 'id' }),
  /** Takes the text that was typed. */
  replace: callbackData('ABCt', { broadcast: 'id' }),
  clearPhoto: callbackData('ABCi', { broadcast: 'id' }),
  audience: callbackData('ABCa', { broadcast: 'id' }),
  addLink: callbackData('ABCl', { broadcast: 'id' }),
  clearLinks: callbackData('ABCx', { broadcast: 'id' }),
  preview: callbackData('ABCp', { broadcast: 'id' }),
  /** Asks once; `send` does it, for as many people as were shown. */
  start: callbackData('ABCs', { broadcast: 'id' }),
  send: callbackData('ABCj', { broadcast: 'id', audience: 'bigId' }),
  pause: callbackData('ABCh', { broadcast: 'id' }),
  resume: callbackData('ABCg', { broadcast: 'id' }),
  cancel: callbackData('ABCc', { broadcast: 'id' }),
} as const;
