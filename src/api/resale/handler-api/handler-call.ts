import type { App } from '../../../app';
import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import type { ResaleCaller } from '../../../usecases/resale/resale-caller';
import { findResaleOrder, type ResaleOrder } from '../../../usecases/resale/resale-order';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import type { ResaleCall } from '../../limits/resale-limiter';
import type { ResaleTables } from '../tables/resale-tables';
import { type HandlerAnswer, refused } from './answers';
import { given, type HandlerParameters } from './parameters';

/** One request of somebody whose key is good. */
export interface HandlerCall {
  readonly app: App;
  readonly caller: ResaleCaller;
  readonly parameters: HandlerParameters;
  /** The codes of this protocol. */
  readonly trade: TradeTable;
  readonly tables: ResaleTables<ResaleOfferRow>;
}

export interface HandlerAction {
  readonly answer: (call: HandlerCall) => Promise<HandlerAnswer>;
  /** What it counts as; 'read' when left out. */
  readonly cost?: (parameters: HandlerParameters) => ResaleCall;
  /** Only for keys that may buy. */
  readonly isBuying?: boolean;
  /** Answered to anybody where the shop says so: it is about the catalogue alone. */
  readonly isPublic?: boolean;
}

/** The number of an activation; undefined where there is none or it cannot be one. */
export function activationId(parameters: HandlerParameters): number | undefined {
  const text = given(parameters, 'id', 'activationId');
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** Answers about an activation of the caller's user; a stranger's is as unknown as one that never was. */
export async function withOrder(
  { app, caller, parameters }: HandlerCall,
  answer: (order: ResaleOrder) => HandlerAnswer | Promise<HandlerAnswer>,
): Promise<HandlerAnswer> {
  const id = activationId(parameters);
  const order = id === undefined ? undefined : await findResaleOrder(app, caller, id);
  return order ? answer(order) : refused({ kind: 'no_activation' });
}
