import type { WebhookStatus } from '../../../../domain/enum-values';
import type { Format } from '../../../texts/format';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';

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
      detail: (o: { detail: string }) => `💬 ${f.name(o.detail, 200)}`,
      replay: (o: { id: bigint }) => `🔁 Read № ${f.isolated(String(o.id)).text} again`,
      refusals: {
        not_found: 'This delivery is not kept any more.',
        no_webhook: 'This supplier, as it is set up now, knows no webhooks.',
      },
      address: {
        button: '🔗 Webhook address',
        title: '🔗 Webhook address',
        hasOne: 'It has an address. It was shown when it was made, and cannot be looked up.',
        hasNone: 'It has no address yet: the supplier cannot deliver, it is only polled.',
        seen: (o: { at: Date }) => `📥 Last delivery: ${f.dateTime(o.at)}`,
        comesOnce: 'A new address comes into this chat, once. Enter it at the supplier.',
        old: 'The old one can be taken for 24 hours more, so that nothing gets lost meanwhile. If somebody else may know it, end it at once: until the supplier has the new one, what it delivers is refused, and polling brings it.',
        make: '🔗 Make an address',
        makeAndKeep: '🔗 New one, the old one 24 hours more',
        makeAndEnd: '⛔ New one, the old one ends now',
        comes: 'The address comes into this chat.',
        knowsNone:
          'The protocol of this supplier, as it is set up, knows no webhooks. A generic inbox needs push in its options.',
        misfit: 'Its settings do not fit the protocol. Look at address and options.',
        made: (o: { name: string; address: string; isWhole: boolean; previousUntil: Date | undefined }): Rich =>
          lines(
            bold(`🔗 The new webhook address of ${f.name(o.name)}`),
            '',
            code(f.isolated(o.address)),
            '',
            !o.isWhole &&
              `The address of the shop itself stands before it: set ${f.isolated('PUBLIC_URL').text} to have it here.`,
            'Enter it at the supplier now: it is never shown again. Whoever knows it can deliver messages.',
            o.previousUntil && `The old one is taken until ${f.dateTime(o.previousUntil)}.`,
          ),
        copy: '📋 Copy the address',
        hide: '✅ Entered there: take it out of the chat',
      },
      hint: 'Kept for 30 days. After a key or a description was mended, a delivery can be read again; nobody gets the same SMS twice.',
    },
  };
};
