import type { Amount } from '../../domain/money/money';

export interface DemoPerson {
  readonly phone: string;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username: string;
  readonly language: 'en' | 'ar' | 'ru';
  readonly balance: Amount;
}

/** Telegram Stars that each of them has at the start. */
export const DEMO_STARS = 5_000n;

/** Who can be played in the browser: rich, modest, reading from right to left, and without a cent. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    phone: '15550100001',
    firstName: 'Alice',
    lastName: 'Moore',
    username: 'alice_moore',
    language: 'en',
    balance: 250_000n,
  },
  {
    phone: '15550100002',
    firstName: 'ليلى',
    lastName: 'حداد',
    username: 'layla_haddad',
    language: 'ar',
    balance: 120_000n,
  },
  {
    phone: '15550100003',
    firstName: 'Борис',
    lastName: 'Орлов',
    username: 'boris_orlov',
    language: 'ru',
    balance: 34_500n,
  },
  { phone: '15550100004', firstName: 'Dana', username: 'dana_empty', language: 'en', balance: 0n },
];

/** Who made the demo channel; nobody plays this person. */
export const DEMO_CREATOR = { phone: '15550109999', firstName: 'Numbershop', lastName: 'team', langCode: 'en' };

/** A channel whose members get credit. */
export const DEMO_CHANNEL = { title: 'Numbershop news', username: 'numbershop_news' };

export const DEMO_BOT = { username: 'numbershop_bot', name: 'Numbershop' };
