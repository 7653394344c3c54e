import type { Amount } from '../../../domain/money/money';
import type { Texts } from '../en';
import type { payments as english } from '../en/payments';
import type { PriceFacts } from '../facts';
import type { Format } from '../format';
import { bold, lines, rich } from '../rich';

export const payments = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const price = (o: PriceFacts) => f.isolated(o.currency === 'XTR' ? `${o.price} ⭐` : `${o.price} ${o.currency}`);
  const bonusLine = (bonus: Amount) => bonus > 0n && rich`🎉 Бонус: ${bold(f.signedMoney(bonus))}`;
  return {
    addMoneyButton: '➕ Пополнить',
    addMissingButton: (missing) => `➕ Пополнить на ${f.money(missing)}`,
    paymentsButton: '🧾 Платежи',
    methodName: (o) => (o.isStars ? '⭐ Telegram Stars' : f.name(o.name)),
    topUpScreen: (o) =>
      lines(
        bold('➕ Пополнение'),
        '',
        o.missing !== undefined && rich`Вам не хватает ${bold(f.money(o.missing))}.`,
        'Как хотите заплатить? Деньги попадут на баланс, как только придут.',
      ),
    amountScreen: (o) =>
      lines(
        rich`${bold(o.method)}`,
        '',
        rich`Сколько? Нажмите сумму или напишите от ${f.money(o.lowest)} до ${f.money(o.highest)}.`,
        o.bonusFrom !== null &&
          o.bonusPercent > 0 &&
          `🎉 От ${f.money(o.bonusFrom)}: сверху +${f.percent(o.bonusPercent / 100)}.`,
        rich`Оплачивая, вы принимаете условия: ${f.isolated('/terms')}.`,
      ),
    amountUnread: 'Это не сумма. Напишите число, например 5. Ничего не оплачено.',
    amountOutOfRange: (o) =>
      `${f.money(o.asked)} так оплатить нельзя, только от ${f.money(o.lowest)} до ${f.money(o.highest)}. Ничего не оплачено.`,
    amountButton: (o) => `${f.money(o.amount)} · ${price(o).text}`,
    preparingInvoice: '⏳ Готовим счёт… Пока ничего не оплачено.',
    invoiceBelow: (o) =>
      lines(
        bold('🧾 Ваш счёт ниже'),
        '',
        rich`Вы платите ${price(o)}, получаете ${bold(f.money(o.amount))}.`,
        bonusLine(o.bonus),
        `Действует до ${f.time(o.until)}. Пока вы не заплатите, ничего не спишется.`,
      ),
    invoiceLinkButton: '🔗 Тот же счёт по ссылке',
    invoiceTitle: (o) => `Баланс: ${f.money(o.amount)}`,
    invoiceDescription: (o) =>
      `Вы сразу получите ${f.money(o.amount)}${o.bonus > 0n ? ` и бонус ${f.money(o.bonus)}` : ''}. Счёт действует до ${f.time(o.until)}.`,
    payStarsButton: (stars) => `Заплатить ${f.isolated(`${stars} ⭐`).text}`,
    payScreen: (o) =>
      lines(
        rich`${bold(`🧾 Оплата ${f.money(o.amount)}`)}`,
        '',
        rich`Вы платите ${price(o)} через ${o.method}, получаете ${bold(f.money(o.amount))}.`,
        bonusLine(o.bonus),
        `Действует до ${f.time(o.until)}. Если придёт меньше или позже, зачислим столько, сколько это стоит.`,
        'Следить не нужно: когда деньги придут, мы напишем.',
      ),
    payButton: '💳 Заплатить',
    paymentStands: (o) =>
      lines(
        rich`${bold(`🧾 Платёж на ${f.money(o.amount)}`)}`,
        '',
        {
          PAID: '✅ Оплачено. Деньги на балансе.',
          UNDERPAID: '☑️ Пришло меньше; то, что пришло, на балансе.',
          SEEN: '👀 Найден, подтверждается. Мы напишем, когда деньги придут.',
          OPEN: '⏳ Пока ничего не пришло.',
          EXPIRED: '⌛ Время вышло. Ничего не пришло; начните заново.',
        }[o.status] ?? rich`Этот платёж завершён. Баланс верен; если чего-то не хватает: ${f.isolated('/paysupport')}.`,
      ),
    paymentSeen: (o) =>
      lines(
        bold('👀 Ваш платёж найден'),
        '',
        rich`${f.money(o.amount)} появится на балансе после подтверждения. Делать ничего не нужно.`,
      ),
    paymentReceived: (o) =>
      lines(
        rich`${bold(`✅ Получено ${f.money(o.amount)}`)}`,
        '',
        bonusLine(o.bonus),
        o.isLess && 'Это меньше, чем в счёте: зачислено то, что пришло.',
        o.debtPaid && 'Часть ушла на долг после отозванного платежа.',
        rich`💳 Доступно: ${bold(f.money(o.available))}`,
        rich`Квитанция ${f.isolated(`R-${o.receiptId}`)}: назовите её в ${f.isolated('/paysupport')}.`,
      ),
    goOnButton: (o) => `▶️ Продолжить: ${f.name(o.what)}`,
    paymentTakenBack: (o) =>
      lines(
        rich`${bold(`⛔ ${f.money(o.amount)} отозвано`)}`,
        '',
        'Тот, через кого вы платили, забрал этот платёж обратно.',
        o.owed > 0n &&
          rich`Ваш долг: ${bold(f.money(o.owed))}. Следующее пополнение сначала погасит его; до этого покупать нельзя.`,
        rich`Если вы об этом ничего не знаете: ${f.isolated('/paysupport')}.`,
      ),
    refundEnded: (o) =>
      o.isDone
        ? lines(rich`${bold(`💸 ${f.money(o.amount)} возвращено`)}`, '', 'Деньги идут туда, откуда вы платили.')
        : lines(
            rich`${bold(`↩️ ${f.money(o.amount)} снова на балансе`)}`,
            '',
            rich`Вернуть туда, откуда они пришли, не вышло. Ничего не потеряно; что делать, подскажет ${f.isolated('/paysupport')}.`,
          ),
    topUpRefusals: {
      method_off: 'Этот способ оплаты сейчас закрыт. Выберите другой. Ничего не оплачено.',
      banned: 'Ваш аккаунт закрыт. Ничего не оплачено.',
      too_many_an_hour: 'Слишком много счетов за час. Попробуйте позже. Ничего не оплачено.',
      key_conflict: 'Эта кнопка уже использована. Выберите снова. Ничего не оплачено.',
      amount_out_of_range: 'Такую сумму так оплатить нельзя. Ничего не оплачено.',
      provider_trouble: 'Платёжный сервис сейчас не отвечает. Попробуйте снова или иначе. Ничего не оплачено.',
    },
    preCheckoutRefusals: {
      unknown: 'Этот счёт больше не известен. Звёзды не списаны. Начните заново в боте.',
      foreign: 'Этот счёт выставлен другому человеку. Звёзды не списаны.',
      paid: 'Этот счёт уже оплачен. Звёзды не списаны.',
      expired: 'Время этого счёта вышло. Звёзды не списаны. Начните заново в боте.',
      changed: 'Этот счёт устарел. Звёзды не списаны. Начните заново в боте.',
      banned: 'Ваш аккаунт закрыт. Звёзды не списаны.',
    },
    paySupportScreen: (o) =>
      lines(
        bold('🧾 Помощь с оплатой'),
        '',
        'Нажмите, о чём речь, и напишите, что не так: ответ придёт сюда, в чат. Telegram с покупками в этом боте помочь не может.',
        o.support !== '' && `Можно написать и сюда: ${f.name(o.support)}.`,
        'Непотраченное можно вернуть туда, откуда оно пришло.',
        ...o.receipts.map(
          ({ id, amount, at }) => rich`• ${f.isolated(`R-${id}`)} · ${f.money(amount)} · ${f.dateTime(at)}`,
        ),
      ),
    termsScreen: (o) =>
      lines(
        bold('📜 Условия'),
        '',
        'Вы арендуете номер на короткое время, чтобы получить SMS. Платите только за номер, на который пришёл код.',
        rich`Внесённые деньги лежат на балансе, пока вы их не потратите; непотраченное можно попросить назад: ${f.isolated('/paysupport')}.`,
        'После вас номера служат другим. За использование кода отвечаете вы; не делайте с ним ничего незаконного.',
        rich`Продавец и поддержка: ${o.support ? f.name(o.support) : 'оператор этого бота'}. Telegram не участвует в покупках здесь.`,
      ),
    termsButton: '📜 Условия',
  };
};
