import { rowsFor } from '../../../database/queries/rows-for';
import { deleteService } from '../../../usecases/catalogue/delete-service';
import { restoreService } from '../../../usecases/catalogue/restore-service';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { lines } from '../../texts/rich';
import type { AdminVisit, PanelAnswer, Section } from '../section';
import { wayBack } from '../way-back';
import type { Entity } from './entity';
import { entityCallbacks } from './entity-callbacks';
import { entitySection } from './entity-section';

const PREFIX = 'ASV';
const callbacks = {
  remove: callbackData(`${PREFIX}x`, { id: 'id' }),
  restore: callbackData(`${PREFIX}r`, { id: 'id' }),
};

const services: Entity<'services'> = {
  table: 'services',
  prefix: PREFIX,
  order: ['name', 'code'],
  line: ({ format }, { emoji, name }) => `${emoji ? `${emoji} ` : ''}${format.name(name)}`,
  title: ({ format }, { emoji, name }) => `${emoji ? `${emoji} ` : ''}${format.name(name)}`,
  buttons: ({ panel }, { id }) => [
    [button(panel.catalogue.offers.ofService, entityCallbacks('AOF').list({ page: 0, of: id, query: false }))],
    [button(panel.deletion.button, callbacks.remove({ id }))],
  ],
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
