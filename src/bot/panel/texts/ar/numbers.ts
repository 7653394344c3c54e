import type { InventoryRow, NumberRow } from '../../../../database/queries/numbers';
import type { NumberStatus } from '../../../../domain/number/number-status';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';
import type { PanelTexts } from '../en';

type Counted = { count: number };
const numbersOf = (f: Format) => (count: number) =>
  plural(
    'ar',
    count,
    {
      zero: 'لا أرقام',
      one: 'رقم واحد',
      two: 'رقمان',
      few: '# أرقام',
      many: '# رقمًا',
      other: '# رقم',
    },
    f.number,
  );

/** المخزون والاستيراد والتنظيف والرقم الواحد. */
export const numbers = (f: Format): Pick<PanelTexts, 'numbers'> => {
  const some = numbersOf(f);
  const statuses: Readonly<Record<NumberStatus, string>> = {
    AVAILABLE: '🟢 متاح',
    RESERVED: '🟡 محجوز',
    USED: '🔵 مباع، ولا يزال لدى المشتري',
    QUARANTINED: '💤 في فترة راحة',
    DELETED: '⚫ محذوف',
  };
  return {
    numbers: {
      button: '☎️ الأرقام',
      title: bold('☎️ أرقامنا'),
      stockRow: (o: InventoryRow & { name: string }): Rich =>
        lines(
          bold(f.name(o.name, 80)),
          `🟢 متاح ${f.number(o.available)} · مبيعات متبقية ${f.number(o.usesLeft)}`,
          `🟡 محجوز ${f.number(o.reserved)} · 🔵 مباع ${f.number(o.used)} · 💤 في راحة ${f.number(o.quarantined)} · ⚫ محذوف ${f.number(o.deleted)}`,
        ),
      typeNumber: 'اكتب رقم هاتف للعثور عليه.',
      noNumber: 'هذا ليس رقم هاتف. اكتبه مع رمز البلد.',
      unknownNumber: 'لا يعرف المتجر هذا الرقم.',
      deletedService: 'خدمة محذوفة',
      found: (o: { phone: string }) => `${f.phone(o.phone)}: يباع لأكثر من خدمة`,
      statuses,
      cardTitle: (o: { phone: string }): Rich => bold(f.phone(o.phone)),
      card: (o: NumberRow): Rich =>
        lines(
          `مرات الاستخدام: ${f.number(o.usageCount)} · انتهاءات متتالية بلا رمز: ${f.number(o.expiriesInARow)}`,
          o.availableAt && `يعود في ${f.dateTime(o.availableAt)}`,
          `معروف منذ ${f.dateTime(o.createdAt)}`,
        ),
      restore: '↩️ إعادته إلى المخزون',
      restored: 'الرقم في المخزون.',
      retired: 'حُذف الرقم.',
      isReserved: 'هناك مشترٍ ينتظر رمزًا عليه. انتظر حتى ينتهي الحجز.',
      serviceGone: 'خدمته محذوفة. استعد الخدمة أولًا.',
      notOurs: 'اشتُري لحجز واحد، فليس لنا أن نبيعه.',
      spent: 'استُخدم أقصى عدد مسموح من المرات.',
      import: '📥 استيراد',
      imports: '🗂 عمليات الاستيراد',
      importsTitle: bold('🗂 آخر عمليات الاستيراد'),
      uploadTitle: bold('📥 استيراد أرقام'),
      byCallingCode: 'البلد: بحسب رمز الاتصال لكل رقم',
      revives: 'تعود الأرقام المحذوفة، إلا ما استُنفد.',
      upload: lines(
        'أرسل الآن ملفًا (نصًا أو جدولًا)، أو اكتب الأرقام هنا، كل رقم في سطر.',
        'لن يُستورد شيء بعد: سترى أولًا ما الذي سيحدث.',
      ),
      fields: {
        provider: 'لمن هذه الأرقام',
        service: 'الخدمة',
        country: 'البلد',
        revive: 'هل تعود الأرقام المحذوفة؟',
        minUses: 'أقل عدد لمرات الاستخدام',
        maxUses: 'أكبر عدد لمرات الاستخدام',
        minExpiries: 'أقل عدد للانتهاءات المتتالية بلا رمز',
        idleDays: 'عدد الأيام التي لم يحجزه فيها أحد',
      },
      tooLarge: `هذا الملف أكبر من ${f.number(50)} ميغابايت. قسّمه.`,
      notFetched: `لم يسلّم ${f.isolated('Telegram').text} الملف. أرسله مرة أخرى.`,
      empty: 'لا يوجد فيه أي رقم. أرسل رقمًا واحدًا في كل سطر.',
      failed: 'تعذّرت قراءته حتى النهاية. لم يُستورد شيء؛ أرسله مرة أخرى.',
      importTitle: (o: { source: string }) => rich`📥 ${bold(f.name(o.source, 80))}`,
      checked: (o: { entries: number }) => `تم فحص ${some(o.entries)}. لم يُستورد شيء بعد.`,
      imported: '✅ تم الاستيراد.',
      importFailed: '❌ فشل الاستيراد. لن يُستورد منه المزيد؛ أرسل الملف مرة أخرى.',
      underWay: (o: { position: number; entries: number }) =>
        `⏳ ${f.number(o.position)} من ${f.number(o.entries)}. يكتمل الباقي تلقائيًا.`,
      verdicts: {
        ADDED: (o: Counted) => `🟢 جديدة: ${f.number(o.count)}`,
        REVIVED: (o: Counted) => `↩️ عادت من المحذوفة: ${f.number(o.count)}`,
        DOUBLE: (o: Counted) => `👥 مكررة في القائمة: ${f.number(o.count)}`,
        IN_STOCK: (o: Counted) => `📦 موجودة في المخزون: ${f.number(o.count)}`,
        DELETED: (o: Counted) => `⚫ حُذفت من قبل: ${f.number(o.count)}`,
        SPENT: (o: Counted) => `🪫 مستنفدة: ${f.number(o.count)}`,
        INVALID: (o: Counted) => `⚠️ ليست أرقام هواتف: ${f.number(o.count)}`,
        NO_COUNTRY: (o: Counted) => `🌍 بلدها غير موجود في المتجر: ${f.number(o.count)}`,
        OTHER_COUNTRY: (o: Counted) => `🌍 من بلد آخر: ${f.number(o.count)}`,
      },
      problem: (o: { line: number; number: string; why?: string }): Rich =>
        rich`السطر ${f.number(o.line)}: ${code(f.name(o.number, 40))}${o.why ? ` · ${f.name(o.why)}` : ''}`,
      confirm: (o: Counted) => `✅ استيراد ${some(o.count)}`,
      started: 'الاستيراد جارٍ.',
      report: '📄 نتيجة كل سطر',
      reportComes: 'الملف في الطريق.',
      tooOld: 'هذا الفحص قديم جدًا. أرسل الملف مرة أخرى.',
      importRow: (o: { source: string; at: Date; isDryRun: boolean }) =>
        `${o.isDryRun ? '🔍' : '📥'} ${f.name(o.source, 24)} · ${f.dateTime(o.at)}`,
      cleanUp: '🧹 تنظيف',
      cleanUpTitle: bold('🧹 تنظيف'),
      cleanUpExplained: 'يحذف الأرقام المتاحة ولا يمس ما لدى أحد. لن يُحذف شيء قبل أن ترى العدد.',
      usual: {
        neverWorked: (o: Counted) => `بلا أي رمز، ومرتين بلا جدوى: ${f.number(o.count)}`,
        resting: (o: Counted) => `في فترة راحة: ${f.number(o.count)}`,
        idle: (o: Counted) => `بلا حجز منذ ${f.number(30)} يومًا: ${f.number(o.count)}`,
        used: (o: Counted) => `استُخدمت من قبل: ${f.number(o.count)}`,
      },
      ownConditions: '✏️ شروط خاصة',
      conditions: {
        minUses: (o: Counted) => `استُخدم ${f.number(o.count)} مرات على الأقل`,
        maxUses: (o: Counted) => `استُخدم ${f.number(o.count)} مرات على الأكثر`,
        minExpiries: (o: Counted) => `${f.number(o.count)} انتهاءات متتالية على الأقل`,
        idleDays: (o: Counted) => `لم يحجزه أحد منذ ${f.number(o.count)} يومًا`,
        resting: 'في فترة راحة',
      },
      noCondition: 'حدّد شرطًا واحدًا على الأقل.',
      preview: (o: { free: number; inUse: number }) =>
        `سيُحذف ${some(o.free)}؛ وينطبق الشرط على ${f.number(o.inUse)} غيرها لكنها لدى مشترين فتبقى.`,
      clean: (o: Counted) => `🗑 حذف ${some(o.count)}`,
      cleaned: (o: Counted & { until: Date }): Rich =>
        lines(bold('🧹 تم التنظيف'), `حُذف ${some(o.count)}.`, `يمكن التراجع حتى ${f.dateTime(o.until)}.`),
      nothingFits: 'لا يوجد رقم متاح تنطبق عليه الشروط. لم يتغير شيء.',
      undone: 'عادت الأرقام إلى المخزون.',
      tooLate: 'فات أوان التراجع.',
    },
  };
};
