import {
  type CountryChanges,
  type CountryDraft,
  createCountry,
  updateCountry,
} from '../../../usecases/catalogue/save-country';
import type { Entity } from './entity';
import { text, whole } from './entity-fields';
import { entitySection } from './entity-section';

const countries: Entity<'countries'> = {
  table: 'countries',
  name: 'countries',
  prefix: 'ACO',
  line: ({ format }, { iso, name }) => `${format.flag(iso!)} ${format.country(iso!, name)}`,
  title: ({ format }, { iso, name }) => `${format.flag(iso)} ${format.country(iso, name)}`,
  fields: [
    text({ name: 'name', label: 'name', value: (row) => row.name, most: 60, onAdd: 'required' }),
    text({
      name: 'iso',
      label: 'iso',
      value: (row) => row.iso,
      least: 2,
      most: 2,
      pattern: { fits: /^[A-Z]{2}$/, else: ({ panel }) => panel.catalogue.hints.iso },
      onAdd: 'required',
      isFixed: true,
    }),
    text({
      name: 'callingCode',
      label: 'callingCode',
      value: (row) => row.callingCode,
      most: 6,
      pattern: { fits: /^[1-9][0-9]{0,5}$/, else: ({ panel }) => panel.catalogue.hints.callingCode },
      onAdd: 'required',
      isFixed: true,
    }),
    whole({
      name: 'position',
      label: 'position',
      value: (row) => row.position,
      least: -1_000_000,
      most: 1_000_000,
      onAdd: 'never',
    }),
  ],
  create: ({ app, author }, input) => createCountry(app, input as unknown as CountryDraft, author),
  update: ({ app, author }, id, input, seen) => updateCountry(app, id, input as CountryChanges, author, seen),
};

export const countriesSection = entitySection(countries);
