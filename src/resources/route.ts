import { Route } from '../database/entities/route.entity';
import { problemAt } from '../domain/problems';
import { flag, money, reference, text, whole } from './kit/fields';
import { resource } from './kit/resource';
import { offer } from './offer';
import { provider } from './provider';

export const route = resource(Route, {
  name: 'route',
  key: ['offerId', 'providerId'],
  fields: {
    offerId: reference(offer).fixed(),
    providerId: reference(provider).fixed(),
    isPool: flag()
      .fixed()
      .usually(false)
      .described('True: from our own numbers. False: serviceCode, countryCode and maxCost are needed.'),
    serviceCode: text({ most: 60 }).asked(),
    countryCode: text({ most: 60 }).asked(),
    operator: text({ most: 60 }).asked(),
    maxCost: money().asked(),
    priority: whole(-1_000_000, 1_000_000).asked().described('Smallest is asked first.'),
  },
  refusals: {
    routes_offer_provider_key: { kind: 'already_exists', field: 'offerId, providerId' },
    routes_offer_fk: { kind: 'not_found', entity: 'offer' },
    routes_provider_fk: { kind: 'not_found', entity: 'provider' },
    routes_on_demand_complete: {
      kind: 'invalid',
      problem: problemAt('serviceCode, countryCode, maxCost', 'route_incomplete'),
    },
  },
});
