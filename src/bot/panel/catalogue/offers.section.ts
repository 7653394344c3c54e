import { button } from '../../screens/view';
import type { Entity } from './entity';
import { entityCallbacks } from './entity-callbacks';
import { entitySection } from './entity-section';
import { pickOffer } from './pick-rows';

const offers: Entity<'offers'> = {
  table: 'offers',
  prefix: 'AOF',
  line: ({ format }, { emoji, name, iso, countryName, amount: price }) =>
    `${emoji ?? ''} ${format.name(name, 24)} · ${format.flag(iso!)} ${format.country(iso!, countryName!)} · ${format.money(price!)}`.trim(),
  title: async (visit, { id }) => (await pickOffer.byId(visit, id))?.label ?? `${id}`,
  buttons: ({ panel }, { id }) => [
    [button(panel.catalogue.routes.ofOffer, entityCallbacks('ARO').list({ page: 0, of: id, query: false }))],
  ],
};

export const offersSection = entitySection(offers);
