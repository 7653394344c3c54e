import { addMs } from '../../domain/time';
import type { OpenOrders, OrderState, ProviderFault, ReceivedText, UpstreamOrder } from '../../ports/sms-provider';
import type { Ask } from '../kit/adapter';
import type { CodeRepeats } from '../kit/code-repeats';
import { counter, unread } from '../kit/readings';
import { providerFault } from '../kit/reply';
import { codeText } from '../kit/shown-sms';
import type { HandlerDialect } from './dialect';
import { type ActiveRow, readActive } from './read-active';
import { readStatus, readStatusV2 } from './read-order';

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

const PAGE_ROWS = 100;
/** Pages overlap, because an order closed between two calls moves all later ones forward by one place. */
const PAGE_STEP = 90;
const MOST_PAGES = 200;

/** All open orders of the key, page by page where the shop has pages. A page that cannot be read spoils the list, a row does not. */
export async function listOrders(
  ask: Ask,
  { action, paged }: NonNullable<HandlerDialect['activeList']>,
  lifetimeMs: number,
): Promise<OpenOrders | ProviderFault> {
  const rows = new Map<string, ActiveRow>();
  const notRead = new Set<string>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const place: Record<string, string> = paged ? { start: String(page * PAGE_STEP), limit: String(PAGE_ROWS) } : {};
    const read = await ask(action, place, readActive);
    if (read.kind === 'fault') return read;
    const { unreadable = [] } = read;
    for (const row of read.rows) rows.set(row.orderId, row);
    for (const row of unreadable) notRead.add(row);
    if (!paged || read.rows.length + unreadable.length < PAGE_ROWS)
      return {
        kind: 'orders',
        orders: [...rows.values()].map((row) => toOrder(row, lifetimeMs)),
        ...unread([...notRead]),
      };
  }
  return providerFault('unavailable', `more than ${MOST_PAGES} pages of open orders`);
}

function toOrder({ values, lastText, ...row }: ActiveRow, lifetimeMs: number): UpstreamOrder {
  const count = counter();
  const messages = values.map((value, index): ReceivedText => {
    const text = codeText(row.orderId, value, count(value));
    return index === values.length - 1 && lastText !== undefined ? { ...text, text: lastText } : text;
  });
  const expiresAt = row.expiresAt ?? (row.createdAt && addMs(row.createdAt, lifetimeMs));
  return { ...row, expiresAt, messages };
}
