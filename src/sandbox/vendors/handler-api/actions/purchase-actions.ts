import { parseAmount } from '../../../../domain/money/money';
import { buyNumber, type PurchaseWish } from '../../account/buy-number';
import type { Refused } from '../../account/refusal';
import { jsonAnswer, textAnswer } from '../../kernel/vendor-answer';
import { type HandlerAction, type HandlerCall, param, refuse } from '../handler-call';
import type { Refusal } from '../refusal';

/** `ACCESS_NUMBER:<id>:<phone>`. */
export const getNumber: HandlerAction = (call) => {
  const outcome = buy(call, undefined);
  if ('refusal' in outcome) return refuse(call, outcome.refusal);
  const { id, phone } = outcome.order;
  return textAnswer(`ACCESS_NUMBER:${id}:${phone}`, 200, call.skin.purchaseHeaders?.(outcome.order));
};

/** The same purchase with a JSON answer, and an idempotency key where the dialect has one. */
export const getNumberV2: HandlerAction = (call) => {
  const outcome = buy(call, call.skin.takesOrderKey ? param(call, 'orderId') : undefined);
  if ('refusal' in outcome) return refuse(call, outcome.refusal);
  return jsonAnswer(call.skin.purchase(outcome.order));
};

type Bought = Exclude<ReturnType<typeof buyNumber>, Refused>;

function buy(
  call: HandlerCall,
  orderKey: string | undefined,
): Bought | { readonly kind: 'refused'; readonly refusal: Refusal } {
  const bad = (field: string) => ({ kind: 'refused', refusal: { kind: 'bad_request', field } }) as const;
  const priceText = param(call, call.skin.maxPriceParam) ?? param(call, 'maxPrice');
  const maxPrice = priceText === undefined ? undefined : parseAmount(priceText);
  if (priceText !== undefined && (maxPrice === undefined || maxPrice <= 0n)) return bad('maxPrice');
  const fixedPrice = call.skin.takesFixedPrice && param(call, 'fixedPrice') === 'true';
  if (fixedPrice && maxPrice === undefined) return bad('fixedPrice');
  const avoidPrefixes = param(call, 'phoneException')?.split(',');
  if (avoidPrefixes && (avoidPrefixes.length > 20 || avoidPrefixes.some((one) => !/^\d{4,9}$/.test(one))))
    return bad('phoneException');
  const { operatorParam, operatorSurchargePercent } = call.skin;
  const operator = operatorParam === undefined ? undefined : param(call, operatorParam);
  const wish: PurchaseWish = {
    service: param(call, 'service') ?? '',
    country: param(call, 'country') ?? '',
    operator,
    surchargePercent: operator === undefined ? undefined : operatorSurchargePercent,
    maxPrice,
    fixedPrice,
    avoidPrefixes,
    orderKey,
  };
  return buyNumber(call.book, wish, call.terms);
}
