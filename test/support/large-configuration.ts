/**
 * A configuration of 200 services in 50 countries, each pair an offer that is supplied by so many of five providers:
 * 10 000 offers with 10 000 to 50 000 routes.
 */
export function largeConfiguration(o: { routesPerOffer: 1 | 2 | 3 | 4 | 5; services?: number }) {
  const services = Array.from({ length: o.services ?? 200 }, (_, i) => ({
    code: `service${i}`,
    name: `Service ${i}`,
    position: i,
  }));
  const countries = Array.from({ length: 50 }, (_, i) => {
    const iso = String.fromCharCode(65 + Math.floor(i / 26)) + String.fromCharCode(65 + (i % 26));
    return { iso, name: `Country ${i}`, callingCode: String(100 + i), position: i };
  });
  const providers = Array.from({ length: 5 }, (_, i) => ({
    ...{ name: `supplier ${i}`, protocol: 'handler_api', baseUrl: `https://s${i}.example`, apiKey: null },
  }));
  const pairs = services.flatMap(({ code: service }) => countries.map(({ iso: country }) => ({ service, country })));
  const offers = pairs.map((pair, i) => ({ ...pair, price: `0.${5_000 + (i % 1_000)}` }));
  const routes = pairs.flatMap((pair, i) =>
    providers.slice(0, o.routesPerOffer).map(({ name: provider }, priority) => ({
      ...pair,
      ...{ provider, serviceCode: `s${i % 200}`, countryCode: String(i % 50), maxCost: '0.2000', priority },
    })),
  );
  return { version: 1, services, countries, providers, offers, routes };
}
