import { buyNumber } from '../../account/buy-number';
import { askAgain, cancelOrder, finishOrder } from '../../account/close-order';
import type { VendorOrder } from '../../account/order';
import type { Refused } from '../../account/refusal';
import type { VendorAnswer } from '../../kernel/vendor-answer';
import { isSet, type OnlineSimCall, type OnlineSimMethod, refuse, word, yes } from '../onlinesim-words';

/** Sells a number. `number=true` shows it at once; without it the buyer asks for the state. */
export const getNum: OnlineSimMethod = ({ params, shop }) => {
  const country = params.get('country') || '7';
  const wish = { service: params.get('service') ?? '', country, avoidPrefixes: avoided(params, country) };
  const outcome = buyNumber(shop.book, wish, shop.terms());
  if (outcome.kind === 'refused') return refuse(outcome.refusal);
  const { id, phone } = outcome.order;
  return yes({ tzid: Number(id), ...(isSet(params, 'number') && { number: `+${phone}`, country: Number(country) }) });
};

/** Asks for another SMS on the same number. */
export const setOperationRevise: OnlineSimMethod = (call) =>
  withOperation(call, (order) => answer(order, askAgain(call.shop.book, order, call.shop.now())));

/** Ends an operation: paid when an SMS came, given back otherwise, and that not at once. `ban=1` calls the number bad. */
export const setOperationOk: OnlineSimMethod = (call) =>
  withOperation(call, (order) => {
    const { book, minCancelAgeMs, now } = call.shop;
    const isUnused = order.phase === 'new';
    return answer(order, isUnused ? cancelOrder(book, order, now(), minCancelAgeMs) : finishOrder(book, order, now()));
  });

const avoided = (params: URLSearchParams, country: string): string[] =>
  [...params.getAll('reject'), ...params.getAll('reject[]')].filter((one) => one !== '').map((one) => country + one);

function withOperation(call: OnlineSimCall, step: (order: VendorOrder) => VendorAnswer): VendorAnswer {
  const tzid = call.params.get('tzid');
  if (!tzid) return word('ERROR_NO_TZID');
  const order = call.shop.book.find(tzid);
  return order ? step(order) : word('ERROR_WRONG_TZID');
}

const answer = (order: VendorOrder, moved: { readonly kind: 'done' } | Refused): VendorAnswer =>
  moved.kind === 'done' ? yes({ tzid: Number(order.id) }) : refuse(moved.refusal);
