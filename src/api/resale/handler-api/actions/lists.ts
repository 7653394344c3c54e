import { listResaleOrders } from '../../../../usecases/resale/list-resale-orders';
import { json } from '../answers';
import type { HandlerAction, HandlerCall } from '../handler-call';
import { wholeNumber } from '../parameters';
import { activeListShape, activeShape, historyShape } from '../shapes/orders';
import { shownOrder } from '../shown-order';

const MOST_ROWS = 100;
const DAY_S = 86_400;
const HISTORY_DAYS = 30;

/** Newest first. An order whose supplier has not answered yet is among them, without a phone. */
export const getActiveActivations: HandlerAction = {
  async answer({ app, caller, parameters, trade }) {
    const limit = Math.min(MOST_ROWS, Math.max(1, wholeNumber(parameters, 'limit', MOST_ROWS)));
    const offset = wholeNumber(parameters, 'start', 0);
    const { items } = await listResaleOrders(app, caller, { which: 'active', offset, limit });
    const rows = items.map((order) => activeShape(shownOrder(order, trade), caller.wording, app.currency));
    return json(activeListShape(rows));
  },
};

export const getCurrentActivations: HandlerAction = getActiveActivations;

/** The last 30 days unless it is said otherwise; `start` and `end` in seconds since 1970. */
export const getHistory: HandlerAction = {
  async answer({ app, caller, parameters, trade }: HandlerCall) {
    const nowS = Math.floor(app.clock.now().getTime() / 1_000);
    const end = instant(wholeNumber(parameters, 'end', nowS + 1));
    const start = instant(wholeNumber(parameters, 'start', Math.floor(end.getTime() / 1_000) - HISTORY_DAYS * DAY_S));
    const asked = wholeNumber(parameters, 'limit', wholeNumber(parameters, 'size', MOST_ROWS));
    const limit = Math.min(MOST_ROWS, Math.max(1, asked));
    const offset = wholeNumber(parameters, 'offset', 0);
    const { items } = await listResaleOrders(app, caller, { which: 'all', from: start, to: end, offset, limit });
    return json(items.map((order) => historyShape(shownOrder(order, trade), app.currency)));
  },
};

/** As late as a time can be that everybody can read. */
const LAST_S = 253_402_300_799;

const instant = (seconds: number): Date => new Date(Math.min(seconds, LAST_S) * 1_000);
