import { buyNumber } from '../account/buy-number';
import { askAgain, banOrder, cancelOrder } from '../account/close-order';
import { shownCode, type VendorOrder } from '../account/order';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { no, refusePurchase, status, type VakAction, type VakCall, withOrder } from './vak-sms-call';

/** `tel` is a number, not a text. */
export const getNumber: VakAction = ({ params, shop }) => {
  const [service, country] = [params.get('service') ?? '', params.get('country') ?? 'ru'];
  const wish = { service, country, operator: params.get('operator') ?? undefined };
  const outcome = buyNumber(shop.book, wish, shop.terms());
  if (outcome.kind === 'refused') return refusePurchase(outcome.refusal);
  return jsonAnswer({ tel: Number(outcome.order.phone), idNum: outcome.order.id });
};

/** Null while it waits, for the first SMS as for one more. */
export const getSmsCode: VakAction = (call) =>
  withOrder(call, (order) => {
    const last = order.phase === 'retry' ? undefined : order.sms.at(-1);
    return jsonAnswer({ smsCode: last ? shownCode(last) : null });
  });

export const setStatus: VakAction = (call) => withOrder(call, (order) => move(call, order));

function move({ params, shop }: VakCall, order: VendorOrder): VendorAnswer {
  const { book, minCancelAgeMs } = shop;
  switch (params.get('status')) {
    case 'send':
      return askAgain(book, order, shop.now()).kind === 'done' ? status('ready') : no('badStatus');
    case 'end':
      return closed(cancelOrder(book, order, shop.now(), minCancelAgeMs), order);
    case 'bad':
      return closed(banOrder(book, order, shop.now()), order);
    default:
      return no('badStatus');
  }
}

/** What cannot be given back any more is said as a status, not as an error. */
function closed(outcome: { readonly kind: string }, order: VendorOrder): VendorAnswer {
  if (outcome.kind === 'done') return status('update');
  return status(order.sms.length > 0 ? 'smsReceived' : 'waitSMS');
}
