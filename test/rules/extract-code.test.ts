import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractCode } from '../../src/domain/message/extract-code';
import { matchPattern } from '../../src/platform/match-pattern';

const read = (text: string, pattern?: string, providerCode?: string) =>
  extractCode({ text, pattern, providerCode }, matchPattern);

describe('the code in a message', () => {
  it.each([
    // One number.
    ['Your WhatsApp code is 123-456', '123-456'],
    ['Your code: 123 456.', '123456'],
    [
      'Your WhatsApp code: 402-117\nYou can also tap on this link to verify your phone: v.whatsapp.com/402117\nDon’t share this code with others\n4sgLq1p5sV6',
      '402-117',
    ],
    ['Telegram code: 54321\n\nhttps://t.me/login/99999', '54321'],
    [
      'Login code: 48213. Do not give this code to anyone, even if they say they are from Telegram!\n\nThis code can be used to log in to your Telegram account. We never ask it for anything else.',
      '48213',
    ],
    ['G-123456 is your Google verification code.', 'G-123456'],
    ['G-840226 is your Google verification code. Don’t share your code with anyone.', 'G-840226'],
    ['FB-48213 is your Facebook confirmation code', 'FB-48213'],
    ['48213 is your Facebook code', '48213'],
    ['# 48213 is your Instagram code. Don’t share it. SIYRxKrru1t', '48213'],
    ['[TikTok] 660 214 is your verification code', '660214'],
    ['Use 884213 as your Microsoft account security code', '884213'],
    ['Your Apple ID Code is: 336811. Don’t share it with anyone.', '336811'],
    ['123456 is your Amazon OTP. Do not share it with anyone.', '123456'],
    ['Your Uber code is 4821. Never share this code.', '4821'],
    ['<#> 4821 is your Uber code. Reply STOP to 12345 to stop. FA+9qCX9VSu', '4821'],
    ['Your Discord verification code is: 773 120', '773120'],
    ['Tinder: your code is 902144', '902144'],
    ['Use verification code 71 24 90 for Netflix authentication', '712490'],
    ['Your PIN: 1 2 3 4', '1234'],
    ['PayPal: Your security code is 218844. It expires in 10 minutes. Don’t share this code with anyone.', '218844'],
    ['Your Airbnb verification code is 5566. Don’t share this code.', '5566'],
    ['Your LINE code is 7788 for 10 minutes', '7788'],
    ['1234-5678 is your backup code', '1234-5678'],
    ['Code is １２３４５６', '123456'],
    ['Your one-time password is 99887766', '99887766'],
    // Other languages.
    ['رمز التحقق الخاص بك هو ١٢٣٤٥٦', '123456'],
    ['رمز واتساب الخاص بك: ‎402-117\nلا تشارك هذا الرمز مع أحد', '402-117'],
    ['\u202bكود التفعيل: \u202a٥٥٤٤٣٣\u202c\u202c', '554433'],
    ['445566 هو رمز تسجيل الدخول. صالح لمدة ٥ دقائق', '445566'],
    ['کد تایید شما: ۱۲۳۴۵', '12345'],
    ['کد ورود به دیوار: ۸۸۲۱۴۴\nاین کد را به کسی ندهید', '882144'],
    ['Код: 7788, никому не сообщайте', '7788'],
    ['Ваш код подтверждения 447120. Никому его не сообщайте. VK', '447120'],
    ['Код для входа в Яндекс: 118-244. Не говорите его никому', '118-244'],
    ['Никому не говорите код 4182! Авито', '4182'],
    ['Ваш пароль 90817', '90817'],
    ['551208 — ваш код Telegram', '551208'],
    ['Tu código de verificación es 448812. No lo compartas.', '448812'],
    ['Votre code de vérification est 12 34 56', '123456'],
    ['Ihr Code lautet 774411. Geben Sie ihn nicht weiter.', '774411'],
    ['Il tuo codice è 331144', '331144'],
    ['Seu código do WhatsApp: 903-118', '903-118'],
    ['WhatsApp kodunuz: 118-402. Bu kodu kimseyle paylaşmayın', '118-402'],
    ['Kode verifikasi Anda adalah 662211', '662211'],
    ['Mã xác thực của bạn là 774400', '774400'],
    ['【微信】验证码：482113，用于登录', '482113'],
    ['인증번호 [448120]를 입력해주세요', '448120'],
    ['आपका कोड ४४८१२० है', '448120'],
    ['รหัส OTP ของคุณคือ 551204', '551204'],
    ['Twój kod to 664420', '664420'],
    ['Tavs kods: 5521', '5521'],
    ['קוד האימות שלך הוא 448812', '448812'],
    // Two numbers: the one that the word for code announces; without the word, the first.
    ['111222 or 333444', '111222'],
    ['Your code is 1111, backup code 2222', '1111'],
    ['Order 84512: your code is 9921', '9921'],
    ['Request 55667788 was received. Your PIN is 3344', '3344'],
    ['Do not share this code with anyone. Your OTP is 445566', '445566'],
    ['Card 4417: one-time password 772013 for a payment of 1500 RUB', '772013'],
    ['Account 8842 login: use 553311', '553311'],
    // Letters.
    ['Use A1B2C3 to sign in', 'A1B2C3'],
    ['Your Steam Guard code is: HJKLP', 'HJKLP'],
    ['Steam code: 5WKX2', '5WKX2'],
    ['Confirmation code: a8f3k2', 'a8f3k2'],
    ['Your code: AB3-9KX', 'AB3-9KX'],
    ['Your code is a8f3k2 for order 84512', 'a8f3k2'],
    ['Verification code: WHATSAPP 123456', '123456'],
    // Markup and direction marks are nothing but text.
    ['<b>Your code</b>: <code>448120</code>', '448120'],
    ['\u202e code \u202c \u2066 7 7 1 2 \u2069', '7712'],
    // None.
    ['code12345 glued', undefined],
    ['Call +371 20000001 for help', undefined],
    ['You paid 1234.50 on 2026-11-22 at 12:30', undefined],
    ['Balance: $4500', undefined],
    ['1111 2222 3333 4444', undefined],
    ['Tap https://x.io/v/123456', undefined],
    ['Tap x.io/123456 to sign in', undefined],
    ['Tap the link to sign in with your code', undefined],
    ['Welcome to our service code of conduct', undefined],
    ['Hello there', undefined],
    ['', undefined],
  ])('%j is %j', (text, code) => {
    expect(read(text)).toBe(code);
  });

  const texts: { text: string; code: string | null }[] = JSON.parse(
    readFileSync(join(__dirname, 'sms-texts.json'), 'utf8'),
  );
  it.each(texts.map(({ text, code }) => [text, code] as const))(
    '%j is %j, in the words of senders everywhere',
    (text, code) => {
      expect(read(text) ?? null).toBe(code);
    },
  );

  it("is read by the service's own pattern first: its first group, or all of it", () => {
    expect(read('id 999999, login 4711', 'login (\\d+)')).toBe('4711');
    expect(read('word apple-pear', '[a-z]+-[a-z]+')).toBe('apple-pear');
    expect(read('code 5555', 'nothing like it')).toBe('5555');
    expect(read('رمز ٤٤٨٨', '(\\d{4})')).toBe('4488');
  });

  it('is the one that the supplier read, when no pattern fits', () => {
    expect(read('text with 1111 and 2222', undefined, '2222')).toBe('2222');
  });

  it('is found at the end of four thousand characters, and not behind them, without taking long', () => {
    const began = Date.now();
    expect(read(`${'lorem ipsum '.repeat(330)} code 4444`)).toBe('4444');
    expect(read(`${'lorem ipsum '.repeat(334)} code 4444`)).toBeUndefined();
    for (const piece of ['code ', '1 ', '1234-', 'код', ' 12 ', 'A1', '. ', '+3 ', 'a.']) read(piece.repeat(2_000));
    expect(Date.now() - began).toBeLessThan(2_000);
  });

  it('is found although an operator typed a pattern that is broken or would never end', () => {
    const began = Date.now();
    expect(read(`${'a'.repeat(60)}! code 4444`, '^(a+)+$')).toBe('4444');
    expect(read('code 4444', '(((')).toBe('4444');
    expect(Date.now() - began).toBeLessThan(1_000);
  });
});
