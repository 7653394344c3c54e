import type { Amount } from '../../../domain/money/money';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, type Piece, type Rich, rich } from '../rich';

/** Words that many screens share, and the screens that sell nothing. */
export const general = (f: Format) => {
  const support = (contact: string) => (contact ? f.name(contact) : 'the shop’s operator');
  const duration = (seconds: number) =>
    seconds < 120
      ? plural('en', Math.max(0, Math.round(seconds)), { one: '# second', other: '# seconds' }, f.number)
      : plural('en', Math.floor(seconds / 60), { one: '# minute', other: '# minutes' }, f.number);
  return {
    duration,
    back: '‹ Back',
    home: '🏠 Home',
    refresh: '🔄 Refresh',
    tryAgain: '🔄 Try again',
    previousPage: '‹ Previous',
    nextPage: 'Next ›',
    newest: '« Newest',
    older: 'Older ›',
    pageOf: (page: number, pages: number) => `${f.number(page)} / ${f.number(pages)}`,
    homeButtons: {
      services: '📱 Get a number',
      favourites: '⭐ Favourites',
      numbers: '📋 My numbers',
      balance: '💳 Balance',
      free: '🎁 Free credit',
      statistics: '📊 Statistics',
      help: '❓ Help',
      language: '🌐 Language',
    },
    /** Beside the commands in the menu of the chat. */
    commandMenu: {
      services: 'Get a number',
      numbers: 'My open numbers',
      balance: 'Balance and transactions',
      history: 'Numbers that ended',
      free: 'Free credit',
      language: 'Language',
      help: 'How it works',
      privacy: 'Privacy',
      cancel: 'Stop what is in progress',
    },
    homeScreen: (o: { name: string; available: Amount; held: Amount; open: number; isNew: boolean }): Rich =>
      lines(
        o.isNew ? rich`👋 ${bold(`Welcome, ${f.name(o.name)}!`)}` : rich`👋 ${bold(`Hello, ${f.name(o.name)}!`)}`,
        'Temporary numbers for SMS codes. You pay only when a code arrives.',
        '',
        rich`💳 Balance: ${bold(f.money(o.available))}`,
        o.held > 0n && rich`🔒 Held for open numbers: ${f.money(o.held)}`,
        o.open > 0 && plural('en', o.open, { one: '📋 # number is open', other: '📋 # numbers are open' }, f.number),
      ),
    helpScreen: (o: { support: string; lateMinutes: number }): Rich =>
      lines(
        bold('❓ How it works'),
        '',
        '1. Choose a service and a country.',
        '2. The price is held on your balance, not charged.',
        '3. Use the number where you sign up. The code appears here by itself.',
        '4. The first code is what you pay for. More SMS on the same number are free until its deadline.',
        '',
        '↩️ No code, a cancel or a fault: the held money returns at once and by itself.',
        `⏰ A code that comes up to ${duration(o.lateMinutes * 60)} too late is offered to you at the same price, never charged silently.`,
        '',
        rich`💬 Questions: ${support(o.support)}.`,
        '',
        '/services · /numbers · /balance · /history · /free · /language · /privacy',
      ),
    privacyButton: '🔏 Privacy',
    helpButton: '❓ Help',
    /** `posts`: what is said while user data is posted in a channel. */
    privacyScreen: (o: { support: string; posts: string | undefined }): Rich =>
      lines(
        bold('🔏 Privacy'),
        '',
        'We keep your Telegram id, name, language, your reservations with their SMS, and every movement of your money.',
        'We use it to deliver codes, to keep the books right and to help you. We do not sell it.',
        'A number serves others after you: do not use it for accounts that you must keep for years.',
        o.posts,
        '',
        rich`To have your details erased, write to ${support(o.support)}.`,
      ),
    languageScreen: rich`🌐 ${bold('Choose your language')}`,
    languageSet: '✅ English it is',
    banned: (o: { support: string }): Rich =>
      lines(
        bold('⛔ Your access is closed'),
        '',
        'You cannot reserve numbers. Nothing was charged, and money on your balance stays recorded.',
        rich`If this is a mistake, write to ${support(o.support)}.`,
      ),
    maintenance: lines(
      bold('🛠 We are improving the shop'),
      '',
      'Nothing was charged. Codes for numbers that you hold still arrive here.',
      'Please try again in a few minutes.',
    ),
    unknownCommand: (screen: Piece): Rich => lines('🤔 I do not know that command. Here is what I can do:', '', screen),
    unsupported: lines(
      '🙂 I read only text and buttons.',
      'Type the name of a service, such as Telegram, or press a button below. Nothing was charged.',
    ),
    somethingBroke: lines(
      '😕 That did not work, and it is our fault.',
      'If a number was reserved, you find it in My numbers; your balance is always right. Please try again.',
    ),
    staleButton: 'That button is out of date. Here is a fresh screen.',
    nothingToCancel: 'Nothing was in progress.',
    searchClosed: 'Search closed.',
  };
};
