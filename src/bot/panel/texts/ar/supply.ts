import type { Amount } from '../../../../domain/money/money';
import type { VendorChangeKind } from '../../../../domain/pricing/vendor-change-kind';
import type { Format } from '../../../texts/format';
import { joined, type Piece, type Rich } from '../../../texts/rich';
import type { PanelTexts } from '../en';

/** What suppliers sell, and the rules for our prices. */
export const supply = (f: Format): Pick<PanelTexts, 'supply'> => {
  const kinds: Record<VendorChangeKind, string> = {
    NEW_SERVICE: 'خدمة جديدة',
    GONE_SERVICE: 'خدمة محذوفة',
    NEW_COUNTRY: 'دولة جديدة',
    GONE_COUNTRY: 'دولة محذوفة',
    NEW_PRICE: 'صار متاحًا للبيع',
    GONE_PRICE: 'لم يعد يُباع',
    DEARER: 'ارتفع سعره',
    CHEAPER: 'انخفض سعره',
  };
  return {
    supply: {
      button: '🚚 التوريد',
      title: '🚚 التوريد',
      intro:
        'ما يبيعه الموردون، ويُقرأ كل عشر دقائق. مخزون المسارات وتكلفتها يتحدثان تلقائيًا، أما الأسعار فتتبع قواعدك عندما تطبقها.',
      providerRow: (o: { name: string; changes: number }): string =>
        `${f.name(o.name, 30)}${o.changes > 0 ? ` · جديد: ${f.number(o.changes)}` : ''}`,
      pricesButton: '🏷 الأسعار',
      rulesButton: '📐 قواعد الأسعار',
      syncButton: '🔄 اقرأ الآن',
      syncing: 'تجري قراءة القوائم…',
      synced: 'قُرئت القوائم',
      noLists: 'لا قوائم في هذا البروتوكول',
      unmappedServices: 'خدمات ليست عندنا',
      unmappedCountries: 'دول ليست عندنا',
      allMapped: 'كل شيء مرتبط.',
      mapHint: 'اختر واحدة لتحدد ما تقابله عندنا. وإن لم تكن عندنا فتخطَّ السؤال.',
      mapTitle: (o: { code: string }): string => `ماذا يعني هذا الرمز عندنا: ${f.name(o.code, 40)}`,
      ourService: 'خدمتنا',
      ourCountry: 'دولتنا',
      readAt: (o: { at: Date }): string => `وقت قراءة القوائم: ${f.dateTime(o.at)}`,
      neverRead: 'لم تُقرأ القوائم بعد.',
      fault: (o: { fault: string }): string => `فشلت آخر محاولة: ${f.name(o.fault)}`,
      counts: (o: { services: number; countries: number }): string =>
        `الخدمات في القائمة: ${f.number(o.services)}, الدول: ${f.number(o.countries)}`,
      servicesButton: (o: { count: number }): string => `خدمات للربط: ${f.number(o.count)}`,
      countriesButton: (o: { count: number }): string => `دول للربط: ${f.number(o.count)}`,
      changes: 'آخر التغييرات',
      change: (o: { kind: VendorChangeKind; name: string; before: Amount | null; after: Amount | null }): string =>
        [
          `• ${f.name(o.name, 60)}: ${kinds[o.kind] ?? f.name(o.kind)}`,
          ...[o.before, o.after].flatMap((amount) => (amount === null ? [] : [f.money(amount)])),
        ].join(' · '),
      pricesTitle: '🏷 الأسعار حسب القواعد',
      noProposals: 'كل الأسعار كما تحددها القواعد.',
      proposals: (o: { count: number }): string =>
        `عدد الأسعار التي ستغيرها القواعد: ${f.number(o.count)}. لا يتغير شيء قبل أن تطبقها، ومن رأى سعرًا قديمًا يُسأل من جديد.`,
      proposal: (o: { name: string; price: Amount; proposed: Amount; cost: Amount | null }): string =>
        [
          `• ${f.name(o.name, 60)}: ${f.money(o.price)} ← ${f.money(o.proposed)}`,
          ...(o.cost === null ? [] : [`التكلفة ${f.money(o.cost)}`]),
        ].join(' · '),
      andMore: (o: { count: number }): string => `وغيرها: ${f.number(o.count)}`,
      untouched: (o: { count: number }): string =>
        `عروض بلا قاعدة أو بلا التكلفة التي تحتاجها قاعدتها: ${f.number(o.count)}.`,
      range: (o: { dearer: number; up: number; cheaper: number; down: number }): string =>
        `أغلى: ${f.number(o.dearer)}، بما لا يزيد عن ${f.percent(o.up)} · أرخص: ${f.number(o.cheaper)}، بما لا يزيد عن ${f.percent(o.down)}`,
      undoUntil: (o: { until: Date }): string => `يمكن إرجاعها حتى ${f.time(o.until)}.`,
      undone: (o: { restored: number; kept: number }): string =>
        `↩️ أسعار عادت كما كانت: ${f.number(o.restored)}${o.kept > 0 ? `؛ وتُركت أسعار تغيّرت بعدها: ${f.number(o.kept)}` : ''}`,
      undoneBefore: 'أُرجعت من قبل. لم يتغير شيء.',
      undoTooLate: 'فات وقت إرجاعها. لم يتغير شيء.',
      applyButton: '✅ تطبيق هذه الأسعار',
      applied: (o: { count: number }): string => `تغيّرت أسعار: ${f.number(o.count)}`,
      outdated: 'تغيّر شيء في هذه الأثناء: انظر من جديد',
      rulesTitle: '📐 قواعد الأسعار',
      noRules: 'لا قواعد بعد: أنت تحدد الأسعار.',
      rulesHint: 'تسري القاعدة الأكثر تحديدًا. ولا تبيع أي قاعدة بأقل مما قد يكلفه أغلى مسار في العرض.',
      numbered: (o: { number: number; line: Piece }): Rich => joined([`${f.number(o.number)}. `, o.line]),
      rule: (o: {
        service: string;
        country: string;
        fixed: Amount | null;
        percent: string;
        minimum: Amount;
        roundTo: Amount;
      }): string =>
        [
          `${f.name(o.service)} · ${f.name(o.country)}: ${o.fixed === null ? `التكلفة + ${f.name(o.percent)}` : `ثابت ${f.money(o.fixed)}`}`,
          ...(o.minimum > 0n ? [`على الأقل + ${f.money(o.minimum)}`] : []),
          ...(o.roundTo > 1n ? [`يُقرَّب إلى أعلى إلى ${f.money(o.roundTo)}`] : []),
        ].join(', '),
      everyService: 'كل الخدمات',
      everyCountry: 'كل الدول',
      addRule: '➕ إضافة قاعدة',
      removeRule: (o: { number: number }): string => `🗑 حذف القاعدة ${f.number(o.number)}`,
      ruleRemoved: 'حُذفت القاعدة',
      ruleTitle: 'قاعدة سعر. تحل محل القاعدة الخاصة بالخدمة والدولة نفسيهما.',
      ruleServiceHint: 'لأي خدمة؟ تخطَّ السؤال لتشمل كل الخدمات.',
      ruleCountryHint: 'في أي دولة؟ تخطَّ السؤال لتشمل كل الدول.',
      fixedPrice: 'سعر ثابت',
      fixedHint: 'السعر أيًا كانت التكلفة. تخطَّ السؤال إن أردت هامشًا.',
      markup: 'الهامش بالمئة',
      minimum: 'أقل زيادة على التكلفة',
      roundTo: 'التقريب إلى أعلى إلى مضاعفات',
      needsPercent: 'أدخل سعرًا ثابتًا أو الهامش بالمئة.',
    },
  };
};
