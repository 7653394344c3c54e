import { rowsFor } from '../../../database/queries/rows-for';
import { deleteService } from '../../../usecases/catalogue/delete-service';
import { restoreService } from '../../../usecases/catalogue/restore-service';
import {
  createService,
  type ServiceChanges,
  type ServiceDraft,
  updateService,
} from '../../../usecases/catalogue/save-service';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { lines } from '../../texts/rich';
import type { AdminVisit, PanelAnswer, Section } from '../section';
import { wayBack } from '../way-back';
import type { Entity } from './entity';
import { entityCallbacks } from './entity-callbacks';
import { text, whole } from './entity-fields';
import { entitySection } from './entity-section';

const PREFIX = 'ASV';
const callbacks = {
  remove: callbackData(`${PREFIX}x`, { id: 'id' }),
  restore: callbackData(`${PREFIX}r`, { id: 'id' }),
};

const services: Entity<'services'> = {
  table: 'services',
  name: 'services',
  prefix: PREFIX,
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
    [button(panel.catalogue.offers.ofService, entityCallbacks('AOF').list({ page: 0, of: id, query: false }))],
    [button(panel.deletion.button, callbacks.remove({ id }))],
  ],
  create: ({ app, author }, input) => createService(app, input as unknown as ServiceDraft, author),
  update: ({ app, author }, id, input, seen) => updateService(app, id, input as ServiceChanges, author, seen),
};

/** Deleted at once; the page that follows brings it back. */
async function remove(visit: AdminVisit, { id }: { id: number }): Promise<PanelAnswer> {
  const { app, author, panel } = visit;
  const [row] = await rowsFor(app).services([id]);
  const list = entityCallbacks(PREFIX).list({ page: 0, of: 0, query: false });
  if (!row) return { go: list, toast: panel.common.gone };
  const interim = async () => ({ text: lines('🗑 …'), buttons: [] });
  const outcome = await visit.whileWaiting(deleteService(app, { serviceId: id, ...author }), interim);
  if (outcome.kind !== 'deleted') return { go: list, toast: panel.common.gone };
  app.wake('outbox');
  return {
    text: panel.deletion.done({ ...outcome, name: row.name }),
    buttons: [[button(panel.common.undo, callbacks.restore({ id }))], wayBack(visit, list)],
  };
}

async function restore(visit: AdminVisit, { id }: { id: number }): Promise<PanelAnswer> {
  const { app, author, panel } = visit;
  const { list, card } = entityCallbacks(PREFIX);
  const interim = async () => ({ text: lines('↩️ …'), buttons: [] });
  const outcome = await visit.whileWaiting(restoreService(app, { serviceId: id, ...author }), interim);
  if (outcome.kind === 'restored') {
    return { go: card({ id, page: 0, of: 0 }), toast: panel.deletion.restored(outcome) };
  }
  const toast = outcome.kind === 'not_found' ? panel.common.gone : panel.deletion[outcome.kind];
  return { go: list({ page: 0, of: 0, query: false }), toast };
}

export const servicesSection = entitySection(services, {
  callbacks,
  pages: { remove: remove as Section['pages'][string], restore: restore as Section['pages'][string] },
});
