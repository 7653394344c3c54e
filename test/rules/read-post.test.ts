import { readPost } from '../../src/domain/message/read-post';

describe('a post of a source chat', () => {
  it.each([
    ['to:37120000001 code:12345', '37120000001', 'code:12345'],
    ['to: +371 2000-0001\ncode: 12345', '37120000001', 'code: 12345'],
    ['📩 Number: +37120000001\nWhatsApp code 123-456', '37120000001', '📩\nWhatsApp code 123-456'],
    ['From: Telegram To: 37120000001 Login code: 98765', '37120000001', 'From: Telegram Login code: 98765'],
    ['Новое SMS на номер 37120000001: ваш код 4411', '37120000001', 'Новое SMS : ваш код 4411'],
    ['وصلت رسالة إلى الرقم: ٣٧١٢٠٠٠٠٠٠١ الرمز ٥٥٦٦', '37120000001', 'وصلت رسالة إلى الرمز 5566'],
    ['+371 20 000 001 | G-555666 is your Google code', '37120000001', 'G-555666 is your Google code'],
    ['37120000001 Your code is 0042', '37120000001', 'Your code is 0042'],
    ['Code 12345 for you (+37120000001)', '37120000001', 'Code 12345 for you ( )'],
  ])('%j names a number in full, and the rest is the SMS', (post, phone, text) => {
    expect(readPost(post)).toEqual({ phones: [phone], text });
  });

  it.each([
    ['***4567 code 112233', { head: '', tail: '4567' }, 'code 112233'],
    ['To: +3712****567: WhatsApp 112-233', { head: '3712', tail: '567' }, 'WhatsApp 112-233'],
    ['number ending in 4567, code 112233', { head: '', tail: '4567' }, 'code 112233'],
    ['Your code 112233, phone ends with 4567', { head: '', tail: '4567' }, 'Your code 112233,'],
    ['номер заканчивается на 4567: код 1122', { head: '', tail: '4567' }, 'код 1122'],
  ])('%j names the end of a number', (post, masked, text) => {
    expect(readPost(post)).toEqual({ phones: [], masked, text });
  });

  it('that names several numbers gives them all, unless one is said to be the receiver', () => {
    const post = 'from +15550001111 call +37120000001 code 12345';
    expect(readPost(post)).toEqual({ phones: ['15550001111', '37120000001'], text: post });
    expect(readPost('from +15550001111 to +37120000001 code 12345')).toMatchObject({ phones: ['37120000001'] });
  });

  it.each([
    'good morning',
    'Code 12345',
    'to:37120000001',
    '',
    'see https://t.me/c/37120000001/5',
    'price 1500000000.50 today',
    '2026-01-02 03:04:05 meeting',
    'order 123',
  ])('%j is no SMS', (post) => {
    expect(readPost(post)).toBeUndefined();
  });

  it('is read in a moment, however it was made', () => {
    const hostile = [
      '1 '.repeat(2_000),
      '+1('.repeat(1_500),
      '*'.repeat(4_000),
      'to '.repeat(1_400),
      'ends with '.repeat(400),
      '1.'.repeat(2_000),
    ];
    const begun = performance.now();
    for (const post of hostile) readPost(post);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
