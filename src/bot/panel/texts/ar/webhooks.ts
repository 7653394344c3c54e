import type { WebhookStatus } from '../../../../domain/enum-values';
import type { Format } from '../../../texts/format';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';
import type { PanelTexts } from '../en';

export const webhooks = (f: Format): Pick<PanelTexts, 'webhooks'> => {
  const statuses: Readonly<Record<WebhookStatus, string>> = {
    ACCEPTED: '✅ تم القبول',
    UNCONFIRMED: '⏳ نسأل المورّد عن صحتها',
    CONFIRMED: '✅ أكّدها المورّد',
    NOT_CONFIRMED: '❔ لا تظهر عند المورّد',
    IGNORED: '➖ لا تتعلق برسالة نصية',
    UNREADABLE: '⚠️ تعذّرت قراءتها',
    REFUSED: '⛔ التوقيع غير مطابق',
  };
  return {
    webhooks: {
      button: '📥 الويب هوك',
      title: '📥 ما وصل عبر الويب هوك',
      row: (o: { id: bigint; at: Date; supplier: string; messages: number; times: number }): Rich =>
        rich`رقم ${f.isolated(String(o.id)).text} · ${f.name(o.supplier)} · ${f.dateTime(o.at)}\nالرسائل: ${f.number(o.messages)}، مرات التسليم: ${f.number(o.times)}`,
      statuses,
      detail: (o: { detail: string }) => `💬 ${f.name(o.detail, 200)}`,
      replay: (o: { id: bigint }) => `🔁 إعادة قراءة رقم ${f.isolated(String(o.id)).text}`,
      refusals: {
        not_found: 'لم تعد هذه الرسالة محفوظة.',
        no_webhook: 'هذا المورّد، بإعداداته الحالية، لا يدعم الويب هوك.',
      },
      address: {
        button: '🔗 عنوان التسليم',
        title: '🔗 عنوان التسليم',
        hasOne: 'له عنوان. عُرض عند إنشائه، ولا يمكن الاطلاع عليه ثانية.',
        hasNone: 'ليس له عنوان بعد: لا يستطيع المورّد التسليم، بل يُسأل فقط.',
        seen: (o) => `📥 آخر تسليم: ${f.dateTime(o.at)}`,
        comesOnce: 'يصل العنوان الجديد إلى هذه المحادثة مرة واحدة. أدخله لدى المورّد.',
        old: `يمكن قبول القديم ${f.number(24)} ساعة أخرى حتى لا يضيع شيء في الأثناء. وإن كان غيرك قد عرفه فأنهِه فورًا: يُرفض ما يسلّمه المورّد حتى يُدخل الجديد، ويجلبه السؤال الدوري.`,
        make: '🔗 أنشئ عنوانًا',
        makeAndKeep: `🔗 جديد، والقديم ${f.number(24)} ساعة أخرى`,
        makeAndEnd: '⛔ جديد، وينتهي القديم الآن',
        comes: 'يصل العنوان إلى هذه المحادثة.',
        knowsNone: `بروتوكول هذا المورّد، كما أُعدّ، لا يعرف التسليم. يحتاج الصندوق العام إلى ${f.isolated('push').text} في خياراته.`,
        misfit: 'إعداداته لا تلائم البروتوكول. راجع العنوان والخيارات.',
        made: (o) =>
          lines(
            bold(`🔗 عنوان التسليم الجديد: ${f.name(o.name)}`),
            '',
            code(f.isolated(o.address)),
            '',
            !o.isWhole && `يسبقه عنوان المتجر نفسه: اضبط ${f.isolated('PUBLIC_URL').text} ليظهر هنا.`,
            'أدخله لدى المورّد الآن: لن يُعرض ثانية. ومن عرفه استطاع تسليم الرسائل.',
            o.previousUntil && `يُقبل القديم حتى ${f.dateTime(o.previousUntil)}.`,
          ),
        copy: '📋 انسخ العنوان',
        hide: '✅ أُدخل هناك: أزِله من المحادثة',
      },
      hint: `تُحفظ ${f.number(30)} يومًا. بعد تصحيح المفتاح أو الوصف يمكن قراءة ما وصل من جديد، ولن يستلم أحد الرسالة نفسها مرتين.`,
    },
  };
};
