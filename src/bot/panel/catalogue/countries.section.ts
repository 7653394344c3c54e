import type { Entity } from './entity';
import { entitySection } from './entity-section';

const countries: Entity<'countries'> = {
  table: 'countries',
  prefix: 'ACO',
  order: ['name', 'iso'],
  line: ({ format }, { iso, name }) => `${format.flag(iso!)} ${format.country(iso!, name)}`,
  title: ({ format }, { iso, name }) => `${format.flag(iso)} ${format.country(iso, name)}`,
};

export const countriesSection = entitySection(countries);
