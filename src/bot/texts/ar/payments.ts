import type { Amount } from '../../../domain/money/money';
import type { Texts } from '../en';
import type { payments as english } from '../en/payments';
import type { PriceFacts } from '../facts';
import type { Format } from '../format';
import { bold, lines, rich } from '../rich';

export const payments = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const price = (o: PriceFacts) => f.isolated(o.currency === 'XTR' ? `${o.price} ⭐` : `${o.price} ${o.currency}`);
  const bonusLine = (bonus: Amount) => bonus > 0n && rich`🎉 مكافأة: ${bold(f.signedMoney(bonus))}`;
  const paySupport = f.isolated('/paysupport');
  return {
    addMoneyButton: '➕ شحن الرصيد',
    addMissingButton: (missing) => `➕ اشحن ${f.money(missing)}`,
    paymentsButton: '🧾 المدفوعات',
    methodName: (o) => (o.isStars ? '⭐ نجوم تيليجرام' : f.name(o.name)),
    topUpScreen: (o) =>
      lines(
        bold('➕ شحن الرصيد'),
        '',
        o.missing !== undefined && rich`ينقصك ${bold(f.money(o.missing))}.`,
        'كيف تريد أن تدفع؟ يدخل المال رصيدك فور وصوله.',
      ),
    amountScreen: (o) =>
      lines(
        rich`${bold(o.method)}`,
        '',
        rich`كم تريد؟ اضغط مبلغًا أو اكتب مبلغًا من ${f.money(o.lowest)} إلى ${f.money(o.highest)}.`,
        o.bonusFrom !== null &&
          o.bonusPercent > 0 &&
          `🎉 ابتداءً من ${f.money(o.bonusFrom)}: زيادة ${f.percent(o.bonusPercent / 100)}.`,
        rich`بالدفع توافق على الشروط: ${f.isolated('/terms')}`,
      ),
    amountUnread: 'هذا ليس مبلغًا يمكن دفعه هنا. اكتب رقمًا. لم يُدفع شيء.',
    amountOutOfRange: (o) =>
      `لا يمكن دفع ${f.money(o.asked)} بهذه الطريقة، بل من ${f.money(o.lowest)} إلى ${f.money(o.highest)}. لم يُدفع شيء.`,
    amountButton: (o) => `${f.money(o.amount)} · ${price(o).text}`,
    preparingInvoice: '⏳ نُعدّ فاتورتك… لم يُدفع شيء بعد.',
    invoiceBelow: (o) =>
      lines(
        bold('🧾 فاتورتك في الأسفل'),
        '',
        rich`تدفع ${price(o)} وتحصل على ${bold(f.money(o.amount))}.`,
        bonusLine(o.bonus),
        `صالحة حتى ${f.time(o.until)}. لا يُخصم شيء قبل أن تدفع.`,
      ),
    invoiceLinkButton: '🔗 الفاتورة نفسها كرابط',
    invoiceTitle: (o) => `الرصيد: ${f.money(o.amount)}`,
    invoiceDescription: (o) =>
      `تحصل فورًا على ${f.money(o.amount)}${o.bonus > 0n ? ` ومكافأة ${f.money(o.bonus)}` : ''}. صالحة حتى ${f.time(o.until)}.`,
    payStarsButton: (stars) => `ادفع ${f.isolated(`${stars} ⭐`).text}`,
    payScreen: (o) =>
      lines(
        rich`${bold(`🧾 دفع ${f.money(o.amount)}`)}`,
        '',
        rich`تدفع ${price(o)} عبر ${o.method} وتحصل على ${bold(f.money(o.amount))}.`,
        bonusLine(o.bonus),
        `صالحة حتى ${f.time(o.until)}. إن وصل أقل أو متأخرًا أُضيف بقيمته.`,
        'لا حاجة للانتظار هنا: سنخبرك عند وصول المال.',
      ),
    payButton: '💳 ادفع',
    paymentStands: (o) =>
      lines(
        rich`${bold(`🧾 دفعة بمبلغ ${f.money(o.amount)}`)}`,
        '',
        {
          PAID: '✅ دُفعت. المال في رصيدك.',
          UNDERPAID: '☑️ وصل أقل من المطلوب؛ ما وصل صار في رصيدك.',
          SEEN: '👀 وُجدت ويجري تأكيدها. سنخبرك عند وصولها.',
          OPEN: '⏳ لم يصل شيء بعد.',
          EXPIRED: '⌛ انتهى وقتها ولم يصل شيء؛ ابدأ من جديد.',
        }[o.status] ?? rich`انتهت هذه الدفعة. رصيدك صحيح؛ إن نقصك شيء فاسأل ${paySupport}`,
      ),
    paymentSeen: (o) =>
      lines(bold('👀 وُجدت دفعتك'), '', rich`يصير ${f.money(o.amount)} في رصيدك بعد التأكيد. لا تحتاج إلى فعل شيء.`),
    paymentReceived: (o) =>
      lines(
        rich`${bold(`✅ وصل ${f.money(o.amount)}`)}`,
        '',
        bonusLine(o.bonus),
        o.isLess && 'هذا أقل مما طلبته الفاتورة: أُضيف ما وصل.',
        o.debtPaid && 'جزء منه سدّد ما عليك بعد دفعة سُحبت.',
        rich`💳 المتاح الآن: ${bold(f.money(o.available))}`,
        rich`الإيصال ${f.isolated(`R-${o.receiptId}`)}: اذكره في ${paySupport}`,
      ),
    goOnButton: (o) => `▶️ تابع: ${f.name(o.what)}`,
    paymentTakenBack: (o) =>
      lines(
        rich`${bold(`⛔ سُحب ${f.money(o.amount)}`)}`,
        '',
        'الجهة التي دفعت عبرها استعادت هذه الدفعة منا.',
        o.owed > 0n && rich`عليك ${bold(f.money(o.owed))}: أول ما تشحنه يسدده، ولا يمكنك الشراء قبل ذلك.`,
        rich`إن كنت لا تعلم عن ذلك شيئًا فاكتب إلى ${paySupport}`,
      ),
    refundEnded: (o) =>
      o.isDone
        ? lines(rich`${bold(`💸 أُعيد ${f.money(o.amount)}`)}`, '', 'المال في طريقه إلى حيث دفعت منه.')
        : lines(
            rich`${bold(`↩️ عاد ${f.money(o.amount)} إلى رصيدك`)}`,
            '',
            rich`تعذّرت إعادته إلى مصدره. لم يضع شيء؛ اسأل ${paySupport} عما تفعل.`,
          ),
    topUpRefusals: {
      method_off: 'طريقة الدفع هذه مغلقة الآن. اختر غيرها. لم يُدفع شيء.',
      banned: 'حسابك مغلق. لم يُدفع شيء.',
      too_many_an_hour: 'فواتير كثيرة في ساعة واحدة. حاول لاحقًا. لم يُدفع شيء.',
      key_conflict: 'استُخدم هذا الزر من قبل. اختر من جديد. لم يُدفع شيء.',
      amount_out_of_range: 'لا يمكن دفع هذا المبلغ بهذه الطريقة. لم يُدفع شيء.',
      provider_trouble: 'خدمة الدفع لا تجيب الآن. حاول مجددًا أو اختر طريقة أخرى. لم يُدفع شيء.',
    },
    preCheckoutRefusals: {
      unknown: 'هذه الفاتورة لم تعد معروفة. لم تُخصم نجوم. ابدأ من جديد في البوت.',
      foreign: 'هذه الفاتورة لشخص آخر. لم تُخصم نجوم.',
      paid: 'هذه الفاتورة مدفوعة. لم تُخصم نجوم.',
      expired: 'انتهى وقت هذه الفاتورة. لم تُخصم نجوم. ابدأ من جديد في البوت.',
      changed: 'هذه الفاتورة قديمة. لم تُخصم نجوم. ابدأ من جديد في البوت.',
      banned: 'حسابك مغلق. لم تُخصم نجوم.',
    },
    paySupportScreen: (o) =>
      lines(
        bold('🧾 المساعدة في الدفع'),
        '',
        'اضغط ما تسأل عنه واكتب المشكلة، ويصلك الجواب هنا في المحادثة. لا تستطيع تيليجرام المساعدة في المشتريات هنا.',
        o.support !== '' && `يمكنك الكتابة أيضًا إلى ${f.name(o.support)}.`,
        'ما لم تنفقه يمكن إعادته إلى حيث جاء.',
        ...o.receipts.map(
          ({ id, amount, at }) => rich`• ${f.isolated(`R-${id}`)} · ${f.money(amount)} · ${f.dateTime(at)}`,
        ),
      ),
    termsScreen: (o) =>
      lines(
        bold('📜 الشروط'),
        '',
        'تستأجر رقمًا لوقت قصير لاستلام الرسائل. تدفع فقط مقابل رقم وصله رمز.',
        rich`المال الذي تشحنه يبقى في رصيدك حتى تنفقه، ويمكن طلب استعادة غير المنفق: ${paySupport}`,
        'الأرقام تخدم غيرك بعدك. أنت مسؤول عما تفعله بالرمز؛ لا تفعل به ما يخالف القانون.',
        rich`البائع والدعم: ${o.support ? f.name(o.support) : 'مشغّل هذا البوت'}. تيليجرام ليست طرفًا في المشتريات هنا.`,
      ),
    termsButton: '📜 الشروط',
  };
};
