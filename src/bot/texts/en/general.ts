import type { Amount } from '../../../domain/money/money';
import type { CustomizableTexts } from '../customizable-texts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, type Piece, type Rich, rich } from '../rich';

/** Words that many screens share, and the screens that sell nothing. */
export const general = (f: Format, w: CustomizableTexts) => {
  const duration = (seconds: number) =>
    seconds < 120
      ? plural('en', Math.max(0, Math.round(seconds)), { one: '# second', other: '# seconds' }, f.number)
      : plural('en', Math.floor(seconds / 60), { one: '# minute', other: '# minutes' }, f.number);
  /** "20 min": beside other things in one line. */
  const short = (seconds: number) =>
    seconds < 120 ? `${f.number(Math.round(seconds))} s` : `${f.number(Math.floor(seconds / 60))} min`;
  return {
    duration,
    short,
    /** "in 14 min (12:20 UTC)". */
    inTime: (at: Date, now: Date) =>
      at > now ? `in ${short((at.getTime() - now.getTime()) / 1000)} (${f.time(at)})` : 'in a moment',
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
    /** What the bot says of itself: in an empty chat (512 letters at most), and in its profile (120). */
    botProfile: {
      description:
        'Temporary phone numbers for SMS codes.\n\nChoose a service and a country, use the number, and the code appears here. You pay only when a code arrives.',
      about: 'Temporary numbers for SMS codes. You pay only when a code arrives.',
    },
    /** Beside the commands in the menu of the chat. */
    commandMenu: {
      services: 'Get a number',
      numbers: 'My open numbers',
      balance: 'Balance and transactions',
      topup: 'Add money',
      history: 'Numbers that ended',
      free: 'Free credit',
      language: 'Language',
      help: 'How it works',
      privacy: 'Privacy',
      invite: 'Invite friends',
      promo: 'Enter a promo code',
      gift: 'Give money by a link',
      support: 'Ask us, be answered here',
      paysupport: 'Help with payments',
      terms: 'Terms',
      cancel: 'Stop what is in progress',
    },
    homeScreen: (o: { name: string; available: Amount; held: Amount; open: number; isNew: boolean }): Rich =>
      lines(
        w.welcome(o),
        '',
        rich`💳 Balance: ${bold(f.money(o.available))}`,
        o.held > 0n && rich`🔒 Held for open numbers: ${f.money(o.held)}`,
        o.open > 0 && plural('en', o.open, { one: '📋 # number is open', other: '📋 # numbers are open' }, f.number),
      ),
    helpScreen: (o: { support: string; lateMinutes: number }): Rich =>
      w.help({ ...o, late: duration(o.lateMinutes * 60) }),
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
        rich`To have your details erased, write to ${w.support(o.support)}.`,
        ...w.privacy(o),
      ),
    languageScreen: rich`🌐 ${bold('Choose your language')}`,
    languageSet: '✅ English it is',
    banned: w.banned,
    maintenance: w.maintenance,
    topUp: w.topUp,
    unknownCommand: (screen: Piece): Rich => lines('🤔 I do not know that command. Here is what I can do:', '', screen),
    unsupported: lines(
      '🙂 I read only text and buttons.',
      'Type the name of a service, such as Telegram, or press a button below. Nothing was charged.',
    ),
    somethingBroke: lines(
      '😕 That did not work, and it is our fault.',
      'If a number was reserved, you find it in My numbers; your balance is always right. Please try again.',
    ),
    preCheckoutExcuse: '😕 The shop could not check this payment in time. No stars were taken. Please try again.',
    staleButton: 'That button is out of date. Here is a fresh screen.',
    nothingToCancel: 'Nothing was in progress.',
    searchClosed: 'Search closed.',
  };
};
