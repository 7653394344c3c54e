import type { Format } from '../../../texts/format';
import { bold, code, lines, rich } from '../../../texts/rich';
import type { sims as english } from '../en/sims';

export const sims = (f: Format): ReturnType<typeof english> => ({
  sims: {
    of: (o) => rich`المورّد: ${bold(f.name(o.provider))}`,
    unmapped: '❔ لا يُعرف رقمها. ما يصلها لا يبلغ أي مشترٍ.',
    resting: '💤 لا تُباع ما دامت متوقفة.',
    blocked: '⛔ محظورة من الشبكة: لا تُباع.',
    silent: (o) => `🔇 صامتة منذ ${f.dateTime(o.since)}: لا تُباع. أرسل إليها رسالة، فإذا وصلت عادت إلى البيع.`,
    selling: '🟢 تُباع.',
    lastSms: (o) => `📩 آخر رسالة: ${f.dateTime(o.at)}، المجموع ${f.number(o.count)}`,
    noSms: '📩 لم تصل رسائل بعد.',
    signal: (o) => `📶 الإشارة: ${f.number(o.percent)}%`,
    seen: (o) => `👁 آخر ما رآها البرنامج: ${f.dateTime(o.at)}`,
    imsi: (o) => rich`الرقم الدولي للشريحة: ${f.isolated(o.imsi)}`,
    revive: '▶️ إنها تعمل: أعدها إلى البيع',
    revived: 'عادت إلى البيع.',
    findButton: '🔎 ابحث عن موضع رقم',
    findTitle: '🔎 البحث عن موضع رقم',
    findHint: 'اكتب رقم الشريحة مع رمز الدولة، ثم تحصل على كلمة ترسلها إليه في رسالة قصيرة.',
    notAPhone: 'هذا ليس رقم هاتف.',
    sendWord: (o) =>
      lines(
        rich`أرسل إلى هذا الرقم رسالة فيها ${f.isolated(code(o.word))} من أي هاتف.`,
        `الموضع الذي تصله يأخذ الرقم، حتى ${f.dateTime(o.until)}.`,
      ),
    waiting: 'لم يصل شيء بعد.',
    found: (o) => rich`✅ إنه في الموضع ${bold(f.name(o.slot))}، وسُجّل الرقم هناك.`,
    foundElsewhere: (o) =>
      rich`وصلت إلى الموضع ${bold(f.name(o.slot))}، لكن الرقم مسجل لشريحة أخرى عند المورّد نفسه. صححها أولًا.`,
    over: 'لم يصل شيء في الوقت. ابدأ من جديد.',
    check: '🔄 هل وصلت؟',
  },
});
