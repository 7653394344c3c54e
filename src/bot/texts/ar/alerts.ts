import type { AlertFacts } from '../../../domain/alert-kind';
import type { Texts } from '../en';
import type { alerts as english } from '../en/alerts';
import type { Format } from '../format';
import { bold, lines, rich } from '../rich';

export const alerts = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const name = (fact: AlertFacts[string] | undefined) => f.name(String(fact ?? ''));
  const channelRepairs: Record<string, string> = {
    bot_not_admin: 'أعد البوت مشرفًا في القناة.',
    bot_not_in_channel: 'أضف البوت إلى القناة مشرفًا من جديد. وإن لم تعد القناة موجودة، فاحذفها من القائمة.',
  };
  const membershipRepairs: Record<string, string> = {
    flood: 'طلب من البوت الانتظار، والبوت ينتظر. إن تكرر ذلك فاشترط قنوات أقل.',
    timed_out: 'لم يجب في الوقت المناسب. تحقق من شبكة الخادم.',
  };
  return {
    alertWords: {
      channel_unreadable: (facts) =>
        lines(
          bold('⚠️ لا أستطيع رؤية أعضاء إحدى القنوات'),
          '',
          rich`القناة: ${bold(name(facts.title))}`,
          `رد تيليجرام: ${name(facts.detail)}`,
          'إلى أن يُصلح ذلك لن يُمنع أحد بسبب هذه القناة، ولن تُصرف مكافآتها.',
          '',
          channelRepairs[String(facts.reason)] ?? 'تحقق من صلاحيات البوت في القناة.',
        ),
      channel_unpostable: (facts) =>
        lines(
          bold('⚠️ لا أستطيع النشر في إحدى القنوات'),
          '',
          rich`القناة: ${bold(name(facts.title))}`,
          `رد تيليجرام: ${name(facts.detail)}`,
          'تنتظر المنشورات يومًا واحدًا وتُرسل تلقائيًا بعد إصلاح ذلك. ولا يلاحظ المشترون شيئًا.',
          '',
          'اجعل البوت مشرفًا في القناة مع صلاحية النشر وحذف الرسائل، أو أوقف المنشورات.',
        ),
      membership_unknown: (facts) =>
        lines(
          bold('⚠️ لا يخبرنا تيليجرام بأعضاء قنواتنا'),
          '',
          membershipRepairs[String(facts.reason)] ?? 'سيستمر العمل تلقائيًا حالما يجيب تيليجرام.',
          'حتى ذلك الحين لا يُمنع أحد بسبب قناة، ولا تُصرف مكافآت.',
        ),
    },
  };
};
