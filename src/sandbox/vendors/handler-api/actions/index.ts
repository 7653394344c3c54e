import type { HandlerAction } from '../handler-call';
import * as catalogue from './catalogue-actions';
import * as lists from './list-actions';
import * as purchases from './purchase-actions';
import * as statuses from './status-actions';

/** Every action the simulator can play; which of them a vendor knows is its skin's matter. */
export const handlerActions: ReadonlyMap<string, HandlerAction> = new Map(
  Object.entries({ ...catalogue, ...purchases, ...statuses, ...lists }),
);
