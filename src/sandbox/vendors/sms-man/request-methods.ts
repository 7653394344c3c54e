import { parseAmount } from '../../../domain/money/money';
import { buyNumber } from '../account/buy-number';
import { askAgain, cancelOrder, finishOrder, markSent } from '../account/close-order';
import { isOpen, shownCode, type VendorOrder } from '../account/order';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { no, refuse, type SmsManCall, type SmsManMethod } from './sms-man-words';

/** Country 0 is any country that has numbers. */
export const getNumber: SmsManMethod = ({ params, shop }) => {
  const { book } = shop;
  const service = params.get('application_id') ?? '';
  const asked = params.get('country_id') || '0';
  const any = book.shelf.rows().find((row) => row.service === service && row.count > 0)?.country;
  const country = asked === '0' ? (any ?? asked) : asked;
  const maxPrice = params.get('maxPrice') ? parseAmount(params.get('maxPrice')!) : undefined;
  const outcome = buyNumber(book, { service, country, maxPrice }, shop.terms());
  return outcome.kind === 'refused' ? refuse(outcome.refusal) : jsonAnswer(requestRow(outcome.order));
};

/** A request that waits is answered like an error, with the request beside it. */
export const getSms: SmsManMethod = (call) =>
  withRequest(call, (order) => {
    if (!isOpen(order)) return no(order.refunded ? 'canceled' : 'closed', 'Request is closed');
    const last = order.phase === 'code' ? order.sms.at(-1) : undefined;
    return last
      ? jsonAnswer({ ...requestRow(order), sms_code: shownCode(last) })
      : jsonAnswer({ ...requestRow(order), error_code: 'wait_sms', error_msg: 'Still waiting...' });
  });

export const setStatus: SmsManMethod = (call) =>
  withRequest(call, (order) => {
    const moved = move(call, order);
    if (!moved) return no('wrong_status', { status: 'Wrong status!' });
    if (moved.kind === 'refused') return refuse(moved.refusal);
    return jsonAnswer({ request_id: Number(order.id), success: true });
  });

function move({ params, shop }: SmsManCall, order: VendorOrder) {
  const { book, minCancelAgeMs, now } = shop;
  switch (params.get('status')) {
    case 'ready':
      return markSent(order);
    case 'close':
      return finishOrder(book, order, now());
    case 'reject':
    case 'used':
      return cancelOrder(book, order, now(), minCancelAgeMs);
    case 'retrysms':
      return askAgain(book, order, now());
    default:
      return undefined;
  }
}

const requestRow = (order: VendorOrder) => ({
  request_id: Number(order.id),
  country_id: Number(order.country),
  application_id: Number(order.service),
  number: order.phone,
});

function withRequest(call: SmsManCall, step: (order: VendorOrder) => VendorAnswer): VendorAnswer {
  const order = call.shop.book.find(call.params.get('request_id') ?? '');
  return order ? step(order) : no('wrong_request_id', { request_id: 'Wrong request ID!' }, 400);
}
