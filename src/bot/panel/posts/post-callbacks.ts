import { callbackData } from '../../callback-data';

export const postCallbacks = {
  list: callbackData('AUD', {}),
  card: callbackData('AUDk', { channel: 'id' }),
  userData: callbackData('AUDu', { channel: 'id', on: 'flag' }),
  userDataPublic: callbackData('AUDy', { channel: 'id' }),
  fields: callbackData('AUDf', { channel: 'id' }),
  field: callbackData('AUDt', { channel: 'id', field: 'word', on: 'flag' }),
  summaries: callbackData('AUDs', { channel: 'id', on: 'flag' }),
  news: callbackData('AUDn', { channel: 'id', on: 'flag' }),
  newsPublic: callbackData('AUDz', { channel: 'id' }),
  kind: callbackData('AUDi', { channel: 'id', kind: 'word', on: 'flag' }),
  language: callbackData('AUDl', { channel: 'id', language: 'language' }),
  previewUserData: callbackData('AUDp', { channel: 'id' }),
  previewNews: callbackData('AUDq', { channel: 'id' }),
  words: callbackData('AUDw', { channel: 'id' }),
} as const;
