import { link } from '../../link';

/** Of the texts for buyers. `text` is the name of one. */
export const wordLinks = {
  menu: link('AWO', {}),
  list: link('AWOl', { language: 'language' }),
  card: link('AWOc', { language: 'language', text: 'word' }),
  edit: link('AWOe', { language: 'language', text: 'word' }),
  reset: link('AWOr', { language: 'language', text: 'word' }),
  preview: link('AWOp', { language: 'language', text: 'word' }),
};
