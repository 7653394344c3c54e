import { json, refused } from '../answers';
import type { HandlerAction } from '../handler-call';
import { given } from '../parameters';
import { pricedOffers } from '../priced-offers';
import { countriesShape, operatorsShape, servicesShape } from '../shapes/catalogue';

/** Where something is sold. */
export const getCountries: HandlerAction = {
  isPublic: true,
  async answer(call) {
    const { byCountry, rendered } = await pricedOffers(call);
    const render = () => {
      const sold = call.trade.countries.filter(({ code }) => code !== null && byCountry.has(code));
      return JSON.stringify(countriesShape(sold.map((one) => ({ ...one, code: one.code! }))));
    };
    return { kind: 'table', table: rendered('countries', render) };
  },
};

/** What is sold, in one country or anywhere. Names are the shop's own in every language. */
export const getServicesList: HandlerAction = {
  isPublic: true,
  async answer(call) {
    const { byService, byCountry, rendered } = await pricedOffers(call);
    const country = given(call.parameters, 'country')?.toLowerCase();
    const servicesIn = (isSold: (code: string) => boolean) =>
      servicesShape(call.trade.services.flatMap(({ code, name }) => (code && isSold(code) ? [{ code, name }] : [])));
    if (country === undefined) {
      const render = () => JSON.stringify(servicesIn((code) => byService.has(code)));
      return { kind: 'table', table: rendered('services', render) };
    }
    const known = call.trade.countryByCode.get(country)?.code;
    if (!known) return refused({ kind: 'bad_country' });
    const sold = new Set((byCountry.get(known) ?? []).map(({ serviceCode }) => serviceCode));
    return json(servicesIn((code) => sold.has(code)));
  },
};

/** Operators by country; `any` in each in which something is sold. */
export const getOperators: HandlerAction = {
  isPublic: true,
  async answer(call) {
    const { byCountry } = await pricedOffers(call);
    const asked = given(call.parameters, 'country')?.toLowerCase();
    const known = asked === undefined ? undefined : call.trade.countryByCode.get(asked)?.code;
    const codes = asked === undefined ? [...byCountry.keys()] : known && byCountry.has(known) ? [known] : [];
    if (codes.length === 0) return refused({ kind: 'operators_not_found' });
    const namesIn = (code: string) => new Set((byCountry.get(code) ?? []).flatMap(({ operators }) => operators));
    return json(operatorsShape(new Map(codes.map((code) => [code, [...namesIn(code)].sort()]))));
  },
};
