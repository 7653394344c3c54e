import { extractCode } from '../../src/domain/message/extract-code';
import { matchPattern } from '../../src/platform/match-pattern';

const read = (text: string, pattern?: string, providerCode?: string) =>
  extractCode({ text, pattern, providerCode }, matchPattern);

describe('the code in a message', () => {
  it.each([
    ['Your WhatsApp code is 123-456', '123-456'],
    ['Your code: 123 456.', '123 456'],
    ['Telegram code: 54321\n\nhttps://t.me/login/99999', '54321'],
    ['G-123456 is your Google verification code.', 'G-123456'],
    ['<#> 4821 is your Uber code. Reply STOP to 12345 to stop. FA+9qCX9VSu', '4821'],
    ['رمز التحقق الخاص بك هو ١٢٣٤٥٦', '123456'],
    ['کد تایید شما: ۱۲۳۴۵', '12345'],
    ['Код: 7788, никому не сообщайте', '7788'],
    ['111222 or 333444', '111222'],
    ['Use A1B2C3 to sign in', 'A1B2C3'],
    ['code12345 glued', undefined],
    ['Call +371 20000001 for help', undefined],
    ['You paid 1234.50 on 2026-11-22 at 12:30', undefined],
    ['Tap https://x.io/v/123456', undefined],
    ['Hello there', undefined],
    ['', undefined],
  ])('%j is %j', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it("is read by the service's own pattern first: its first group, or all of it", () => {
    expect(read('id 999999, login 4711', 'login (\\d+)')).toBe('4711');
    expect(read('word apple-pear', '[a-z]+-[a-z]+')).toBe('apple-pear');
    expect(read('code 5555', 'nothing like it')).toBe('5555');
  });

  it('is the one that the supplier read, when no pattern fits', () => {
    expect(read('text with 1111 and 2222', undefined, '2222')).toBe('2222');
  });

  it('is found although an operator typed a pattern that is broken or would never end', () => {
    const began = Date.now();
    expect(read(`${'a'.repeat(60)}! code 4444`, '^(a+)+$')).toBe('4444');
    expect(read('code 4444', '(((')).toBe('4444');
    expect(Date.now() - began).toBeLessThan(1_000);
  });
});
