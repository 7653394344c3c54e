import { isOpen, shownCode, type VendorOrder } from '../../account/order';
import { jsonPrice } from '../../account/shelf';
import { jsonAnswer } from '../../kernel/vendor-answer';
import { type HandlerAction, type HandlerCall, param } from '../handler-call';

const MOST_ROWS = 100;

export const getActiveActivations: HandlerAction = (call) =>
  call.skin.activeList(call.book.open(), whole(call, 'start', 0), Math.min(MOST_ROWS, whole(call, 'limit', MOST_ROWS)));

/** The list of SMSHub: a picture in place of a code until there is one, and no service. */
export const getCurrentActivations: HandlerAction = ({ book, now, skin }) => {
  const open = book.open();
  if (open.length === 0) return jsonAnswer({ status: 'fail', msg: 'no_activations' });
  const array = open.map((order) => {
    const last = order.sms.at(-1);
    return {
      id: order.id,
      activationId: order.id,
      phone: order.phone,
      status: '2',
      moreCodes: '',
      createDate: Math.floor(order.boughtAt / 1000),
      receiveSmsDate: last ? Math.floor(last.at / 1000) : -62169993017,
      finishDate: '0000-00-00 00:00:00',
      code: last ? shownCode(last) : '<img src="/assets/ico/loading.gif" width="15" alt="">',
      countryCode: order.phone.slice(0, 1),
      timer: skin.lifetimeMs / 1000,
    };
  });
  return jsonAnswer({ status: 'success', array, time: Math.floor(now / 1000) });
};

/** Closed and open orders, newest first. Cost is 0 while an order is open. */
export const getHistory: HandlerAction = (call) => {
  const from = whole(call, 'start', 0) * 1000;
  const until = whole(call, 'end', Number.MAX_SAFE_INTEGER / 1000) * 1000;
  const limit = Math.min(MOST_ROWS, whole(call, 'limit', whole(call, 'size', MOST_ROWS)));
  const offset = whole(call, 'offset', 0);
  const rows = call.book
    .all()
    .filter((order) => order.boughtAt >= from && order.boughtAt <= until)
    .reverse()
    .slice(offset, offset + limit);
  return jsonAnswer(rows.map((order) => historyRow(call, order)));
};

function historyRow(call: HandlerCall, order: VendorOrder): object {
  return {
    id: order.id,
    date: call.skin.time(order.boughtAt).slice(0, 19).replace('T', ' '),
    phone: order.phone,
    sms: order.sms.at(-1)?.text ?? null,
    cost: isOpen(order) || order.refunded ? 0 : jsonPrice(order.cost),
    status: isOpen(order) ? '4' : order.phase === 'finished' ? '6' : '8',
    currency: 840,
  };
}

function whole(call: HandlerCall, name: string, otherwise: number): number {
  const value = Number(param(call, name) ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}
