import type { Entity } from '../catalogue/entity';
import { entitySection } from '../catalogue/entity-section';
import { groupCallbacks as callbacks } from './resale-callbacks';

const priceGroups: Entity<'priceGroups'> = {
  table: 'priceGroups',
  prefix: callbacks.prefix,
  line: ({ format }, { name, uses }) => `${format.name(name)} · 🔑 ${format.number(uses ?? 0)}`,
  title: ({ format }, { name }) => format.name(name),
};

/** Who buys by keys below the list price. */
export const priceGroupsSection = entitySection(priceGroups);
