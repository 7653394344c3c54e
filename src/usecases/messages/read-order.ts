import type { App } from '../../app';
import { isSms } from '../../domain/message/is-sms';
import type { ProviderFault, SmsProvider } from '../../ports/sms-provider';
import type { AppliedMessages } from './apply-candidates';
import { receiveMessages } from './receive-messages';

export type OrderReading =
  | { readonly kind: 'waiting' }
  /** Its messages went to their reservation. */
  | { readonly kind: 'received'; readonly applied: AppliedMessages }
  | { readonly kind: 'ended' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unclear'; readonly fault: ProviderFault };

/** Reads one order at its supplier and gives what it received to its buyer. */
export async function readOrder(app: App, provider: SmsProvider, orderId: string): Promise<OrderReading> {
  if (!provider.orderState) {
    return {
      kind: 'unclear',
      fault: { kind: 'fault', fault: 'unsupported', detail: 'orders cannot be read one by one' },
    };
  }
  const state = await provider.orderState(orderId).catch((err: unknown): ProviderFault => {
    app.log.error({ err, provider: provider.id }, 'reading an order broke off');
    return { kind: 'fault', fault: 'unavailable', detail: 'the adapter threw' };
  });
  switch (state.kind) {
    case 'received': {
      const messages = state.messages.filter(isSms).map((message) => ({ ...message, orderId }));
      if (messages.length === 0) return { kind: 'waiting' };
      return {
        kind: 'received',
        applied: await receiveMessages(app, { providerId: provider.id, source: 'POLL', messages }),
      };
    }
    case 'fault':
      return state.fault === 'gone' ? { kind: 'gone' } : { kind: 'unclear', fault: state };
    default:
      return { kind: state.kind };
  }
}
