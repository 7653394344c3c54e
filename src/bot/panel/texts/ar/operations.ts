import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, rich } from '../../../texts/rich';
import { auditWords } from '../audit-words';
import type { operations as english } from '../en/operations';
import { words } from './audit-words';

export const operations = (f: Format): ReturnType<typeof english> => ({
  settings: {
    button: '⚙️ الإعدادات',
    title: '⚙️ الإعدادات',
    hint: 'يسري كل تغيير في كل مكان خلال ثانية.',
    saved: '✅ حُفظ. يسري في كل مكان خلال ثانية.',
    names: {
      maxOpenReservations: 'الأرقام المفتوحة المسموحة للشخص',
      maxCancelsAnHour: 'الإلغاءات في الساعة قبل التوقف المؤقت',
      maxUsesOfNumber: 'الرموز قبل حذف الرقم',
      maxExpiriesInARow: 'مرات الانتهاء المتتالية قبل حذف الرقم',
      quarantineAfterExpiries: `مرات الانتهاء المتتالية قبل إراحة الرقم (${f.number(0)}: أبدًا)`,
      quarantineHours: 'ساعات إراحة الرقم',
      messageTextDays: `أيام حفظ نصوص الرسائل (${f.number(0)}: دائمًا)`,
      lateCodeWindowS: 'ثواني المطالبة برمز متأخر',
      partPatienceS: 'ثواني انتظار الأجزاء الناقصة من رسالة طويلة',
      isInMaintenance: 'الصيانة',
      supportContact: 'من يسأله المشترون',
      timeZone: 'المنطقة الزمنية للملخّص اليومي',
      restockEveryH: 'ساعات قبل الإعلان مجددًا عن توفر العرض نفسه',
      broadcastsPerSecond: 'رسائل البثّ في الثانية',
      membershipCacheS: 'ثواني الوثوق بالعضوية',
      outsiderCacheS: 'ثواني الوثوق بعدم العضوية',
      adminIdleS: 'ثوانٍ دون ضغط تنهي الجلسة هنا',
      adminSessionS: 'أقصى مدة للجلسة هنا بالثواني',
      maxRewardsAUserADay: `المكافآت اليومية للشخص (${f.number(0)}: كلها)`,
      lowStockNumbers: `تنبيه عندما يقل عدد الأرقام المتاحة عن (${f.number(0)}: أبدًا)`,
      eventDays: `عدد أيام حفظ الأحداث المرسلة إلى البرامج الأخرى (${f.number(0)}: دائمًا)`,
      chatDays: 'عدد أيام حفظ التحديثات المعالجة والرسائل المرسلة',
      webhookDays: 'عدد أيام حفظ ما سلّمه الموردون',
      funnelDays: `عدد أيام معرفة التقارير بمن فتح واختار (${f.number(0)}: دائمًا)`,
      referralPercent: `نسبة مما يدفعه المدعو (${f.number(0)}: لا شيء)`,
      referralDays: 'أيام قبل صرف مقابل الدعوة',
      referralMostOfOne: `عدد دفعات المدعو المحسوبة (${f.number(0)}: كلها)`,
      referralMostADay: `أقصى ما يناله الداعي في اليوم بالوحدات (${f.number(0)}: بلا حد)`,
      referralBudget: `أقصى ما يُصرف لكل الداعين بالوحدات (${f.number(0)}: بلا حد)`,
      giftHoldHours: 'ساعات قبل جواز إهداء المال المدفوع',
      giftMostADay: `أقصى ما يهديه الشخص في اليوم بالوحدات (${f.number(0)}: بلا حد)`,
      actKeyDays: 'عدد أيام التعرّف على إجراء مكرر',
    },
    maintenanceButton: '🚧 الصيانة',
    maintenanceOn: lines(
      bold('🚧 الصيانة مفعّلة'),
      '',
      'يُطلب من المشترين العودة لاحقًا أيًا كان ما يضغطونه. تصل رموز أرقامهم، ويعود المبلغ المحجوز كالمعتاد. يستمر عمل المالكين وهذه اللوحة.',
    ),
    maintenanceOff: lines(
      bold('✅ المتجر مفتوح'),
      '',
      'أثناء الصيانة يُطلب من المشترين العودة لاحقًا أيًا كان ما يضغطونه. تصل رموز أرقامهم، ويعود المبلغ المحجوز كالمعتاد.',
    ),
    maintenanceBegin: '🚧 بدء الصيانة',
    maintenanceEnd: '✅ فتح المتجر',
  },
  audit: {
    button: '📜 سجلّ الأفعال',
    title: '📜 سجلّ الأفعال',
    hint: `اكتب للتصفية: ${f.isolated('service').text} أو ${f.isolated('user 5').text} أو ${f.isolated('admin 5').text} أو ${f.isolated('offer.updated').text}.`,
    actors: { USER: 'مستخدم', ADMIN: 'مدير', API_KEY: 'مفتاح برمجي', JOB: 'المتجر نفسه' },
    row: (o) =>
      lines(
        rich`${bold(auditWords(words, o).entity)} ${f.name(o.entityId)}: ${bold(auditWords(words, o).act)} · ${f.name(o.action)}`,
        `${f.dateTime(o.at)} · ${o.actor} ${f.name(o.actorId)}`,
        f.name(o.facts, 160),
      ),
  },
  alerts: {
    title: '🚨 ما يجب إصلاحه',
    none: 'لا شيء. كل شيء بخير.',
    place: (o) => `رقم ${f.number(o.at)}`,
    dismiss: (o) => `✔️ عولج رقم ${f.number(o.at)}`,
    dismissed: '✔️ أُزيل. إن تكرر فستُبلَّغ من جديد.',
    button: (o) => `🚨 أعطال للإصلاح: ${f.number(Number(o.count))}`,
    since: (o) =>
      `منذ ${f.dateTime(o.firstAt)}، آخر مرة ${f.dateTime(o.lastAt)}، عدد المرات ${f.number(Number(o.count))}.`,
  },
  deletion: {
    button: '🗑 حذف',
    done: (o) =>
      lines(
        bold(`🗑 حُذف: ${f.name(o.name)}`),
        '',
        `الأرقام المحذوفة: ${f.number(o.numbers)}. الحجوزات المفتوحة الملغاة والمعاد مالها: ${f.number(o.canceled)}.`,
        'إن كانت كثيرة جدًا اكتمل الباقي خلال ثوانٍ.',
        `يمكن استرجاعه حتى ${f.time(o.undoUntil)}؛ ويبقى ما خسره المشترون ملغى.`,
      ),
    restored: (o) => `✅ عاد، ومعه أرقام عددها ${f.number(o.numbers)}.`,
    not_deleted: 'لم يكن محذوفًا. لم يتغيّر شيء.',
    too_late: 'فات أوان الاسترجاع. أنشئه من جديد.',
    replaced: 'أخذت خدمة جديدة رمزه في الأثناء. لم يتغيّر شيء.',
  },
  statistics: {
    button: '📊 الإحصاءات',
    title: '📊 الإحصاءات',
    hint: 'تصل صورة إلى هذه المحادثة.',
    span: (o) =>
      lines(
        bold(
          plural(
            'ar',
            Number(o.days),
            {
              zero: 'آخر # يوم',
              one: 'آخر يوم',
              two: 'آخر يومين',
              few: 'آخر # أيام',
              many: 'آخر # يومًا',
              other: 'آخر # يوم',
            },
            f.number,
          ),
        ),
        `💵 الإيراد: ${f.money(o.revenue)} · الهامش ${f.money(o.margin)}`,
        o.discounts > 0n && `🎟 خصومات الرموز الترويجية: ${f.money(o.discounts)}`,
        `🔑 الرموز: ${f.number(Number(o.codes))} · 👤 المستخدمون الجدد: ${f.number(Number(o.newUsers))}`,
      ),
    sales: `📈 مبيعات ${f.number(30)} يومًا`,
    success: '🎯 النجاح حسب الخدمة',
    stock: '📦 المخزون حسب الخدمة',
    drawing: '🖼 تُرسم الصورة وتصل بعد لحظات.',
    charts: {
      salesTitle: 'المبيعات في اليوم',
      revenue: 'الإيراد',
      codes: 'الرموز',
      successTitle: 'النجاح حسب الخدمة في آخر شهر (٪)',
      success: 'الرموز لكل رقم (٪)',
      stockTitle: 'الأرقام المتاحة',
      stockPool: 'أرقامنا',
      stockSuppliers: 'لدى المورّدين',
      empty: 'لا بيانات بعد',
    },
    caption: {
      sales: 'المبيعات في اليوم',
      success: 'النجاح حسب الخدمة في آخر شهر',
      stock: 'الأرقام المتاحة حسب الخدمة',
    },
  },
});
