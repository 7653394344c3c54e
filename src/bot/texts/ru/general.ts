import type { CustomizableTexts } from '../customizable-texts';
import type { Texts } from '../en';
import type { general as english } from '../en/general';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, rich } from '../rich';

export const general = (f: Format, w: CustomizableTexts): Pick<Texts, keyof ReturnType<typeof english>> => {
  const duration = (seconds: number) =>
    seconds < 120
      ? plural(
          'ru',
          Math.max(0, Math.round(seconds)),
          { one: '# секунда', few: '# секунды', many: '# секунд', other: '# секунды' },
          f.number,
        )
      : plural(
          'ru',
          Math.floor(seconds / 60),
          { one: '# минута', few: '# минуты', many: '# минут', other: '# минуты' },
          f.number,
        );
  const short = (seconds: number) =>
    seconds < 120 ? `${f.number(Math.round(seconds))} с` : `${f.number(Math.floor(seconds / 60))} мин`;
  return {
    duration,
    short,
    inTime: (at, now) =>
      at > now ? `через ${short((at.getTime() - now.getTime()) / 1000)} (${f.time(at)})` : 'вот-вот',
    back: '‹ Назад',
    home: '🏠 Главная',
    refresh: '🔄 Обновить',
    tryAgain: '🔄 Повторить',
    previousPage: '‹ Раньше',
    nextPage: 'Дальше ›',
    newest: '« К новым',
    older: 'Старее ›',
    pageOf: (page, pages) => `${f.number(page)} / ${f.number(pages)}`,
    homeButtons: {
      services: '📱 Получить номер',
      favourites: '⭐ Избранное',
      numbers: '📋 Мои номера',
      balance: '💳 Баланс',
      free: '🎁 Бонусы',
      statistics: '📊 Статистика',
      help: '❓ Помощь',
      language: '🌐 Язык',
    },
    botProfile: {
      description:
        'Временные номера телефонов для кодов из SMS.\n\nВыберите сервис и страну, введите номер, и код появится здесь. Вы платите, только когда код пришёл.',
      about: 'Временные номера для кодов из SMS. Вы платите, только когда код пришёл.',
    },
    commandMenu: {
      services: 'Получить номер',
      numbers: 'Мои открытые номера',
      balance: 'Баланс и операции',
      topup: 'Пополнить баланс',
      history: 'Завершённые номера',
      free: 'Бонусы',
      language: 'Язык',
      help: 'Как это работает',
      privacy: 'Конфиденциальность',
      invite: 'Пригласить друзей',
      promo: 'Ввести промокод',
      gift: 'Подарить деньги ссылкой',
      support: 'Спросить нас, ответ придёт сюда',
      paysupport: 'Помощь с оплатой',
      terms: 'Условия',
      cancel: 'Прервать начатое',
    },
    homeScreen: (o) =>
      lines(
        w.welcome(o),
        '',
        rich`💳 Баланс: ${bold(f.money(o.available))}`,
        o.held > 0n && rich`🔒 Удержано за открытые номера: ${f.money(o.held)}`,
        o.open > 0 &&
          plural(
            'ru',
            o.open,
            {
              one: '📋 Открыт # номер',
              few: '📋 Открыто # номера',
              many: '📋 Открыто # номеров',
              other: '📋 Открыто # номера',
            },
            f.number,
          ),
      ),
    helpScreen: (o) => w.help({ ...o, late: `${f.number(o.lateMinutes)} мин` }),
    privacyButton: '🔏 Приватность',
    helpButton: '❓ Помощь',
    privacyScreen: (o) =>
      lines(
        bold('🔏 Конфиденциальность'),
        '',
        'Мы храним ваш Telegram id, имя, язык, ваши номера с их SMS и каждое движение ваших денег.',
        'Это нужно, чтобы доставлять коды, вести счёт верно и помогать вам. Мы это не продаём.',
        'После вас номер служит другим: не привязывайте к нему аккаунты, нужные на годы.',
        o.posts,
        '',
        rich`Чтобы стереть ваши данные, напишите ${w.support(o.support)}.`,
        ...w.privacy(o),
      ),
    languageScreen: rich`🌐 ${bold('Выберите язык')}`,
    languageSet: '✅ Теперь по-русски',
    banned: w.banned,
    maintenance: w.maintenance,
    topUp: w.topUp,
    unknownCommand: (screen) => lines('🤔 Такой команды я не знаю. Вот что я умею:', '', screen),
    unsupported: lines(
      '🙂 Я понимаю только текст и кнопки.',
      'Напишите название сервиса, например Telegram, или нажмите кнопку ниже. Ничего не списано.',
    ),
    somethingBroke: lines(
      '😕 Не получилось, и это наша вина.',
      'Если номер был взят, он в «Моих номерах»; баланс всегда верен. Попробуйте ещё раз.',
    ),
    preCheckoutExcuse: '😕 Магазин не успел проверить этот платёж. Звёзды не списаны. Попробуйте ещё раз.',
    staleButton: 'Эта кнопка устарела. Вот свежий экран.',
    nothingToCancel: 'Отменять нечего.',
    searchClosed: 'Поиск закрыт.',
  };
};
