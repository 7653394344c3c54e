import { readChannelReference } from '../../src/domain/channel/channel-reference';

describe('what an operator names a channel by', () => {
  it.each([
    ['@news_of_us', { kind: 'public', name: 'news_of_us' }],
    ['  news_of_us ', { kind: 'public', name: 'news_of_us' }],
    ['https://t.me/news_of_us', { kind: 'public', name: 'news_of_us' }],
    ['http://telegram.me/news_of_us/', { kind: 'public', name: 'news_of_us' }],
    ['t.me/s/news_of_us', { kind: 'public', name: 'news_of_us' }],
    ['https://t.me/news_of_us/417', { kind: 'public', name: 'news_of_us' }],
    ['https://t.me/+AbCdEf0123456789', { kind: 'invite', link: 'https://t.me/+AbCdEf0123456789' }],
    ['t.me/joinchat/AbCdEf0123456789', { kind: 'invite', link: 'https://t.me/+AbCdEf0123456789' }],
    ['tg://join?invite=AbCdEf0123456789', { kind: 'invite', link: 'https://t.me/+AbCdEf0123456789' }],
    ['https://t.me/c/1500000001/12', { kind: 'id', telegramId: -1001500000001n }],
    ['-1001500000001', { kind: 'id', telegramId: -1001500000001n }],
  ])('%s is read', (text, expected) => {
    expect(readChannelReference(text)).toEqual(expected);
  });

  it.each([
    '',
    '@',
    'abc',
    '1500000001',
    '-42',
    'https://example.com/news_of_us',
    '@news of us',
    'https://t.me/+short',
  ])('"%s" names no channel', (text) => {
    expect(readChannelReference(text)).toEqual({ kind: 'unreadable' });
  });
});
