import type { Obstacle } from '../../../../domain/number/number-status';
import type { NumberFault } from '../../../../domain/number/read-number';
import type { TableFault } from '../../../../ports/table';
import type { Format } from '../../../texts/format';
import { bold, lines, type Rich, rich } from '../../../texts/rich';
import type { PanelTexts } from '../en';

/** `examples`: one or several, or nothing. */
type Column = { place: number; name: string; examples: string };

/** كيف قُرئ ملف الأرقام، وأي أرقامه لا يستطيع أحد شراءها. */
export const imports = (f: Format): Pick<PanelTexts, 'imports'> => {
  const faults: Readonly<Record<NumberFault, string>> = {
    blank: 'فارغ',
    no_number: 'ليس رقم هاتف',
    rounded: 'قرّبه جدول البيانات',
    fraction: 'فيه كسر',
    date: 'تاريخ',
    several: 'رقمان في خلية واحدة',
    tail: 'خلفه شيء زائد',
    no_code: 'بلا رمز بلد',
    trunk_zero: 'صفر بعد رمز البلد',
    short: 'خاناته أقل مما في بلده',
    long: 'خاناته أكثر مما في بلده',
  };
  const xlsx = f.isolated('.xlsx').text;
  const csv = f.isolated('CSV').text;
  const tableFaults: Readonly<Record<TableFault, string>> = {
    open_quote: 'فيه علامة اقتباس لم تُغلق. لم يُستورد شيء؛ أصلحها وأرسله مرة أخرى.',
    old_workbook: `هذا مصنف من نوع قديم أو محمي بكلمة مرور. احفظه بصيغة ${xlsx} بلا كلمة مرور.`,
    not_a_workbook: `لا يمكن قراءة هذا المصنف. احفظه بصيغة ${xlsx} أو ${csv}.`,
    too_large: `هذا المصنف كبير جدًا. احفظ الورقة بصيغة ${csv}.`,
    no_sheet: 'لا شيء في هذا المصنف.',
  };
  const obstacles: Readonly<Record<Obstacle, string>> = {
    SERVICE_OFF: 'الخدمة موقوفة',
    COUNTRY_OFF: 'البلد موقوف',
    PROVIDER_OFF: 'المزود موقوف',
    NO_OFFER: 'لا يوجد عرض',
    OFFER_OFF: 'العرض موقوف',
    NO_ROUTE: 'لا يبيعها أي مسار',
    ROUTE_ON_DEMAND: 'مسار هذا المزود يشتري عند الطلب',
    ROUTE_OFF: 'المسار موقوف',
  };
  const named = ({ place, name }: Column) => (name ? `«${f.name(name, 30)}»` : `العمود ${f.number(place)}`);
  return {
    imports: {
      faults,
      tableFaults,
      obstacles,
      fromColumn: (o: Column & { withCode: boolean }): Rich =>
        lines(
          rich`🔎 الأرقام من: ${bold(named(o))}${o.withCode ? '، مع رمز البلد المجاور' : ''}:`,
          f.isolated(o.examples),
        ),
      allCells: '🔎 تُقرأ كل خلية في السطر رقمًا.',
      sheet: (o: { name: string; others: string }) =>
        `📑 الورقة «${f.name(o.name, 40)}»${o.others ? `. لم تُقرأ: ${f.name(o.others, 100)}` : ''}`,
      nextFile: 'يمكن إرسال الملف التالي للمكان نفسه هنا مباشرة.',
      otherColumn: '🔁 عمود آخر',
      whichColumn: 'أي عمود فيه الأرقام؟ لم يُستورد شيء بعد.',
      column: (o: Column): Rich => rich`${bold(named(o))}: ${f.isolated(o.examples || '—')}`,
      chooseColumn: (o: Column) => named(o),
      chooseAll: 'كلها',
      fileGone: 'نُسي الملف. أرسله مرة أخرى.',
      columnUnclear: 'لا يتضح أي عمود فيه الأرقام. لم يُستورد شيء.',
      unsold: (o: { count: number; name: string; why: string }) =>
        `⛔ ${f.number(o.count)} لا يستطيع أحد شراءها (${f.name(o.name, 80)}): ${f.name(o.why)}.`,
      unsoldRow: (o: { count: number }) => `⛔ لا يستطيع أحد شراءها: ${f.number(o.count)}`,
      importedUnsold: '⚠️ تم الاستيراد، لكن لا يمكن شراء كل الأرقام.',
      sell: (o: { name: string }) => `🛒 بيعها: ${f.name(o.name, 80)}`,
      open: (o: { name: string }) => `⚙️ ${f.name(o.name, 80)}`,
      unsoldTitle: bold('⛔ أرقام لا يستطيع أحد شراءها'),
      unsoldButton: (o: { count: number }) => `⛔ لا يمكن شراؤها: ${f.number(o.count)}`,
      sellTitle: (o: { name: string }) => `🛒 ${f.name(o.name, 80)}`,
      price: 'سعر الرقم',
      selling: 'يمكن للمشترين الحصول عليها الآن.',
    },
  };
};
