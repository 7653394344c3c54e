import type { WebhookStatus } from '../../../../domain/enum-values';
import type { Format } from '../../../texts/format';
import { type Rich, rich } from '../../../texts/rich';
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
      problem: (o: { problem: string }) => `💬 ${f.name(o.problem, 200)}`,
      replay: (o: { id: bigint }) => `🔁 إعادة قراءة رقم ${f.isolated(String(o.id)).text}`,
      refusals: {
        not_found: 'لم تعد هذه الرسالة محفوظة.',
        no_webhook: 'هذا المورّد، بإعداداته الحالية، لا يدعم الويب هوك.',
      },
      hint: `تُحفظ ${f.number(30)} يومًا. بعد تصحيح المفتاح أو الوصف يمكن قراءة ما وصل من جديد، ولن يستلم أحد الرسالة نفسها مرتين.`,
    },
  };
};
