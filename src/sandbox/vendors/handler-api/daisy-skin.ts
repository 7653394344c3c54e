import { formatAmountShort } from '../../../domain/money/money';
import { jsonPrice } from '../account/shelf';
import { serviceName } from '../kernel/service-names';
import { textAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { classicSkin } from './classic-skin';
import { daisyActions } from './daisy-actions';
import type { Refusal } from './refusal';
import type { Skin } from './skin';

/** The shop never shows more than this. */
const MOST_SHOWN = 100;

/** DaisySMS: words with status 200, one country, price and text in headers, no lists but the prices. */
export const daisySkin: Skin = {
  ...classicSkin,
  dialect: 'daisy',
  actions: new Set(['getBalance', 'getPrices', 'getNumber', 'getStatus', 'setStatus']),
  own: daisyActions,
  keyHeader: 'x-apikey',
  sells: ({ country }) => country === '187',
  takesOrderKey: false,
  takesReady: false,
  minCancelAgeMs: 0,
  collecting: 'always',
  maxPriceParam: 'max_price',
  operatorParam: 'carriers',
  operatorSurchargePercent: 20,
  purchaseHeaders: ({ cost }) => ({ 'x-price': formatAmountShort(cost) }),
  refuse: refuseDaisy,
  priceCell: ({ service, cost, count }) => ({
    name: serviceName(service),
    cost: jsonPrice(cost),
    count: Math.min(count, MOST_SHOWN),
  }),
};

function refuseDaisy(refusal: Refusal, action: string): VendorAnswer {
  switch (refusal.kind) {
    case 'no_key':
      return textAnswer('BAD_KEY');
    case 'no_balance':
      return textAnswer('NO_MONEY');
    case 'price_too_low':
      return textAnswer('MAX_PRICE_EXCEEDED');
    case 'too_many_open':
      return textAnswer('TOO_MANY_ACTIVE_RENTALS');
    default:
      return classicSkin.refuse(refusal, action);
  }
}
