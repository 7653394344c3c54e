import type { SoldOffers } from '../../tables/sold-offers';
import type { HandlerAnswer } from '../answers';
import { json, refused } from '../answers';
import type { HandlerAction, HandlerCall } from '../handler-call';
import { given, type HandlerParameters, isTrue, wholeNumber } from '../parameters';
import { pricedOffers } from '../priced-offers';
import {
  costCell,
  ladderCell,
  type PriceCell,
  priceTable,
  type RankedOffer,
  rankOffers,
  stockShape,
  topCountriesShape,
  topListShape,
  verificationCell,
} from '../shapes/prices';

const isWhole = (parameters: HandlerParameters) => given(parameters, 'service', 'country') === undefined;
const tableCost = (parameters: HandlerParameters) => (isWhole(parameters) ? 'table' : 'read');

/** The table of everything is kept as bytes; a part of it is put together from what is kept in memory. */
function pricesAs(name: string, cell: PriceCell, outer: 'country' | 'service' = 'country'): HandlerAction {
  return {
    cost: tableCost,
    async answer(call) {
      const offers = await pricedOffers(call);
      if (isWhole(call.parameters)) {
        const render = () => priceTable(offers.all, cell, outer);
        return { kind: 'table', table: offers.rendered(name, render) };
      }
      return { kind: 'json_text', text: priceTable(wanted(call, offers), cell, outer) };
    },
  };
}

export const getPrices = pricesAs('prices', costCell);
export const getPricesExtended = getPrices;
export const getPricesV2 = pricesAs('ladder', ladderCell);
export const getFreePrices = getPricesV2;
export const getPricesVerification = pricesAs('verification', verificationCell, 'service');

/** What can be delivered of each service, in one country or in all. */
export const getNumbersStatus: HandlerAction = {
  async answer(call) {
    const { hasOldResaleStock } = await call.app.settings();
    return json(stockShape(wanted(call, await pricedOffers(call)), hasOldResaleStock));
  },
};

/** The best countries of one service first, or of every one. */
export const getTopCountriesByService: HandlerAction = {
  cost: (parameters) => (given(parameters, 'service') === undefined ? 'table' : 'read'),
  async answer(call) {
    const offers = await pricedOffers(call);
    const hasLadder = isTrue(call.parameters, 'freePrice');
    if (given(call.parameters, 'service') === undefined) {
      const render = () => JSON.stringify(topOfAll(offers, hasLadder));
      return { kind: 'table', table: offers.rendered(`top ${hasLadder}`, render) };
    }
    return withService(call, offers, (ones) => json(topCountriesShape(rankOffers(ones), hasLadder)));
  },
};

/** Nobody here has a rank that would change a price. */
export const getTopCountriesByServiceRank: HandlerAction = getTopCountriesByService;

export const getListOfTopCountriesByService: HandlerAction = {
  async answer(call) {
    const length = Math.min(200, Math.max(1, wholeNumber(call.parameters, 'length', 10)));
    const from = (Math.max(1, wholeNumber(call.parameters, 'page', 1)) - 1) * length;
    return withService(call, await pricedOffers(call), (ones) =>
      json(topListShape(rankOffers(ones)).slice(from, from + length)),
    );
  },
};

function topOfAll({ byService }: SoldOffers, hasLadder: boolean): Record<string, object> {
  const tops = [...byService].map(([code, ones]) => [code, topCountriesShape(rankOffers(ones), hasLadder)] as const);
  return Object.fromEntries(tops);
}

/** By any word for the service that the trade has. */
function withService(
  { parameters, trade }: HandlerCall,
  { byService }: SoldOffers,
  answer: (offers: readonly RankedOffer[]) => HandlerAnswer,
): HandlerAnswer {
  const service = trade.serviceByCode.get((given(parameters, 'service') ?? '').toLowerCase());
  return service ? answer(byService.get(service.code ?? '') ?? []) : refused({ kind: 'bad_service' });
}

/** What is left of everything by the parameters `service` and `country`; of what nobody sells, nothing. */
function wanted({ parameters, trade }: HandlerCall, offers: SoldOffers): readonly RankedOffer[] {
  const [service, country] = [given(parameters, 'service')?.toLowerCase(), given(parameters, 'country')?.toLowerCase()];
  const serviceCode = service === undefined ? undefined : (trade.serviceByCode.get(service)?.code ?? '');
  const countryCode = country === undefined ? undefined : (trade.countryByCode.get(country)?.code ?? '');
  if (countryCode !== undefined) {
    const ofCountry = offers.byCountry.get(countryCode) ?? [];
    return serviceCode === undefined ? ofCountry : ofCountry.filter((one) => one.serviceCode === serviceCode);
  }
  return serviceCode === undefined ? offers.all : (offers.byService.get(serviceCode) ?? []);
}
