import { type AnnouncementWords, announced } from '../announced';
import type { Texts } from '../en';
import { type BalanceChange, type posts as english, type FieldNames, LONGEST_NAME } from '../en/posts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, code, lines, rich } from '../rich';

export const posts = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const fieldNames: FieldNames = {
    id: 'Telegram id',
    name: 'имя',
    username: '@имя',
    joined: 'дата прихода',
    balance: 'баланс',
    service: 'сервис',
    country: 'страна',
    number: 'номер, частично скрытый',
  };
  const support = (contact: string) => (contact ? f.name(contact) : 'оператору магазина');
  const balanceTitles: Record<BalanceChange['type'], (amount: string) => string> = {
    ADD: (amount) => `➕ На ваш баланс добавлено ${amount}`,
    DEDUCT: (amount) => `➖ С вашего баланса снято ${amount}`,
    REFUND: (amount) => `💚 На ваш баланс возвращено ${amount}`,
    REWARD: (amount) => `🎁 На ваш баланс начислен бонус ${amount}`,
  };
  const announcementWords: AnnouncementWords = {
    RESTOCK: '🔔 Снова в наличии\n\n{list}',
    PRICE_CHANGE: '💱 Новые цены\n\n{list}',
    NEW_SERVICE: '🆕 Новые сервисы\n\n{list}',
    more: (count) => `…и ещё ${f.number(count)}`,
    from: 'от',
  };
  return {
    fieldNames,
    announcement: (o) => announced(f, o, announcementWords),
    userDataPost: (o) =>
      lines(
        bold(o.event === 'joined' ? '👤 Новый пользователь' : '🛒 Покупка'),
        o.id !== undefined && rich`Telegram id: ${f.isolated(code(String(o.id)))}`,
        o.name !== undefined && rich`Имя: ${code(f.foreign(o.name, LONGEST_NAME))}`,
        o.username !== undefined &&
          (o.username ? rich`Имя в Telegram: ${f.isolated(`@${o.username}`)}` : 'Имя в Telegram: нет'),
        o.joinedAt && `Пришёл: ${f.dateTime(o.joinedAt)}`,
        o.available !== undefined && `Баланс: ${f.money(o.available)}`,
        o.service && `Сервис: ${o.service.serviceEmoji} ${f.name(o.service.serviceName)}`,
        o.country &&
          `Страна: ${f.flag(o.country.countryIso)} ${f.country(o.country.countryIso, o.country.countryName)}`,
        o.maskedPhone !== undefined && `Номер: ${f.phone(o.maskedPhone)}`,
      ),
    userDataGreeting: (o) =>
      lines(
        bold('📋 Здесь будут данные пользователей'),
        `При каждом новом пользователе и каждой покупке: ${o.fields.map((field) => fieldNames[field]).join(', ')}.`,
        'Записи о человеке удаляются, когда стираются его данные. Покупателям об этом сказано в /privacy.',
      ),
    dailySummary: (o) =>
      lines(
        bold(`📅 ${f.date(o.from, o.timeZone)}`),
        plural(
          'ru',
          o.newUsers,
          {
            one: '👤 # новый пользователь',
            few: '👤 # новых пользователя',
            many: '👤 # новых пользователей',
            other: '👤 # новых пользователя',
          },
          f.number,
        ),
        plural(
          'ru',
          o.sales,
          { one: '🛒 # продажа', few: '🛒 # продажи', many: '🛒 # продаж', other: '🛒 # продажи' },
          f.number,
        ),
        `💰 Выручка: ${f.money(o.revenue)}`,
        o.successRate === undefined ? '📈 Ни один номер не завершён' : `📈 Успешно: ${f.percent(o.successRate)}`,
      ),
    privacyOfPosts: (o) =>
      `Когда вы приходите и при каждой покупке в канале оператора также публикуется: ${o.fields
        .map((field) => fieldNames[field])
        .join(', ')}. Коды не публикуются никогда.`,
    balanceChanged: (o) =>
      lines(
        bold(balanceTitles[o.type](f.money(o.amount))),
        '',
        o.reason !== '' && `Причина: ${f.name(o.reason, 500)}`,
        rich`Доступно сейчас: ${bold(f.money(o.available))}`,
        o.type === 'DEDUCT'
          ? `Если вы этого не ждали, напишите ${support(o.support)}.`
          : 'На них можно сразу взять номер.',
      ),
  };
};
