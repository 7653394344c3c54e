/** In which order a buyer sees the countries of a service; none of them: the shop's own. */
export const COUNTRY_ORDERS = ['price', 'success', 'name'] as const;
export type CountryOrder = (typeof COUNTRY_ORDERS)[number];
