import type { Texts } from '../en';
import type { growth as english } from '../en/growth';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, rich } from '../rich';

export const growth = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => ({
  inviteButton: '🤝 Пригласить',
  promoButton: '🎟 Промокод',
  giftsButton: '🎀 Подарок',
  copyLink: '📋 Скопировать ссылку',
  shareLink: '📣 Поделиться',
  inviteScreen: (o) =>
    lines(
      bold('🤝 Приглашайте друзей'),
      '',
      `Вы получаете ${f.percent(o.percent / 100)} от их оплат, через ${plural('ru', o.days, { one: '# день', few: '# дня', many: '# дней', other: '# дня' }, f.number)}.`,
      plural(
        'ru',
        o.invited,
        {
          one: '👤 по вашей ссылке пришёл # человек',
          few: '👥 по вашей ссылке пришли # человека',
          many: '👥 по вашей ссылке пришли # человек',
          other: '👥 по вашей ссылке пришли # человека',
        },
        f.number,
      ),
      rich`💰 Заработано: ${bold(f.money(o.earned))}`,
      o.waiting > 0n && rich`⏳ Ожидает: ${f.money(o.waiting)}`,
      '',
      f.isolated(o.link),
    ),
  inviteOff: lines(
    bold('🤝 За приглашения сейчас не платим'),
    '',
    'Ничего не потеряно; то, что ждёт вас, будет выплачено.',
  ),
  promoScreen: lines(bold('🎟 Промокод'), '', 'Напишите код сюда.'),
  redeemed: {
    redeemed: (o) =>
      o.amount !== null
        ? lines(rich`${bold(`🎟 Добавлено ${f.money(o.amount)}`)}`, '', rich`💳 Доступно: ${bold(f.money(o.available))}`)
        : lines(
            bold('🎟 Код ваш'),
            '',
            `К следующей оплате добавим ${f.percent((o.percent ?? 0) / 100)} сверху. Пополните баланс.`,
          ),
    chosen: () => lines(bold('✂️ Код ваш'), '', 'Цену с ним вы увидите перед каждой покупкой. Ничего не списано.'),
    unknown: () => lines(bold('🤔 Такого кода нет'), '', 'Ничего не добавлено. Проверьте, как он написан.'),
    not_yet: () => lines(bold('⏳ Этот код ещё не действует'), '', 'Ничего не добавлено. Попробуйте позже.'),
    over: () => lines(bold('⌛ Время этого кода вышло'), '', 'Ничего не добавлено.'),
    used_up: () => lines(bold('📦 Этот код уже использовали все, для кого он был'), '', 'Ничего не добавлено.'),
    used_by_you: () => lines(bold('☑️ Вы уже использовали этот код'), '', 'Больше ничего не добавлено.'),
    only_new: () => lines(bold('🌱 Этот код для новых покупателей'), '', 'Ничего не добавлено.'),
    banned: () => lines(bold('⛔ Ваш аккаунт закрыт'), '', 'Ничего не добавлено.'),
    too_many_tries: () =>
      lines(bold('✋ Слишком много неверных кодов'), '', 'Ничего не добавлено. Попробуйте через пять минут.'),
  },
  giftsScreen: (o) =>
    lines(
      bold('🎀 Подарите деньги ссылкой'),
      '',
      o.most > 0n
        ? rich`Можно подарить до ${bold(f.money(o.most))}. Нажмите сумму или напишите её.`
        : 'Дарить можно только то, что вы внесли сами, через день после оплаты. Сейчас такого нет.',
      `Деньги получит тот, кто первым откроет ссылку. Если никто, через ${f.number(o.days)} дней они вернутся.`,
    ),
  giftRow: (o) => `${{ OPEN: '⏳', TAKEN: '✅', RETURNED: '↩️' }[o.state] ?? ''} ${f.money(o.amount)}`,
  giftBackButton: (amount) => `↩️ Вернуть ${f.money(amount)}`,
  giveButton: (amount) => `🎀 ${f.money(amount)}`,
  giftGiven: (o) =>
    lines(
      rich`${bold(`🎀 В этой ссылке ${f.money(o.amount)}`)}`,
      '',
      f.isolated(o.link),
      'Она показана один раз. Отправьте её одному человеку: кто первым откроет, тот и получит деньги.',
    ),
  giftRefusals: {
    key_conflict: 'Эта кнопка уже использована. Ничего не снято.',
    repeated: 'Этот подарок уже сделан; ссылку мы показали тогда. Если она потеряна, верните подарок.',
    banned: 'Ваш аккаунт закрыт. Ничего не снято.',
    not_enough: 'Это больше, чем вы можете подарить сейчас. Ничего не снято.',
    too_much_today: 'Это больше, чем можно подарить за один день. Ничего не снято.',
  },
  giftTaken: (o) =>
    lines(rich`${bold(`🎀 Для вас: ${f.money(o.amount)}`)}`, '', rich`💳 Доступно: ${bold(f.money(o.available))}`),
  giftEnds: {
    returned: (o) => lines(rich`${bold(`↩️ ${f.money(o.amount)} снова на балансе`)}`),
    repeated: () => lines(bold('☑️ Это уже сделано'), '', 'Ваш баланс верен.'),
    own: () =>
      lines(
        bold('🎀 Это ваш собственный подарок'),
        '',
        'Отправьте ссылку кому-нибудь или верните подарок. Ничего не двигалось.',
      ),
    banned: () => lines(bold('⛔ Ваш аккаунт закрыт'), '', 'Ничего не добавлено.'),
    over: () => lines(bold('⌛ Этот подарок уже забрали, или время вышло'), '', 'Ничего не добавлено.'),
    unknown: () => lines(bold('🤔 Такого подарка нет'), '', 'Ничего не добавлено. Проверьте, целая ли ссылка.'),
  },
  referralPaid: (o) =>
    lines(
      rich`${bold(`🤝 ${f.money(o.amount)} за приглашённого друга`)}`,
      '',
      rich`💳 Доступно: ${bold(f.money(o.available))}`,
    ),
  yourGiftTaken: (o) => lines(rich`${bold(`🎀 Ваш подарок на ${f.money(o.amount)} забрали`)}`),
  yourGiftReturned: (o) =>
    lines(
      rich`${bold(`↩️ Ваш подарок на ${f.money(o.amount)} вернулся`)}`,
      '',
      'Он никому не достался. Деньги снова на балансе.',
    ),
});
