import { callbackData } from '../../callback-data';

export const fileCallbacks = {
  menu: callbackData('AFI', {}),
  take: callbackData('AFIt', { file: 'word' }),
  send: callbackData('AFIs', {}),
  receive: callbackData('AFIr', {}),
  look: callbackData('AFIl', { id: 'id' }),
  apply: callbackData('AFIa', { id: 'id' }),
} as const;
