import type { Texts } from '../en';
import type { money as english } from '../en/money';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, rich } from '../rich';
import type { general } from './general';

export const money = (f: Format, g: ReturnType<typeof general>): Pick<Texts, keyof ReturnType<typeof english>> => {
  const transferWords: Texts['transferWords'] = {
    ADD: '➕ Пополнение',
    DEDUCT: '➖ Вычет',
    HOLD: '🔒 Удержано',
    RELEASE: '↩️ Возвращено',
    PURCHASE: '✅ Списано из удержанного',
    REWARD: '🎁 Бонус',
    REFUND: '💚 Возврат',
    TOPUP: '💰 Оплата',
    TOPUP_REFUND: '💸 Возврат оплаты',
    CHARGEBACK: '⛔ Платёж отозван',
    BONUS: '🎉 Бонус к оплате',
    PROMO: '🎟 Промокод',
    REFERRAL: '🤝 За приглашённого друга',
    GIFT: '🎀 Подарок',
    PENDING: '⏳ Ждёт, пока можно тратить',
  };
  return {
    transferWords,
    balanceScreen: (o) =>
      lines(
        bold('💳 Баланс'),
        rich`Доступно: ${bold(f.money(o.available))}`,
        rich`Удержано: ${bold(f.money(o.held))}`,
        o.held > 0n && 'Код списывает удержанное, всё иное возвращает.',
        o.usableAt !== null && rich`⏳ Пока нельзя тратить: ${bold(f.money(o.pending))}, до ${f.dateTime(o.usableAt)}`,
        o.debt > 0n && rich`⛔ Ваш долг: ${bold(f.money(o.debt))}. Пополнение сначала погасит его.`,
        !o.canPay && g.topUp(o),
      ),
    transactionsButton: '🧾 Операции',
    transactionsTitle: bold('🧾 Операции'),
    noTransactions: lines(bold('🧾 Операций пока нет'), '', 'Здесь будет каждое движение ваших денег.'),
    transactionRow: (o) =>
      lines(
        rich`${transferWords[o.type]} ${bold(o.sign === 0 ? f.money(o.amount) : f.signedMoney(o.sign === 1 ? o.amount : -o.amount))}`,
        `${[f.dateTime(o.at), o.about ?? (o.reason ? f.name(o.reason) : undefined)].filter(Boolean).join(' · ')} · доступно ${f.money(o.after)}`,
      ),
    statisticsScreen: (o) =>
      lines(
        bold('📊 Вы'),
        plural(
          'ru',
          o.own.completed,
          {
            one: '✅ Получен # код',
            few: '✅ Получено # кода',
            many: '✅ Получено # кодов',
            other: '✅ Получено # кода',
          },
          f.number,
        ),
        `⌛ Без кода: ${f.number(o.own.withoutCode)} (ничего не списано)`,
        `💵 Потрачено: ${f.money(o.own.spent)}`,
        o.own.successRate !== undefined && `🎯 Успешность: ${f.percent(o.own.successRate)}`,
        '',
        bold('🏬 Магазин'),
        plural(
          'ru',
          o.shop.services,
          { one: '📱 # сервис', few: '📱 # сервиса', many: '📱 # сервисов', other: '📱 # сервиса' },
          f.number,
        ),
        plural(
          'ru',
          o.shop.countries,
          { one: '🌍 # страна', few: '🌍 # страны', many: '🌍 # стран', other: '🌍 # страны' },
          f.number,
        ),
        o.shop.successRate !== undefined && `🎯 Успешность в последнее время: ${f.percent(o.shop.successRate)}`,
        o.shop.medianS !== undefined &&
          `⚡ Половина кодов приходит не позднее чем за время: ${g.duration(o.shop.medianS)}`,
      ),
  };
};
