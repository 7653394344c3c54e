import { findResaleOrder, type ResaleOrder } from '../../../usecases/resale/resale-order';
import { cancelResaleOrder, finishResaleOrder } from '../../../usecases/resale/steer-resale-order';
import { type FiveSimAnswer, json, words } from './answers';
import type { FiveSimCall, FiveSimPath } from './five-sim-call';
import { orderShape, smsShapes } from './order-shape';

const notFound = words('order not found');

/** An unknown order has 404 here, and 400 where it is to be closed: clients rely on both. */
export const check: FiveSimPath = async (call) => {
  const order = await find(call);
  return order ? shown(call, order) : words('order not found', 404);
};

/** The SMS alone, numbered within their order. */
export const inbox: FiveSimPath = async (call) => {
  const order = await find(call);
  if (!order) return words('order not found', 404);
  const data = smsShapes(order).map((sms, index) => ({ ...sms, id: index + 1, is_wave: false, wave_uuid: '' }));
  return json({ Data: data, Total: data.length });
};

export const finish: FiveSimPath = async (call) => {
  const id = idOf(call);
  const { kind } =
    id === undefined ? ({ kind: 'not_found' } as const) : await finishResaleOrder(call.app, call.caller, id);
  switch (kind) {
    case 'finished':
      return again(call);
    case 'no_code':
      return words('order no sms');
    case 'already_ended':
      return words('order expired');
    case 'no_scope':
      return noScope;
    case 'not_found':
      return notFound;
  }
};

export const cancel: FiveSimPath = (call) => giveBack(call);

/** The number is of no use to its buyer. It goes back like a canceled one; this answer alone says why. */
export const ban: FiveSimPath = (call) => giveBack(call, 'BANNED');

async function giveBack(call: FiveSimCall, status?: 'BANNED'): Promise<FiveSimAnswer> {
  const id = idOf(call);
  const { kind } =
    id === undefined ? ({ kind: 'not_found' } as const) : await cancelResaleOrder(call.app, call.caller, id);
  switch (kind) {
    case 'canceled':
      return again(call, status);
    case 'has_code':
      return words('order has sms');
    case 'already_ended':
      return words('order expired');
    // The supplier takes it back later, or has not said yet whether there is a number at all.
    case 'too_early':
    case 'pending':
    case 'still_asking':
      return words('you need to wait time');
    case 'no_scope':
      return noScope;
    case 'not_found':
      return notFound;
  }
}

export const noScope = words('this key may not buy');

async function again(call: FiveSimCall, status?: 'BANNED'): Promise<FiveSimAnswer> {
  const order = await find(call);
  return order ? shown(call, order, status) : notFound;
}

function shown({ app, trade }: FiveSimCall, order: ResaleOrder, status?: 'BANNED'): FiveSimAnswer {
  return json(orderShape(order, trade, app.clock.now(), status));
}

async function find(call: FiveSimCall): Promise<ResaleOrder | undefined> {
  const id = idOf(call);
  return id === undefined ? undefined : findResaleOrder(call.app, call.caller, id);
}

function idOf({ parts }: FiveSimCall): number | undefined {
  return /^\d{1,10}$/.test(parts.id ?? '') ? Number(parts.id) : undefined;
}
