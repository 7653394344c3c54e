import { isOpen, type VendorOrder, type VendorSms } from '../../account/order';
import { jsonPrice } from '../../account/shelf';
import { jsonAnswer } from '../../kernel/vendor-answer';
import { nameOfSlug } from '../default-catalogue';
import { isSet, type OnlineSimMethod, word } from '../onlinesim-words';

/**
 * One operation, or all open ones. Codes are picked out unless `message_to_code` is 0; `msg_list` shows every SMS, the newest
 * first, each row twice, without times.
 */
export const getState: OnlineSimMethod = ({ params, shop }) => {
  const tzid = params.get('tzid');
  const found = tzid ? shop.book.find(tzid) : undefined;
  if (tzid && !found) return word('ERROR_WRONG_TZID');
  const orders = found ? [found] : shop.book.open();
  if (orders.length === 0) return word('ERROR_NO_OPERATIONS');
  const sorted = params.get('orderby') === 'DESC' ? [...orders].reverse() : orders;
  const show = { codes: isSet(params, 'message_to_code'), list: isSet(params, 'msg_list') };
  return jsonAnswer(sorted.map((order) => operation(order, shop.now(), show)));
};

function operation(order: VendorOrder, now: number, show: { codes: boolean; list: boolean }): object {
  const text = (sms: VendorSms) => (show.codes ? (sms.code ?? sms.text) : sms.text);
  const last = order.sms.at(-1);
  const list = order.sms.toReversed().flatMap((sms) => Array(2).fill({ service: order.service, msg: text(sms) }));
  return {
    country: Number(order.country),
    sum: jsonPrice(order.cost),
    service: nameOfSlug(order.service),
    number: `+${order.phone}`,
    response: stateWord(order),
    tzid: Number(order.id),
    time: isOpen(order) ? Math.max(0, Math.floor((order.expiresAt - now) / 1000)) : 0,
    form: 'index',
    ...(last && { msg: show.list ? list : text(last) }),
  };
}

function stateWord({ phase, sms }: VendorOrder): string {
  if (phase === 'code') return 'TZ_NUM_ANSWER';
  if (phase === 'new' || phase === 'retry') return 'TZ_NUM_WAIT';
  return sms.length > 0 ? 'TZ_OVER_OK' : 'TZ_OVER_EMPTY';
}
