import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/mobile';
import { formatAmount, formatAmountShort, parseAmount } from '../../../domain/money/money';
import { buyNumber } from '../account/buy-number';
import type { VendorOrder } from '../account/order';
import type { AccountRefusal } from '../account/refusal';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { type PoolEndpoint, param, refuse } from './sms-pool-call';
import { findCountry, findService, poolServices } from './sms-pool-names';

const UNITS_OF_A_CENT = 100n;

export const purchaseSms: PoolEndpoint = (call) => {
  const country = findCountry(param(call, 'country') ?? '');
  const service = findService(param(call, 'service') ?? '');
  if (!country) return refuse('Invalid country');
  if (!service) return refuse('Invalid service');
  const maxPrice = parseAmount(param(call, 'max_price') ?? '');
  const wish = { service, country: country.id, operator: param(call, 'pool'), maxPrice };
  const outcome = buyNumber(call.shop.book, wish, call.shop.terms());
  return outcome.kind === 'bought' ? jsonAnswer(sold(outcome.order)) : refuseSale(outcome.refusal);
};

function sold(order: VendorOrder): object {
  const country = findCountry(order.country)!;
  const cc = String(getCountryCallingCode(country.iso as CountryCode));
  return {
    success: 1,
    number: Number(order.phone),
    cc,
    phonenumber: order.phone.slice(cc.length),
    order_id: order.id,
    country: country.name,
    service: poolServices.get(order.service),
    pool: order.operator === 'any' ? 1 : order.operator,
    expires_in: Math.round((order.expiresAt - order.boughtAt) / 1000),
    expiration: Math.floor(order.expiresAt / 1000),
    message: '',
    cost: formatAmount(order.cost),
    cost_in_cents: Number((order.cost + UNITS_OF_A_CENT - 1n) / UNITS_OF_A_CENT),
  };
}

function refuseSale(refusal: AccountRefusal): VendorAnswer {
  switch (refusal.kind) {
    case 'no_balance':
      return refuse('<b>Insufficient balance</b>, please top up your account', 'BALANCE_ERROR');
    case 'price_too_low':
      return refuse(`The price is ${formatAmountShort(refusal.min)} now`, 'PRICE_NOT_FOUND');
    case 'bad_service':
    case 'bad_country':
    case 'no_numbers':
      return refuse("We couldn't find an available phone number for you, please try again later!", 'OUT_OF_STOCK');
    case 'bad_operator':
      return refuse('Invalid pool');
    default:
      return refuse('You have too many active orders');
  }
}
