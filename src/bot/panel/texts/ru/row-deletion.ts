import type { RowUse } from '../../../../usecases/catalogue/delete-row';
import type { Format } from '../../../texts/format';
import { bold, lines } from '../../../texts/rich';
import { type rowDeletion as english, MANY_USES, usesOf } from '../en/row-deletion';

export const rowDeletion = (f: Format): ReturnType<typeof english> => {
  const uses: Record<RowUse, string> = {
    offers: 'Предложения',
    numbers: 'Номера',
    sales: 'Брони',
    messages: 'Сообщения',
    imports: 'Загрузки номеров',
    deliveries: 'Доставки на его адрес (хранятся некоторое время)',
    sims: 'SIM-карты',
    promoCodes: 'Промокоды',
    purchases: 'Покупки, которые ещё выясняются',
  };
  return {
    rowDeletion: {
      done: (o) =>
        lines(
          bold(`🗑 Удалено: ${f.name(o.name, 100)}`),
          '',
          o.routes > 0 && `Вместе с этим удалено маршрутов: ${f.number(o.routes)}.`,
          `До ${f.time(o.undoUntil)} можно вернуть всё, как было.`,
        ),
      inUse: (o) =>
        lines(
          bold(`⚠️ Не удалено: ${f.name(o.name, 100)}`),
          '',
          'Это ещё нужно:',
          ...usesOf(o.uses).map(([use, count]) => `${uses[use]}: ${f.number(count)}${count >= MANY_USES ? '+' : ''}`),
          '',
          'Предложения можно удалить раньше. Проданное, полученное и загруженное остаётся в учёте навсегда.',
          o.isActive ? 'Лучше выключите: тогда покупок здесь не будет.' : 'Это уже выключено: покупок здесь нет.',
        ),
      uses,
      restored: '✅ Возвращено, как было.',
      not_deleted: 'Удаления не было. Ничего не изменилось.',
      too_late: 'Возвращать поздно. Создайте заново.',
      not_found: 'Возвращать поздно. Создайте заново.',
      replaced: 'Имя или место тем временем заняты новой записью. Ничего не изменилось.',
      parent_gone: 'То, к чему это относится, тем временем удалено. Сначала верните его.',
    },
  };
};
