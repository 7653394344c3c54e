import {
  createService,
  type ServiceChanges,
  type ServiceDraft,
  updateService,
} from '../../../usecases/catalogue/save-service';
import { button } from '../../screens/view';
import type { Entity } from './entity';
import { text, whole } from './entity-fields';
import { entityLinks, entitySection } from './entity-section';

const services: Entity<'services'> = {
  table: 'services',
  name: 'services',
  prefix: 'ASV',
  line: ({ format }, { emoji, name }) => `${emoji ? `${emoji} ` : ''}${format.name(name)}`,
  title: ({ format }, { emoji, name }) => `${emoji ? `${emoji} ` : ''}${format.name(name)}`,
  fields: [
    text({ name: 'name', label: 'name', value: (row) => row.name, most: 60, onAdd: 'required' }),
    text({
      name: 'code',
      label: 'code',
      value: (row) => row.code,
      least: 2,
      most: 40,
      pattern: { fits: /^[a-z0-9][a-z0-9_-]{1,39}$/, else: ({ panel }) => panel.catalogue.hints.serviceCode },
      onAdd: 'required',
      isFixed: true,
    }),
    text({ name: 'emoji', label: 'emoji', value: (row) => row.emoji, most: 16, onAdd: 'optional' }),
    text({
      name: 'codePattern',
      label: 'codePattern',
      value: (row) => row.codePattern,
      most: 200,
      onAdd: 'never',
      isNullable: true,
    }),
    whole({
      name: 'timeoutS',
      label: 'timeoutS',
      value: (row) => row.timeoutS,
      least: 60,
      most: 86_400,
      onAdd: 'never',
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
  buttons: ({ panel }, { id }) => [
    [button(panel.catalogue.offers.ofService, entityLinks('AOF').list({ page: 0, of: id, query: false }))],
  ],
  create: ({ app, author }, input) => createService(app, input as unknown as ServiceDraft, author),
  update: ({ app, author }, id, input, seen) => updateService(app, id, input as ServiceChanges, author, seen),
};

export const servicesSection = entitySection(services);
