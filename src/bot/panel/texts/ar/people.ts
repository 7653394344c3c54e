import type { Format } from '../../../texts/format';
import { bold, lines, rich } from '../../../texts/rich';
import type { people as english } from '../en/people';

export const people = (f: Format): ReturnType<typeof english> => ({
  people: {
    button: '👥 المستخدمون',
    title: '👥 المستخدمون',
    searchHint: 'للبحث اكتب رقم السجلّ أو رقم هاتف أو اسمًا يبدأ بـ @ أو جزءًا من الاسم.',
    found: (o) => `🔎 «${f.name(o.words)}»`,
    nobody: 'لم يُعثر على أحد.',
    isBanned: '⛔ محظور: لا يستطيع الشراء',
    isBlocking: '🔕 حظر البوت بنفسه',
    card: (o) =>
      lines(
        rich`💳 المتاح: ${bold(f.money(o.available))}`,
        `🔒 المحجوز: ${f.money(o.held)}`,
        `✅ الرموز المشتراة: ${f.number(Number(o.completed))}، بمبلغ ${f.money(o.spent)}`,
        `⏳ الأرقام المفتوحة: ${f.number(Number(o.open))}`,
        `💰 دفع: ${f.money(o.paidIn)}`,
        o.debt > 0n && `⚠️ عليه دين: ${f.money(o.debt)}. لا يشتري حتى يسدده.`,
        '',
        `السجلّ: ${f.name(String(o.id))} · تيليجرام: ${f.name(String(o.telegramId))} · ${f.name(o.language)}`,
        `انضمّ ${f.dateTime(o.createdAt)}`,
        `آخر ظهور ${f.dateTime(o.lastSeenAt)}`,
      ),
    addButton: '➕ إضافة رصيد',
    deductButton: '➖ خصم رصيد',
    banButton: '⛔ حظر',
    unbanButton: '✅ رفع الحظر',
    banned: '⛔ حُظر. تستمر الأرقام المفتوحة.',
    unbanned: '✅ رُفع الحظر.',
    timeline: '🕑 السجلّ الزمني',
    entry: (o) =>
      lines(
        rich`${o.mark} ${o.words}${o.amount === null ? '' : ` · ${f.money(o.amount)}`}`,
        `${f.dateTime(o.at)}${o.id === null ? '' : ` · ${f.name(`#${o.id}`)}`}${o.note ? ` · ${f.name(o.note, 100)}` : ''}`,
      ),
    stages: {
      REQUESTED: 'نسأل المورّد',
      WAITING_CODE: 'بانتظار الرمز',
      CANCEL_PENDING: 'قيد الإلغاء',
      COMPLETED: 'مكتمل',
      EXPIRED: 'انتهى دون رمز',
      CANCELED: 'ملغى',
    },
    balanceTitle: {
      add: (o) => `➕ إضافة رصيد: ${f.name(o.name)}، المتاح ${f.money(o.available)}`,
      deduct: (o) => `➖ خصم رصيد: ${f.name(o.name)}، المتاح ${f.money(o.available)}`,
    },
    byHand: 'أضافه مشغّل المتجر',
    giveTitle: (o) =>
      lines(
        bold(`➕ إضافة ${f.money(o.amount)} إلى ${f.name(o.name)}`),
        `المتاح: ${f.money(o.available)} ← ${f.money(o.available + o.amount)}`,
        `السبب: ${f.name(o.reason, 200)}`,
      ),
    amount: 'المبلغ',
    reason: 'السبب',
    confirm: { add: '✅ أضِف', deduct: '✅ اخصم' },
    confirmHint: 'اضغط الزر للتنفيذ. يُبلَّغ المستخدم.',
    moved: {
      add: (o) => `✅ أُضيف ${f.money(o.amount)}`,
      deduct: (o) => `✅ خُصم ${f.money(o.amount)}`,
    },
    notEnough: (o) => `المتاح ${f.money(o.available)} فقط؛ لا يُخصم المبلغ المحجوز. لم يتحرك مال. اكتب مبلغًا أقل.`,
    reservation: (o) =>
      lines(
        `💵 ${f.money(o.price)}`,
        o.phone !== null && `📞 ${f.phone(o.phone)}`,
        `📨 الرسائل: ${f.number(o.texts)}`,
        `حُجز ${f.dateTime(o.createdAt)}`,
        `حتى ${f.dateTime(o.expiresAt)}`,
      ),
    cancelButton: '❌ إلغاؤه وإعادة المال',
    canceled: '✅ أُلغي. عاد المبلغ المحجوز، ويُبلَّغ المشتري.',
    alreadyEnded: 'كان قد انتهى. لم يتغيّر شيء.',
    refundButton: '💚 ردّ المبلغ',
    refundTitle: (o) => `💚 ردّ مبلغ ${f.name(`#${o.id}`)}: ${f.money(o.price)}`,
    refunded: '✅ رُدّ المبلغ. يُبلَّغ المستخدم.',
    alreadyRefunded: 'رُدّ المبلغ من قبل. لم يتحرك مال.',
  },
});
