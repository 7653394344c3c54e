import type { VendorOrder } from '../../account/order';
import { isOpen } from '../../account/order';
import { jsonPrice } from '../../account/shelf';
import { jsonAnswer } from '../../kernel/vendor-answer';
import type { HandlerAction, HandlerCall } from '../handler-call';
import { param } from '../handler-call';

const MOST_ROWS = 100;

export const getActiveActivations: HandlerAction = (call) =>
  call.skin.activeList(call.book.open(), whole(call, 'start', 0), Math.min(MOST_ROWS, whole(call, 'limit', MOST_ROWS)));

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
