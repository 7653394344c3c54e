import { section } from '../section';
import { allCountriesPage, countriesPage, findCountryPage, tickCountryPage, toCountriesPage } from './country-pages';
import { keyForm } from './key-form';
import { madePage, makePage, markUpPage, previewPage, typedMarkUpPage } from './mark-up-pages';
import { columnPage, columnsPage, inboxesPage, numbersPage, receivePage } from './own-numbers-pages';
import { pricePage, sellPage, soldPage, typedPricePage } from './own-price-pages';
import { chooseServicePage, newServicePage, servicePage, typedServicePage } from './own-service-pages';
import { sellingCallbacks as callbacks } from './selling-callbacks';
import { allServicesPage, findServicePage, servicesPage, tickServicePage } from './service-pages';
import { brandPage, openPage, startPage } from './supplier-pages';

/** The short way from what one has to what buyers can buy. */
export const sellingSection = section({
  name: 'selling',
  entry: { label: (panel) => panel.selling.button, data: callbacks.start() },
  callbacks,
  pages: {
    start: startPage,
    brand: brandPage,
    key: async (_visit, { brand }) => ({ form: { form: 'selling.key', subject: { brand } } }),
    open: openPage,
    services: servicesPage,
    tickService: tickServicePage,
    allServices: allServicesPage,
    findService: findServicePage,
    toCountries: toCountriesPage,
    countries: countriesPage,
    tickCountry: tickCountryPage,
    allCountries: allCountriesPage,
    findCountry: findCountryPage,
    markUp: markUpPage,
    typedMarkUp: typedMarkUpPage,
    preview: previewPage,
    make: makePage,
    made: madePage,
    own: inboxesPage,
    numbers: numbersPage,
    receive: receivePage,
    columns: columnsPage,
    column: columnPage,
    service: servicePage,
    typedService: typedServicePage,
    chooseService: chooseServicePage,
    newService: newServicePage,
    price: pricePage,
    typedPrice: typedPricePage,
    sell: sellPage,
    sold: soldPage,
  },
  forms: { key: keyForm },
});
