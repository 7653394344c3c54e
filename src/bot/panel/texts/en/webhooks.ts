import type { WebhookStatus } from '../../../../domain/enum-values';
import type { Format } from '../../../texts/format';
import { type Rich, rich } from '../../../texts/rich';

/** What suppliers delivered to their webhooks. */
export const webhooks = (f: Format) => {
  const statuses: Readonly<Record<WebhookStatus, string>> = {
    ACCEPTED: '✅ taken',
    UNCONFIRMED: '⏳ the supplier is being asked whether it is true',
    CONFIRMED: '✅ confirmed by the supplier',
    NOT_CONFIRMED: '❔ the supplier does not show it',
    IGNORED: '➖ not about an SMS',
    UNREADABLE: '⚠️ cannot be read',
    REFUSED: '⛔ the signature does not fit',
  };
  return {
    webhooks: {
      button: '📥 Webhooks',
      title: '📥 What came to the webhooks',
      row: (o: { id: bigint; at: Date; supplier: string; messages: number; times: number }): Rich =>
        rich`№ ${f.isolated(String(o.id)).text} · ${f.name(o.supplier)} · ${f.dateTime(o.at)}\nSMS: ${f.number(o.messages)}, times delivered: ${f.number(o.times)}`,
      statuses,
      problem: (o: { problem: string }) => `💬 ${f.name(o.problem, 200)}`,
      replay: (o: { id: bigint }) => `🔁 Read № ${f.isolated(String(o.id)).text} again`,
      refusals: {
        not_found: 'This delivery is not kept any more.',
        no_webhook: 'This supplier, as it is set up now, knows no webhooks.',
      },
      hint: 'Kept for 30 days. After a key or a description was mended, a delivery can be read again; nobody gets the same SMS twice.',
    },
  };
};
