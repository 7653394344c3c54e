import type { OrderState, ProviderFault, ReceivedText } from '../../ports/sms-provider';
import type { CodeRepeats } from '../code-repeats';
import { codeText } from '../code-text';
import type { Ask } from '../vendor-adapter';
import type { HandlerDialect } from './dialect';
import { readStatus } from './read-status';
import { readStatusV2 } from './read-status-v2';

/** What an order shows. An old code that is shown once more has its old id, so that only a reader who missed it takes it. */
export async function orderState(
  ask: Ask,
  { statusAction, statusExtra }: HandlerDialect,
  repeats: CodeRepeats,
  orderId: string,
): Promise<OrderState | ProviderFault> {
  const begunAt = repeats.begin();
  const read = statusAction === 'getStatusV2' ? readStatusV2 : readStatus;
  const status = await ask(statusAction, { id: orderId, ...statusExtra }, read);
  switch (status.kind) {
    case 'waiting_again':
      repeats.waitingAgain(orderId, status.value, begunAt);
      if (status.value === undefined) return { kind: 'waiting' };
      return received(codeText(orderId, status.value, repeats.last(orderId, status.value)));
    case 'code': {
      const text = codeText(orderId, status.value, repeats.seen(orderId, status.value, begunAt));
      return received(status.text === undefined ? text : { ...text, text: status.text });
    }
    default:
      return status;
  }
}

const received = (message: ReceivedText): OrderState => ({ kind: 'received', messages: [message] });
