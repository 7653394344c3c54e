import type { Amount } from '../../../domain/money/money';
import type { Announcement } from '../../../usecases/channels/find-announcement';
import type { DayFigures, UserDataPost } from '../../../usecases/channels/find-user-data';
import { type AnnouncementWords, announced } from '../announced';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, code, lines, type Rich, rich } from '../rich';

/** What may be told of a person in the user data channel, by the name that people read. */
export type FieldNames = Readonly<
  Record<'id' | 'name' | 'username' | 'joined' | 'balance' | 'service' | 'country' | 'number', string>
>;

/** By whom money was moved that a person is told of. */
export interface BalanceChange {
  readonly type: 'ADD' | 'DEDUCT' | 'REFUND' | 'REWARD';
  readonly amount: Amount;
  readonly available: Amount;
  readonly reason: string;
  readonly support: string;
}

/** A name longer than that is cut. */
export const LONGEST_NAME = 128;

/** Posts in channels, and notices of money that an operator moved. */
export const posts = (f: Format) => {
  const fieldNames: FieldNames = {
    id: 'Telegram id',
    name: 'Name',
    username: '@name',
    joined: 'Joined',
    balance: 'Balance',
    service: 'Service',
    country: 'Country',
    number: 'Number, masked',
  };
  const support = (contact: string) => (contact ? f.name(contact) : 'the shop’s operator');
  const balanceTitles: Record<BalanceChange['type'], (amount: string) => string> = {
    ADD: (amount) => `➕ ${amount} was added to your balance`,
    DEDUCT: (amount) => `➖ ${amount} was taken off your balance`,
    REFUND: (amount) => `💚 ${amount} was refunded to your balance`,
    REWARD: (amount) => `🎁 ${amount} of free credit was added to your balance`,
  };
  const announcementWords: AnnouncementWords = {
    RESTOCK: '🔔 Back in stock\n\n{list}',
    PRICE_CHANGE: '💱 New prices\n\n{list}',
    NEW_SERVICE: '🆕 New services\n\n{list}',
    more: (count) => `…and ${f.number(count)} more`,
    from: 'from',
  };
  return {
    fieldNames,
    announcement: (o: Announcement): Rich => announced(f, o, announcementWords),
    userDataPost: (o: UserDataPost): Rich =>
      lines(
        bold(o.event === 'joined' ? '👤 New user' : '🛒 Purchase'),
        o.id !== undefined && rich`Telegram id: ${f.isolated(code(String(o.id)))}`,
        o.name !== undefined && rich`Name: ${code(f.foreign(o.name, LONGEST_NAME))}`,
        o.username !== undefined && (o.username ? rich`Username: ${f.isolated(`@${o.username}`)}` : 'Username: none'),
        o.joinedAt && `Joined: ${f.dateTime(o.joinedAt)}`,
        o.available !== undefined && `Balance: ${f.money(o.available)}`,
        o.service && `Service: ${o.service.serviceEmoji} ${f.name(o.service.serviceName)}`,
        o.country &&
          `Country: ${f.flag(o.country.countryIso)} ${f.country(o.country.countryIso, o.country.countryName)}`,
        o.maskedPhone !== undefined && `Number: ${f.phone(o.maskedPhone)}`,
      ),
    userDataGreeting: (o: { fields: readonly (keyof FieldNames)[] }): Rich =>
      lines(
        bold('📋 User data will be posted here'),
        `At each new user and each purchase: ${o.fields.map((field) => fieldNames[field]).join(', ')}.`,
        'Posts about a person are deleted when that person is erased. Buyers are told of it in /privacy.',
      ),
    dailySummary: (o: DayFigures & { from: Date; timeZone: string }): Rich =>
      lines(
        bold(`📅 ${f.date(o.from, o.timeZone)}`),
        plural('en', o.newUsers, { one: '👤 # new user', other: '👤 # new users' }, f.number),
        plural('en', o.sales, { one: '🛒 # sale', other: '🛒 # sales' }, f.number),
        `💰 Revenue: ${f.money(o.revenue)}`,
        o.successRate === undefined ? '📈 No number ended' : `📈 Success rate: ${f.percent(o.successRate)}`,
      ),
    privacyOfPosts: (o: { fields: readonly (keyof FieldNames)[] }): string =>
      `When you join and at each purchase, this is also posted in a channel of the operator’s: ${o.fields
        .map((field) => fieldNames[field])
        .join(', ')}. Codes never are.`,
    balanceChanged: (o: BalanceChange): Rich =>
      lines(
        bold(balanceTitles[o.type](f.money(o.amount))),
        '',
        o.reason !== '' && `Reason: ${f.name(o.reason, 500)}`,
        rich`Available now: ${bold(f.money(o.available))}`,
        o.type === 'DEDUCT'
          ? `If you did not expect this, write to ${support(o.support)}.`
          : 'You can get a number with it right away.',
      ),
  };
};
