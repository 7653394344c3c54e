import { callbackData } from '../../callback-data';

/** Of the texts for buyers. `text` is the name of one. */
export const wordCallbacks = {
  menu: callbackData('AWO', {}),
  list: callbackData('AWOl', { language: 'language' }),
  card: callbackData('AWOc', { language: 'language', text: 'word' }),
  edit: callbackData('AWOe', { language: 'language', text: 'word' }),
  reset: callbackData('AWOr', { language: 'language', text: 'word' }),
  preview: callbackData('AWOp', { language: 'language', text: 'word' }),
};
