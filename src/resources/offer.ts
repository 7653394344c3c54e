import { Offer } from '../database/entities/offer.entity';
import { country } from './country';
import { money, reference } from './kit/fields';
import { resource } from './kit/resource';
import { service } from './service';

/** A new price holds for reservations made from now on; a buyer who saw the old one is asked again. */
export const offer = resource(Offer, {
  name: 'offer',
  key: ['serviceId', 'countryId'],
  fields: {
    serviceId: reference(service).fixed(),
    countryId: reference(country).fixed(),
    price: money(),
  },
  refusals: {
    offers_service_country_key: { kind: 'already_exists', field: 'serviceId, countryId' },
    offers_service_fk: { kind: 'not_found', entity: 'service' },
    offers_country_fk: { kind: 'not_found', entity: 'country' },
  },
});
