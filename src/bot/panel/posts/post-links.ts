import { link } from '../../link';

export const postLinks = {
  list: link('AUD', {}),
  card: link('AUDk', { channel: 'id' }),
  userData: link('AUDu', { channel: 'id', on: 'flag' }),
  fields: link('AUDf', { channel: 'id' }),
  field: link('AUDt', { channel: 'id', field: 'word', on: 'flag' }),
  summaries: link('AUDs', { channel: 'id', on: 'flag' }),
  news: link('AUDn', { channel: 'id', on: 'flag' }),
  kind: link('AUDi', { channel: 'id', kind: 'word', on: 'flag' }),
  language: link('AUDl', { channel: 'id', language: 'language' }),
  previewUserData: link('AUDp', { channel: 'id' }),
  previewNews: link('AUDq', { channel: 'id' }),
  words: link('AUDw', { channel: 'id' }),
} as const;
