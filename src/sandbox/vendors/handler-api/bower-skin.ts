import { jsonPrice } from '../account/shelf';
import { countryName } from '../kernel/country-ids';
import { jsonAnswer, textAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { getPrices as commonPrices } from './actions/catalogue-actions';
import { classicSkin } from './classic-skin';
import { type HandlerAction, param, refuse } from './handler-call';
import type { Refusal } from './refusal';
import type { Skin } from './skin';

/** The one upstream partner of the simulated shop. */
const PARTNER = 2263;

/** The whole table has one country without an id, as the shop really sends it. */
const getPrices: HandlerAction = (call) => {
  const answer = commonPrices(call);
  const isWhole = param(call, 'service') === undefined && param(call, 'country') === undefined;
  if (!isWhole) return answer;
  return jsonAnswer({ '': { tg: { cost: 0.5, count: 1 } }, ...JSON.parse(answer.body) });
};

const ladder =
  (show: (price: number, count: number) => object): HandlerAction =>
  (call) => {
    const [country, service] = [param(call, 'country') ?? '', param(call, 'service') ?? ''];
    const row = call.book.shelf.get(country, service);
    if (!row) return refuse(call, { kind: 'bad_price_filter', field: 'service' });
    return jsonAnswer({ [country]: { [service]: show(jsonPrice(row.cost), row.count) } });
  };

/** SMSBower: words with status 200, answers GET alone, and has no list of open orders. */
export const bowerSkin: Skin = {
  ...classicSkin,
  dialect: 'bower',
  actions: new Set([
    'getBalance',
    'getCountries',
    'getServicesList',
    'getOperators',
    'getNumber',
    'getNumberV2',
    'getStatus',
    'getStatusV2',
    'setStatus',
  ]),
  own: {
    getPrices,
    getPricesV2: ladder((price, count) => ({ [price]: count })),
    getPricesV3: ladder((price, count) => ({ [PARTNER]: { count, price, provider_id: PARTNER } })),
  },
  refuseOtherMethods: (method) =>
    inBody(`The ${method} method is not supported for route stubs/handler_api.php. Supported methods: GET, HEAD.`, 405),
  takesOrderKey: false,
  refuse: refuseBower,
  waitingAgain: () => 'STATUS_WAIT_RESEND',
  priceCell: ({ cost, count }) => ({ cost: jsonPrice(cost), count }),
  countries: (ids) => ({
    ...Object.fromEntries(ids.map((id) => [id, names(id, countryName(id))])),
    '': names(null, 'Unknown'),
  }),
};

const names = (id: string | null, name: string) => ({ id, rus: name, eng: name, chn: name });

const inBody = (message: string, status: number): VendorAnswer => jsonAnswer({ status: 0, message, data: [] }, status);

function refuseBower(refusal: Refusal, action: string): VendorAnswer {
  switch (refusal.kind) {
    case 'no_key':
    case 'bad_key':
      return inBody('No access', 401);
    // The documentation has another word for it.
    case 'bad_service':
      return textAnswer('WRONG_SERVICE');
    case 'bad_price_filter':
      return jsonAnswer({ error: refusal.field === 'service' ? 'Bad service' : 'Bad country' });
    case 'operators_not_found':
      return jsonAnswer({ status: 'success', countryOperators: [] });
    default:
      return classicSkin.refuse(refusal, action);
  }
}
