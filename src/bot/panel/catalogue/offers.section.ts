import { createOffer, type OfferChanges, type OfferDraft, updateOffer } from '../../../usecases/catalogue/save-offer';
import { button } from '../../screens/view';
import type { Entity } from './entity';
import { entityCallbacks } from './entity-callbacks';
import { amount, reference } from './entity-fields';
import { entitySection } from './entity-section';
import { pickCountry, pickOffer, pickService } from './pick-rows';

const offers: Entity<'offers'> = {
  table: 'offers',
  name: 'offers',
  prefix: 'AOF',
  line: ({ format }, { emoji, name, iso, countryName, amount: price }) =>
    `${emoji ?? ''} ${format.name(name, 24)} · ${format.flag(iso!)} ${format.country(iso!, countryName!)} · ${format.money(price!)}`.trim(),
  title: async (visit, { id }) => (await pickOffer.byId(visit, id))?.label ?? `${id}`,
  fields: [
    reference({
      name: 'serviceId',
      label: 'service',
      value: (row) => row.serviceId,
      show: async (row, visit) => (await pickService.byId(visit, row.serviceId))?.label ?? visit.panel.common.none,
      ...pickService,
      onAdd: 'required',
      isFixed: true,
    }),
    reference({
      name: 'countryId',
      label: 'country',
      value: (row) => row.countryId,
      show: async (row, visit) => (await pickCountry.byId(visit, row.countryId))?.label ?? visit.panel.common.none,
      ...pickCountry,
      onAdd: 'required',
      isFixed: true,
    }),
    amount({ name: 'price', label: 'price', value: (row) => row.price, onAdd: 'required' }),
  ],
  buttons: ({ panel }, { id }) => [
    [button(panel.catalogue.routes.ofOffer, entityCallbacks('ARO').list({ page: 0, of: id, query: false }))],
  ],
  create: ({ app, author }, input) => createOffer(app, input as unknown as OfferDraft, author),
  update: ({ app, author }, id, input, seen) => updateOffer(app, id, input as OfferChanges, author, seen),
};

export const offersSection = entitySection(offers);
