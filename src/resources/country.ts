import { Country } from '../database/entities/country.entity';
import { aliases } from './aliases';
import { patterned, text, whole } from './kit/fields';
import { resource } from './kit/resource';

export const country = resource(Country, {
  name: 'country',
  key: ['iso'],
  fields: {
    iso: patterned(/^[A-Z]{2}$/, 'iso', { least: 2, most: 2 })
      .fixed()
      .described('ISO 3166, two capital letters.'),
    name: text({ most: 60 }),
    callingCode: patterned(/^[1-9][0-9]{0,5}$/, 'calling_code', { most: 6 })
      .fixed()
      .described('Without the plus.'),
    aliases: aliases(),
    position: whole(-1_000_000, 1_000_000),
  },
  refusals: { countries_iso_key: { kind: 'already_exists', field: 'iso' } },
});
