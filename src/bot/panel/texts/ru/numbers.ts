import type { InventoryRow, NumberRow } from '../../../../database/queries/numbers';
import type { NumberStatus } from '../../../../domain/number/number-status';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';
import type { PanelTexts } from '../en';

type Counted = { count: number };
const numbersOf = (f: Format) => (count: number) =>
  plural('ru', count, { one: '# номер', few: '# номера', many: '# номеров', other: '# номера' }, f.number);

/** Пул: остаток, импорт, очистка, один номер. */
export const numbers = (f: Format): Pick<PanelTexts, 'numbers'> => {
  const some = numbersOf(f);
  const times = (count: number) =>
    plural('ru', count, { one: '# раз', few: '# раза', many: '# раз', other: '# раза' }, f.number);
  const statuses: Readonly<Record<NumberStatus, string>> = {
    AVAILABLE: '🟢 свободен',
    RESERVED: '🟡 занят',
    USED: '🔵 продан, пока у покупателя',
    QUARANTINED: '💤 отдыхает',
    DELETED: '⚫ удалён',
  };
  return {
    numbers: {
      button: '☎️ Номера',
      title: bold('☎️ Свои номера'),
      stockRow: (o: InventoryRow & { name: string }): Rich =>
        lines(
          bold(f.name(o.name, 80)),
          `🟢 свободно ${f.number(o.available)} · продаж осталось ${f.number(o.usesLeft)}`,
          `🟡 занято ${f.number(o.reserved)} · 🔵 продано ${f.number(o.used)} · 💤 отдыхает ${f.number(o.quarantined)} · ⚫ удалено ${f.number(o.deleted)}`,
        ),
      typeNumber: 'Введите номер телефона, чтобы найти его.',
      noNumber: 'Это не номер телефона. Введите его с кодом страны.',
      unknownNumber: 'Магазин не знает этого номера.',
      deletedService: 'удалённый сервис',
      found: (o: { phone: string }) => `${f.phone(o.phone)}: продаётся для нескольких сервисов`,
      statuses,
      cardTitle: (o: { phone: string }): Rich => bold(f.phone(o.phone)),
      card: (o: NumberRow): Rich =>
        lines(
          `Использован ${times(o.usageCount)} · без кода подряд: ${f.number(o.expiriesInARow)}`,
          o.availableAt && `Вернётся ${f.dateTime(o.availableAt)}`,
          `Известен с ${f.dateTime(o.createdAt)}`,
        ),
      restore: '↩️ Вернуть в продажу',
      restored: 'Номер снова в продаже.',
      retired: 'Номер удалён.',
      isReserved: 'Покупатель ждёт на нём код. Подождите, пока бронь закончится.',
      serviceGone: 'Его сервис удалён. Сначала восстановите сервис.',
      notOurs: 'Он был куплен для одной брони, продавать его мы не можем.',
      spent: 'Он использован столько раз, сколько разрешено.',
      import: '📥 Импорт',
      imports: '🗂 Импорты',
      importsTitle: bold('🗂 Последние импорты'),
      uploadTitle: bold('📥 Импорт номеров'),
      byCallingCode: 'Страна: по телефонному коду каждого номера',
      revives: 'Удалённые номера возвращаются, кроме полностью использованных.',
      upload: lines(
        'Пришлите файл (текст или таблицу) или введите номера сообщением, по одному в строке.',
        'Пока ничего не импортируется: сначала вы увидите, что получится.',
      ),
      fields: {
        provider: 'Чьи это номера',
        service: 'Сервис',
        country: 'Страна',
        revive: 'Возвращать удалённые номера?',
        minUses: 'Использован не меньше стольких раз',
        maxUses: 'Использован не больше стольких раз',
        minExpiries: 'Без кода подряд, не меньше',
        idleDays: 'Никто не бронировал столько дней',
      },
      tooLarge: 'Файл больше 50 МБ. Разделите его.',
      notFetched: 'Telegram не отдал файл. Пришлите его ещё раз.',
      empty: 'В нём нет ни одного номера. Присылайте по одному номеру в строке.',
      failed: 'Прочитать до конца не удалось. Ничего не импортировано, пришлите ещё раз.',
      importTitle: (o: { source: string }) => rich`📥 ${bold(f.name(o.source, 80))}`,
      checked: (o: { entries: number }) => `Проверено: ${some(o.entries)}. Пока ничего не импортировано.`,
      imported: '✅ Импортировано.',
      importFailed: '❌ Не удалось. Больше ничего из него не импортируется, пришлите файл ещё раз.',
      underWay: (o: { position: number; entries: number }) =>
        `⏳ ${f.number(o.position)} из ${f.number(o.entries)}. Дальше всё идёт само.`,
      verdicts: {
        ADDED: (o: Counted) => `🟢 новые: ${f.number(o.count)}`,
        REVIVED: (o: Counted) => `↩️ вернулись из удалённых: ${f.number(o.count)}`,
        DOUBLE: (o: Counted) => `👥 повторы в списке: ${f.number(o.count)}`,
        IN_STOCK: (o: Counted) => `📦 уже есть: ${f.number(o.count)}`,
        DELETED: (o: Counted) => `⚫ были удалены: ${f.number(o.count)}`,
        SPENT: (o: Counted) => `🪫 полностью использованы: ${f.number(o.count)}`,
        INVALID: (o: Counted) => `⚠️ не номера: ${f.number(o.count)}`,
        NO_COUNTRY: (o: Counted) => `🌍 страны нет в магазине: ${f.number(o.count)}`,
        OTHER_COUNTRY: (o: Counted) => `🌍 другой страны: ${f.number(o.count)}`,
      },
      problem: (o: { line: number; number: string; why?: string }): Rich =>
        rich`строка ${f.number(o.line)}: ${code(f.name(o.number, 40))}${o.why ? ` · ${f.name(o.why)}` : ''}`,
      confirm: (o: Counted) => `✅ Импортировать ${some(o.count)}`,
      started: 'Импорт начался.',
      report: '📄 Итог по каждой строке',
      reportComes: 'Файл скоро придёт.',
      tooOld: 'Эта проверка слишком старая. Пришлите файл ещё раз.',
      importRow: (o: { source: string; at: Date; isDryRun: boolean }) =>
        `${o.isDryRun ? '🔍' : '📥'} ${f.name(o.source, 24)} · ${f.dateTime(o.at)}`,
      cleanUp: '🧹 Очистка',
      cleanUpTitle: bold('🧹 Очистка'),
      cleanUpExplained: 'Удаляет свободные номера, занятые не трогает. Сначала вы увидите, сколько их.',
      usual: {
        neverWorked: (o: Counted) => `Ни одного кода, дважды впустую: ${f.number(o.count)}`,
        resting: (o: Counted) => `Отдыхают: ${f.number(o.count)}`,
        idle: (o: Counted) => `30 дней без дела: ${f.number(o.count)}`,
        used: (o: Counted) => `Уже использованы: ${f.number(o.count)}`,
      },
      ownConditions: '✏️ Свои условия',
      conditions: {
        minUses: (o: Counted) => `использован не меньше ${f.number(o.count)} раз`,
        maxUses: (o: Counted) => `использован не больше ${f.number(o.count)} раз`,
        minExpiries: (o: Counted) => `без кода подряд не меньше ${f.number(o.count)} раз`,
        idleDays: (o: Counted) => `никто не бронировал дней: ${f.number(o.count)}`,
        resting: 'отдыхает',
      },
      noCondition: 'Задайте хотя бы одно условие.',
      preview: (o: { free: number; inUse: number }) =>
        `Будет удалено: ${some(o.free)}; подходят ещё ${f.number(o.inUse)}, но они заняты и останутся.`,
      clean: (o: Counted) => `🗑 Удалить ${some(o.count)}`,
      cleaned: (o: Counted & { until: Date }): Rich =>
        lines(bold('🧹 Очищено'), `Удалено: ${some(o.count)}.`, `Отменить можно до ${f.dateTime(o.until)}.`),
      nothingFits: 'Подходящих свободных номеров нет. Ничего не изменилось.',
      undone: 'Номера снова в продаже.',
      tooLate: 'Отменить уже нельзя: слишком поздно.',
    },
  };
};
