import { type AnnouncementWords, announced } from '../announced';
import type { Texts } from '../en';
import { type BalanceChange, type posts as english, type FieldNames, LONGEST_NAME } from '../en/posts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, code, lines, rich } from '../rich';

export const posts = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const fieldNames: FieldNames = {
    id: 'معرّف تيليجرام',
    name: 'الاسم',
    username: 'اسم المستخدم',
    joined: 'تاريخ الانضمام',
    balance: 'الرصيد',
    service: 'الخدمة',
    country: 'الدولة',
    number: 'الرقم مخفيًا جزئيًا',
  };
  const support = (contact: string) => (contact ? f.name(contact) : 'مشغّل المتجر');
  const balanceTitles: Record<BalanceChange['type'], (amount: string) => string> = {
    ADD: (amount) => `➕ أُضيف ${amount} إلى رصيدك`,
    DEDUCT: (amount) => `➖ خُصم ${amount} من رصيدك`,
    REFUND: (amount) => `💚 أُعيد ${amount} إلى رصيدك`,
    REWARD: (amount) => `🎁 أُضيف ${amount} إلى رصيدك رصيدًا مجانيًا`,
  };
  const announcementWords: AnnouncementWords = {
    RESTOCK: '🔔 متوفر من جديد\n\n{list}',
    PRICE_CHANGE: '💱 أسعار جديدة\n\n{list}',
    NEW_SERVICE: '🆕 خدمات جديدة\n\n{list}',
    more: (count) => `…و${f.number(count)} غيرها`,
    from: 'ابتداءً من',
  };
  return {
    fieldNames,
    announcement: (o) => announced(f, o, announcementWords),
    userDataPost: (o) =>
      lines(
        bold(o.event === 'joined' ? '👤 مستخدم جديد' : '🛒 عملية شراء'),
        o.id !== undefined && rich`المعرّف: ${f.isolated(code(String(o.id)))}`,
        o.name !== undefined && rich`الاسم: ${code(f.foreign(o.name, LONGEST_NAME))}`,
        o.username !== undefined &&
          (o.username ? rich`اسم المستخدم: ${f.isolated(`@${o.username}`)}` : 'اسم المستخدم: لا يوجد'),
        o.joinedAt && `تاريخ الانضمام: ${f.dateTime(o.joinedAt)}`,
        o.available !== undefined && `الرصيد: ${f.money(o.available)}`,
        o.service && `الخدمة: ${o.service.serviceEmoji} ${f.name(o.service.serviceName)}`,
        o.country &&
          `الدولة: ${f.flag(o.country.countryIso)} ${f.country(o.country.countryIso, o.country.countryName)}`,
        o.maskedPhone !== undefined && `الرقم: ${f.phone(o.maskedPhone)}`,
      ),
    userDataGreeting: (o) =>
      lines(
        bold('📋 ستُنشر بيانات المستخدمين هنا'),
        `عند انضمام كل مستخدم جديد وعند كل عملية شراء: ${o.fields.map((field) => fieldNames[field]).join('، ')}.`,
        'تُحذف المنشورات الخاصة بأي شخص عند محو بياناته. ويُبلَّغ المشترون بذلك في صفحة الخصوصية.',
      ),
    dailySummary: (o) =>
      lines(
        bold(`📅 ${f.date(o.from, o.timeZone)}`),
        plural(
          'ar',
          o.newUsers,
          {
            zero: '👤 لا مستخدمين جدد',
            one: '👤 مستخدم جديد واحد',
            two: '👤 مستخدمان جديدان',
            few: '👤 # مستخدمين جدد',
            many: '👤 # مستخدمًا جديدًا',
            other: '👤 # مستخدم جديد',
          },
          f.number,
        ),
        plural(
          'ar',
          o.sales,
          {
            zero: '🛒 لا مبيعات',
            one: '🛒 عملية بيع واحدة',
            two: '🛒 عمليتا بيع',
            few: '🛒 # عمليات بيع',
            many: '🛒 # عملية بيع',
            other: '🛒 # عملية بيع',
          },
          f.number,
        ),
        `💰 الإيراد: ${f.money(o.revenue)}`,
        o.successRate === undefined ? '📈 لم ينتهِ أي رقم' : `📈 نسبة النجاح: ${f.percent(o.successRate)}`,
      ),
    privacyOfPosts: (o) =>
      `عند انضمامك وعند كل عملية شراء يُنشر أيضًا في قناة لدى مشغّل المتجر: ${o.fields
        .map((field) => fieldNames[field])
        .join('، ')}. أما الرموز فلا تُنشر أبدًا.`,
    balanceChanged: (o) =>
      lines(
        bold(balanceTitles[o.type](f.money(o.amount))),
        '',
        o.reason !== '' && `السبب: ${f.name(o.reason, 500)}`,
        rich`المتاح الآن: ${bold(f.money(o.available))}`,
        o.type === 'DEDUCT' ? `إن لم تكن تتوقع ذلك، فاكتب إلى ${support(o.support)}.` : 'يمكنك الحصول على رقم به الآن.',
      ),
  };
};
