import { parseAmount } from '../../../domain/money/money';
import { buyNumber } from '../account/buy-number';
import type { AccountRefusal } from '../account/refusal';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { type FiveSimCall, type FiveSimRoute, lostVisitor, words } from './five-sim-call';
import { orderJson } from './five-sim-order';
import { type OperatorRow, operatorRows, placeOf } from './operator-rows';

const NAME = /^[a-z0-9]+$/;

/** Operator `any` takes the cheapest one with numbers; only there does `maxPrice` count. */
export const buy: FiveSimRoute = (call) => {
  const { country = '', operator = '', product = '' } = call.parts;
  if (![country, operator, product].every((part) => NAME.test(part))) return lostVisitor();
  const all = operatorRows(call.shop.book.shelf);
  const there = all.filter((row) => row.country === country);
  if (there.length === 0) return words('bad country');
  const reachable = operator === 'any' ? there : there.filter((row) => row.operator === operator);
  if (reachable.length === 0) return words('bad operator');
  if (!all.some((row) => row.product === product)) return words('no product');
  if (call.rating <= 0) return words('not enough rating');
  const row = chooseRow(
    call,
    reachable.filter((one) => one.product === product && one.count > 0),
  );
  if (!row) return words('no free phones', 200);
  const place = placeOf(row.country, row.operator);
  const outcome = buyNumber(call.shop.book, { service: product, country: place }, call.shop.terms());
  return outcome.kind === 'bought' ? jsonAnswer(orderJson(outcome.order, call.now)) : refuse(outcome.refusal);
};

function chooseRow({ parts, params }: FiveSimCall, rows: readonly OperatorRow[]): OperatorRow | undefined {
  const ceiling = parts.operator === 'any' ? parseAmount(params.get('maxPrice') ?? '') : undefined;
  const affordable = rows.filter(({ cost }) => ceiling === undefined || cost <= ceiling);
  return affordable.reduce<OperatorRow | undefined>(
    (best, row) => (best && best.cost <= row.cost ? best : row),
    undefined,
  );
}

function refuse(refusal: AccountRefusal): VendorAnswer {
  return refusal.kind === 'no_balance' ? words('not enough user balance') : words('no free phones', 200);
}

/** Rented and reused numbers are not simulated: there are never any. */
export const buyHosting: FiveSimRoute = () => words('no free phones', 200);
export const reuse: FiveSimRoute = () => words('reuse not possible');
