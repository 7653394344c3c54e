import type { Difference } from '../../../../domain/payment/compare-day';
import type { Format } from '../../../texts/format';
import { bold, code, lines, rich } from '../../../texts/rich';
import type { payments as english } from '../en/payments';

export const payments = (f: Format): ReturnType<typeof english> => {
  const foreign = (o: { amount: string; currency: string }) => f.isolated(`${o.amount} ${o.currency}`).text;
  const side = (said: string | null): string => (said === null ? 'لا شيء' : f.isolated(said).text);
  return {
    payments: {
      button: '💳 المدفوعات',
      title: '💳 المدفوعات',
      today: `اليوم (${f.isolated('UTC').text}):`,
      nothingToday: `لم يصل شيء اليوم (${f.isolated('UTC').text}) بعد.`,
      dayOf: (o) =>
        `• ${f.name(o.methodName, 40)}: ${f.money(o.credited)} · عدد ما وصل: ${f.number(Number(o.receipts))}${o.refunded > 0n ? ` · ↩️ أُعيد ${f.money(o.refunded)}` : ''}${o.chargedBack > 0n ? ` · ⚠️ سُحب ${f.money(o.chargedBack)}` : ''}`,
      searchHint: `اكتب ${f.isolated('R-123').text} (إيصال) أو ${f.isolated('P-123').text} (دفعة) أو مستخدمًا: رقم السجلّ أو اسمًا يبدأ بـ @ أو جزءًا من الاسم.`,
      dayButton: '⚖️ المقارنة مع المزوّدين',
      dayTitle: (o: { day: string }): string => `⚖️ ${f.isolated(`${o.day} UTC`).text}`,
      dayHint: 'ما يقول المزوّدون إنهم استلموه في ذلك اليوم، وما وصل إلى هنا.',
      compareButton: '🔄 قارن الآن',
      compareAsked: 'تجري المقارنة. حدّث بعد نصف دقيقة.',
      compared: (o: { name: string; theirs: number; ours: number; differences: number }): string =>
        `${o.differences === 0 ? '✅' : '⚠️'} ${f.name(o.name, 40)}: هناك ${f.number(o.theirs)}، هنا ${f.number(o.ours)}، الفروق ${f.number(o.differences)}`,
      notCompared: (o: { name: string; why: string | null }): string =>
        `⏳ ${f.name(o.name, 40)}: لم تُقارن بعد${o.why === null ? '' : `. يقول: ${f.name(o.why, 200)}`}`,
      notComparedAgain: (o: { why: string }): string => `⏳ فشلت المقارنة الأخيرة: ${f.name(o.why, 200)}`,
      notListed: 'لا قائمة لديه: سُئل عن كل فاتورة من فواتيرنا، ولا يُرى المال الذي ليس لأحد.',
      moreDifferences: (o: { count: number }): string => `… و${f.number(o.count)} أخرى`,
      differences: {
        missing_here: (o: Difference): string =>
          `• ${f.isolated(`P-${o.paymentId}`).text}: وصل هناك ${side(o.there)} ولم يُضف هنا. افتحها واسأل المزوّد: عندها يُضاف مرة واحدة.`,
        missing_there: (o: Difference): string =>
          `• ${f.isolated(`R-${o.receiptId}`).text}: أُضيف هنا ${side(o.here)} والمزوّد لا يعرفه. انظر في صفحته؛ وإن لم يكن هناك فاخصم المبلغ من الرصيد.`,
        other_amount: (o: Difference): string =>
          `• ${f.isolated(`R-${o.receiptId}`).text}: هناك ${side(o.there)}، هنا ${side(o.here)}. انظر في صفحة المزوّد وصحّح الرصيد يدويًا.`,
        other_state: (o: Difference): string =>
          `• ${f.isolated(`R-${o.receiptId}`).text}: هناك ${side(o.there)}، هنا ${side(o.here)}. افتح الدفعة واسأل المزوّد؛ وإن بقي الفرق فانظر في صفحته.`,
        nobodys: (o: Difference): string =>
          `• ${f.name(o.receiptKey, 60)}: وصل ${side(o.there)} إلى فاتورة ليست لنا. هل الحساب مشترك مع متجر آخر، أم استُعيد هذا المتجر من نسخة احتياطية؟`,
      },
      addMethod: '➕ طريقة دفع جديدة',
      receiptsButton: '🧾 الإيصالات',
      unclaimedButton: (o) => `❓ مال بلا صاحب: ${f.number(Number(o.count))}`,
      debtsButton: (o) => `⚠️ الديون: ${f.number(Number(o.count))}`,
      receiptsTitle: '🧾 الإيصالات، الأحدث أولًا',
      unclaimedTitle: '❓ مال لا صاحب له بعد',
      unclaimedHint: 'وصل ولا يُعرف لمن هو أو كم يساوي. قل لمن هو، أو أعده من حيث أتى.',
      debtsTitle: '⚠️ الديون',
      debtsHint: 'سحب مزوّد الدفع مالًا كان قد أُنفق. كل ما يدخل هذه الأرصدة يسدد الدين أولًا، ولا شراء قبل ذلك.',
      newestFirst: `الإيصالات (${f.isolated('R').text}) والدفعات (${f.isolated('P').text})، الأحدث أولًا:`,
      ofUser: (o) =>
        lines(
          rich`💰 دفع: ${bold(f.money(o.paidIn))}، عدد الإيصالات: ${f.number(Number(o.receipts))}`,
          o.debt > 0n && `⚠️ عليه دين: ${f.money(o.debt)}`,
        ),
      userButton: '👤 المستخدم',
      margin: (o) =>
        lines(
          `⭐ يدفع لك تيليجرام عن النجمة نحو ${f.isolated('0.013 USD').text}، بعد ${f.isolated('21').text} يومًا على الأقل.`,
          `يحصل المشتري مقابلها على ${f.isolated(`${o.rate} ${o.own}`).text}.`,
          o.percent === undefined
            ? 'قارن بينهما بسعر اليوم.'
            : o.percent === 0
              ? 'لا يبقى لك منها شيء: ربحك من الأرقام وحدها.'
              : o.percent > 0
                ? `يبقى لك ${f.isolated(`${o.percent}%`).text} مما يدفعه تيليجرام.`
                : `⚠️ تخسر ${f.isolated(`${-o.percent}%`).text} مما يدفعه تيليجرام. أعطِ سعرًا أقل.`,
        ),
      webhook: (o) => rich`🔔 عنوان إشعاراتها: ${f.isolated(code(o.url))}`,
      noWebhook: '🔔 ليس للمتجر عنوان يصل إليه غيره، فيُسأل المزوّد مرة بعد مرة بدلًا من ذلك.',
      terms: lines(
        bold('⚠️ اقرأ هذا أولًا'),
        'شروط تيليجرام تريد أن تُباع السلع الرقمية، والأرقام منها، داخل البوت بالنجوم وحدها. مع أي طريقة دفع أخرى تخاطر بإنذار من تيليجرام، ثم بإزالة البوت.',
        'المخاطرة عليك. تُسأل مرة واحدة لكل طريقة دفع.',
      ),
      acceptButton: 'أقبل المخاطرة: شغّلها',
      asking: '🔌 أسأل…',
      answer: (o) => f.name(o.detail, 200),
      stars: (o) => `⭐ عدد نجوم البوت: ${f.number(Number(o.stars))}.`,
      faults: {
        auth: 'المفتاح مرفوض. أدخل المفتاح الصحيح.',
        invalid: 'لن يفعل ذلك أبدًا. راجع العملة والخيارات وأقل مبلغ.',
        not_found: 'لا يعرف ما سُئل عنه. راجع العنوان والخيارات.',
        rate_limited: 'يطلب منا التمهّل. يتابع العمل وحده.',
        unavailable: 'لا يمكن الوصول إليه أو لا يستطيع الجواب الآن. راجع العنوان ثم أعد المحاولة لاحقًا.',
        unknown_outcome: 'جوابه غير مفهوم. راجع البروتوكول والعنوان والخيارات.',
        unsupported: 'لا يعرف هذا السؤال. راجع البروتوكول والخيارات.',
      },
      statuses: {
        OPEN: 'لم تُدفع بعد',
        SEEN: 'شوهدت ولم تتأكد',
        PAID: 'مدفوعة',
        UNDERPAID: 'مدفوعة جزئيًا',
        EXPIRED: 'لم تُدفع في وقتها',
        CANCELED: 'ملغاة',
        FAILED: 'فشلت',
        PART_REFUNDED: 'أُعيدت جزئيًا',
        REFUNDED: 'أُعيدت',
        DISPUTED: 'متنازع عليها',
        LOST: 'خُسر النزاع',
        WON: 'كُسب النزاع',
      },
      refundStates: {
        WAITING: 'في الطريق',
        DONE: 'أُعيد',
        FAILED: 'فشل، والمال في الرصيد من جديد',
      },
      foreign,
      receiptTitle: (o) => `🧾 ${f.isolated(`R-${o.id}`).text}`,
      receipt: (o) =>
        lines(
          `${f.name(o.methodName)} · ${f.dateTime(o.arrivedAt)}`,
          `📥 وصل: ${foreign({ amount: o.received, currency: o.currency })}`,
          o.amount !== null && rich`✅ قُيّد: ${bold(f.money(o.amount))}`,
          o.bonus > 0n && `🎁 المكافأة: ${f.money(o.bonus)}`,
          o.fee !== null && `✂️ أخذ المزوّد: ${f.money(o.fee)}`,
          o.returned > 0n && `↩️ عاد: ${f.money(o.returned)}`,
          `🔑 ${f.name(o.receiptKey, 100)}`,
        ),
      unclaimedWhy: (o) => `❓ بلا صاحب بعد: ${f.name(o.why, 100)}`,
      unclaimedReasons: {
        unknown_payment: 'لا يخص أي دفعة لدينا',
        wrong_coin: 'وصل بعملة أخرى ولا أحد يقول كم تساوي',
        too_small: 'قيمته أقل من أصغر مبلغ ممكن',
        erased: 'مُحي حساب من دفعه',
      },
      assignButton: '👤 أعطه لمستخدم',
      assignTitle: (o) => `👤 لمن ${f.isolated(`R-${o.id}`).text} (${foreign(o)})؟`,
      userLabel: 'المستخدم',
      worth: (o) => `قيمته بسعر اليوم ${f.money(o.amount)}. اكتب كم يُقيَّد.`,
      assigned: '✅ قُيّد. أُبلغ المستخدم.',
      alreadyClaimed: 'قُيّد من قبل. لم يتحرك مال.',
      refundButton: { whole: '↩️ إعادة الكل', part: '↩️ إعادة جزء', byHand: '✍️ أعيده بنفسي' },
      refundSure: '↩️ أعِده',
      refundTitle: (o) => `↩️ ${f.isolated(`R-${o.id}`).text}: الحد ${f.money(o.most)}. ويذهب معه نصيبه من المكافأة.`,
      paidBy: 'أُعيد بواسطة',
      paidByHint: 'اكتب كيف أعدته، مثل رقم الحوالة.',
      refundBegun: '✅ حُجز. يُطلب من المزوّد إعادته، ويُبلَّغ المستخدم.',
      refundNoted: '✅ خُصم من الرصيد. أُبلغ المستخدم.',
      refusals: {
        too_much: (o) => `لم يبق منه إلا ${f.money(o.most)}. لم يتحرك مال.`,
        insufficient_funds: (o) =>
          `المتاح في الرصيد ${f.money(o.available)} فقط، ويذهب معه نصيب المكافأة. لم يتحرك مال.`,
        only_whole: 'يعيد تيليجرام الدفعة كاملة أو لا شيء. لم يتحرك مال.',
        only_by_hand: 'هذه الطريقة لا تعيد المال بنفسها. أعده أنت وسجّله هنا. لم يتحرك مال.',
        in_progress: 'لم تنته إعادة أخرى لهذا الإيصال بعد. انتظرها. لم يتحرك مال.',
      },
      refundLine: (o) =>
        rich`↩️ ${f.money(o.amount)} · ${o.state} · ${f.dateTime(o.at)}${o.note ? ` · ${f.name(o.note, 100)}` : ''}`,
      paymentTitle: (o) => `💳 ${f.isolated(`P-${o.id}`).text}`,
      payment: (o) =>
        lines(
          rich`${f.name(o.methodName)} · ${bold(o.status)}`,
          `💵 ${f.money(o.amount)} مقابل ${foreign({ amount: o.price, currency: o.currency })}`,
          o.bonus > 0n && `🎁 المكافأة: ${f.money(o.bonus)}`,
          `✅ قُيّد: ${f.money(o.credited)}`,
          `بدأت ${f.dateTime(o.createdAt)}، وتُدفع حتى ${f.dateTime(o.expiresAt)}`,
        ),
      paymentButton: (o) => `💳 ${f.isolated(`P-${o.id}`).text}`,
      nothingCame: 'لم يصل مال عنها.',
      askButton: '🔄 اسأل المزوّد الآن',
      asked: '✅ سُئل. هذا حالها.',
      nobodyToAsk: 'لا أحد يُسأل عنها.',
    },
  };
};
