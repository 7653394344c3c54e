import {
  buyResaleNumber,
  CUSTOMARY_WAIT_MS,
  placeResaleOrder,
  type RefusedResaleOrder,
  type ResaleOrderWish,
} from '../../../../usecases/resale/place-resale-order';
import { readMaxPrice } from '../../prices';
import { type HandlerAnswer, json, refused, text } from '../answers';
import type { HandlerAction, HandlerCall } from '../handler-call';
import { given, type HandlerParameters, isTrue } from '../parameters';
import type { HandlerRefusal } from '../refusals';
import { activationShape } from '../shapes/orders';
import { plainPhone } from '../shapes/values';
import { shownOrder } from '../shown-order';

const MOST_PREFIXES = 20;
const LONGEST_NOTE = 64;

/** `ACCESS_NUMBER:<id>:<phone>`. */
export const getNumber: HandlerAction = {
  isBuying: true,
  cost: () => 'buy',
  answer: (call) => buy(call, buyResaleNumber, ({ id, phone }) => text(`ACCESS_NUMBER:${id}:${plainPhone(phone)}`)),
};

/** The same purchase with all that is known of it. */
export const getNumberV2: HandlerAction = {
  isBuying: true,
  cost: () => 'buy',
  answer: (call) =>
    buy(call, placeResaleOrder, ({ order }) =>
      json(activationShape(shownOrder(order, call.trade), call.caller.wording, call.app.currency)),
    ),
};

interface Sold {
  readonly kind: 'placed' | 'repeated' | 'unclear';
}

async function buy<Bought extends Sold>(
  call: HandlerCall,
  act: (
    app: HandlerCall['app'],
    caller: HandlerCall['caller'],
    wish: ResaleOrderWish,
  ) => Promise<Bought | RefusedResaleOrder>,
  answer: (bought: Bought) => HandlerAnswer,
): Promise<HandlerAnswer> {
  const wish = readWish(call);
  if ('kind' in wish) return refused(wish);
  const outcome = await act(call.app, call.caller, wish);
  switch (outcome.kind) {
    case 'refused':
      return refused(refusalOf(outcome, call.app.clock.now()));
    case 'unclear':
      return refused({ kind: 'unclear' });
    default:
      return answer(outcome);
  }
}

function readWish({ parameters, trade }: HandlerCall): ResaleOrderWish | HandlerRefusal {
  const bad = (field: string): HandlerRefusal => ({ kind: 'bad_parameter', field });
  const service = trade.serviceByCode.get((given(parameters, 'service') ?? '').toLowerCase());
  if (!service) return { kind: 'bad_service' };
  const country = trade.countryByCode.get((given(parameters, 'country') ?? '').toLowerCase());
  if (!country) return { kind: 'bad_country' };
  const price = given(parameters, 'maxPrice', 'max_price');
  const maxPrice = price === undefined ? undefined : readMaxPrice(price);
  if (price !== undefined && maxPrice === undefined) return bad('maxPrice');
  const avoidPrefixes = list(parameters, 'phoneException').map((one) => one.replace(/^\+/, ''));
  if (avoidPrefixes.length > MOST_PREFIXES || avoidPrefixes.some((one) => !/^\d{1,12}$/.test(one)))
    return bad('phoneException');
  const orderId = given(parameters, 'orderId');
  if (orderId !== undefined && !/^[\w.@-]{1,36}$/.test(orderId)) return bad('orderId');
  if (!/^(0|false)$/i.test(given(parameters, 'forward') ?? '0')) return bad('forward');
  if (!/^(0|sms)$/i.test(given(parameters, 'activationType') ?? '0')) return bad('activationType');
  return {
    serviceId: service.id,
    countryId: country.id,
    operator: list(parameters, 'operator'),
    maxPrice,
    isFixedPrice: isTrue(parameters, 'fixedPrice'),
    avoidPrefixes,
    orderId,
    endCustomer: given(parameters, 'userId', 'userID', 'resellerUserId')?.slice(0, LONGEST_NOTE),
    ref: given(parameters, 'ref')?.slice(0, LONGEST_NOTE),
    waitMs: CUSTOMARY_WAIT_MS,
  };
}

function list(parameters: HandlerParameters, name: string): string[] {
  const all = (given(parameters, name) ?? '').split(',').map((one) => one.trim());
  return all.filter((one) => one !== '');
}

function refusalOf({ reason, price, until }: RefusedResaleOrder, now: Date): HandlerRefusal {
  switch (reason) {
    case 'too_dear':
      return price === undefined ? { kind: 'no_numbers' } : { kind: 'too_dear', price };
    // What a key may spend is money that it has not.
    case 'daily_cap':
      return { kind: 'no_balance' };
    case 'paused':
    case 'banned':
      return { kind: 'banned', until, now };
    case 'key_ended':
      return { kind: 'bad_key' };
    // Service and country are right by themselves; together they are not sold.
    case 'no_such_offer':
      return { kind: 'no_numbers' };
    case 'resale_off':
      return { kind: 'maintenance' };
    default:
      return { kind: reason };
  }
}
