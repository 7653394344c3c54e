import type { Texts } from '../en';
import type { refunds as english } from '../en/refunds';
import type { Format } from '../format';
import { bold, lines, rich } from '../rich';

export const refunds = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const by = (o: { methodName: string; isStars: boolean }) => (o.isStars ? '⭐ Telegram Stars' : f.name(o.methodName));
  return {
    refundButton: '💸 Возврат',
    refundsScreen: (o) =>
      lines(
        bold('💸 Вернуть деньги'),
        '',
        o.count === 0
          ? 'Возвращать нечего: можно вернуть только то, что вы внесли и не потратили и что не удержано.'
          : 'Это вы внесли и не потратили. Выберите, что вернуть туда, откуда пришло.',
        'Награды, подарки и бонусы — не деньги, они остаются здесь.',
      ),
    refundRow: (o) => `${f.money(o.amount)} · ${by(o)} · ${f.dateTime(o.at)}`,
    refundScreen: (o) =>
      lines(
        rich`${bold(`💸 Вернуть ${f.money(o.amount)}?`)}`,
        '',
        `Вернём на ${by(o)}, по квитанции ${f.isolated(`R-${o.receiptId}`).text} от ${f.dateTime(o.at)}.`,
        o.bonus > 0n && `Бонус уйдёт тоже: ${f.money(o.bonus)}.`,
        'Сначала посмотрит магазин; попросить можно один раз. Потраченное до ответа вернуть нельзя.',
      ),
    askRefundButton: (amount) => `💸 Попросить ${f.money(amount)}`,
    refundAsked: {
      requested: '💸 Запрос отправлен. Деньги пока на месте; ответ магазина придёт сюда.',
      repeated: 'Вы уже просили об этом. Ничего не изменилось.',
      nothing_left: 'Сейчас это не вернуть: потрачено, удержано или уже запрошено. Ничего не изменилось.',
    },
    refundRefused: (o) =>
      lines(
        rich`${bold(`✋ ${f.money(o.amount)} не вернём`)}`,
        '',
        o.reason !== '' && f.name(o.reason, 300),
        'Деньги на вашем балансе, как и были.',
      ),
  };
};
