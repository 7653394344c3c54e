import type { Obstacle } from '../../../../domain/number/number-status';
import type { NumberFault } from '../../../../domain/number/read-number';
import type { TableFault } from '../../../../ports/table';
import type { Format } from '../../../texts/format';
import { bold, lines, type Rich, rich } from '../../../texts/rich';
import type { PanelTexts } from '../en';

/** `examples`: one or several, or nothing. */
type Column = { place: number; name: string; examples: string };

/** Как прочитан файл номеров и какие из них никто не может купить. */
export const imports = (f: Format): Pick<PanelTexts, 'imports'> => {
  const faults: Readonly<Record<NumberFault, string>> = {
    blank: 'пусто',
    no_number: 'не номер телефона',
    rounded: 'округлён таблицей',
    fraction: 'дробное число',
    date: 'дата',
    several: 'два номера в одной ячейке',
    tail: 'за номером стоит лишнее',
    no_code: 'нет кода страны',
    trunk_zero: 'ноль после кода страны',
    short: 'мало цифр для этой страны',
    long: 'много цифр для этой страны',
  };
  const xlsx = f.isolated('.xlsx').text;
  const tableFaults: Readonly<Record<TableFault, string>> = {
    open_quote: 'В файле не закрыта кавычка. Ничего не импортировано: исправьте и пришлите снова.',
    old_workbook: `Это книга старого вида или с паролем. Сохраните её как ${xlsx} без пароля.`,
    not_a_workbook: `Эту книгу прочитать нельзя. Сохраните её как ${xlsx} или CSV.`,
    too_large: 'Книга слишком большая. Сохраните лист как CSV.',
    no_sheet: 'В этой книге ничего нет.',
  };
  const obstacles: Readonly<Record<Obstacle, string>> = {
    SERVICE_OFF: 'сервис выключен',
    COUNTRY_OFF: 'страна выключена',
    PROVIDER_OFF: 'поставщик выключен',
    NO_OFFER: 'нет предложения',
    OFFER_OFF: 'предложение выключено',
    NO_ROUTE: 'их не продаёт ни один маршрут',
    ROUTE_ON_DEMAND: 'маршрут этого поставщика покупает под заказ',
    ROUTE_OFF: 'маршрут выключен',
  };
  const named = ({ place, name }: Column) => (name ? `«${f.name(name, 30)}»` : `столбец ${f.number(place)}`);
  return {
    imports: {
      faults,
      tableFaults,
      obstacles,
      fromColumn: (o: Column & { withCode: boolean }): Rich =>
        lines(
          rich`🔎 Номера взяты из: ${bold(named(o))}${o.withCode ? ', с кодом страны рядом' : ''}:`,
          f.isolated(o.examples),
        ),
      allCells: '🔎 Номером считается каждая ячейка строки.',
      sheet: (o: { name: string; others: string }) =>
        `📑 Лист «${f.name(o.name, 40)}»${o.others ? `. Не прочитаны: ${f.name(o.others, 100)}` : ''}`,
      nextFile: 'Следующий файл для того же места можно прислать прямо сюда.',
      otherColumn: '🔁 Другой столбец',
      whichColumn: 'В каком столбце номера? Пока ничего не импортировано.',
      column: (o: Column): Rich => rich`${bold(named(o))}: ${f.isolated(o.examples || '—')}`,
      chooseColumn: (o: Column) => named(o),
      chooseAll: 'Все',
      fileGone: 'Файл уже забыт. Пришлите его ещё раз.',
      columnUnclear: 'Непонятно, в каком столбце номера. Ничего не импортировано.',
      unsold: (o: { count: number; name: string; why: string }) =>
        `⛔ ${f.number(o.count)} никто не может купить (${f.name(o.name, 80)}): ${f.name(o.why)}.`,
      unsoldRow: (o: { count: number }) => `⛔ никто не может купить: ${f.number(o.count)}`,
      importedUnsold: '⚠️ Импортировано, но купить можно не всё.',
      sell: (o: { name: string }) => `🛒 Продавать: ${f.name(o.name, 80)}`,
      open: (o: { name: string }) => `⚙️ ${f.name(o.name, 80)}`,
      unsoldTitle: bold('⛔ Номера, которые никто не может купить'),
      unsoldButton: (o: { count: number }) => `⛔ Нельзя купить: ${f.number(o.count)}`,
      sellTitle: (o: { name: string }) => `🛒 ${f.name(o.name, 80)}`,
      price: 'Цена номера',
      selling: 'Теперь их можно купить.',
    },
  };
};
