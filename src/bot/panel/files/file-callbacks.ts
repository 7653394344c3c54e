import { callbackData } from '../../callback-data';

export const fileCallbacks = {
  menu: callbackData('AFI', {}),
  take: callbackData('AFIt', { file: 'word' }),
  /** The same buttons for files of Excel. */
  sheets: callbackData('AFIx', {}),
  takeSheet: callbackData('AFIb', { file: 'word' }),
  send: callbackData('AFIs', {}),
  receive: callbackData('AFIr', {}),
  look: callbackData('AFIl', { id: 'id' }),
  apply: callbackData('AFIa', { id: 'id' }),
} as const;
