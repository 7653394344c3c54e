import { type DeletableTable, deleteRow } from '../../../usecases/catalogue/delete-row';
import { restoreRow } from '../../../usecases/catalogue/restore-row';
import { type LinkData, link } from '../../link';
import { button } from '../../screens/view';
import type { Piece } from '../../texts/rich';
import type { AdminVisit, PanelAnswer, PanelLinks } from '../section';
import { wayBack } from '../way-back';
import type { Entity, EntityTable, RowOf } from './entity';
import { type EntityLinks, place } from './entity-links';

type Place = LinkData<typeof place>;

export const deletionLinks = (prefix: string) => ({
  remove: link(`${prefix}d`, place),
  restore: link(`${prefix}u`, place),
});

/** A service has numbers and open reservations to see to, and a deletion of its own. */
export const isDeletable = (table: EntityTable): table is DeletableTable => table !== 'services';

/** Deletes a row at once, with a way to undo it; or says what needs it still, and offers to turn it off instead. */
export function rowDeletion<Table extends EntityTable>(
  entity: Entity<Table>,
  table: DeletableTable,
  links: EntityLinks,
  read: (visit: AdminVisit, id: number) => Promise<RowOf<Table> | undefined>,
) {
  const own = deletionLinks(entity.prefix);
  const listOf = ({ page, of }: Place) => links.list({ page, of, query: false });
  return {
    links: own as unknown as PanelLinks,
    pages: {
      async remove(visit: AdminVisit, at: Place): Promise<PanelAnswer> {
        const { app, author, panel } = visit;
        const row = await read(visit, at.id);
        if (!row) return { go: listOf(at), toast: panel.common.gone };
        const name = textOf(await entity.title(visit, row));
        const outcome = await deleteRow(app, { table, id: at.id, ...author });
        switch (outcome.kind) {
          case 'not_found':
            return { go: listOf(at), toast: panel.common.gone };
          case 'in_use': {
            const off = button(panel.common.turnOff, links.toggle({ ...at, on: false }));
            const text = panel.rowDeletion.inUse({ name, uses: outcome.uses, isActive: row.isActive });
            return { text, buttons: [...(row.isActive ? [[off]] : []), wayBack(visit, links.card(at))] };
          }
          case 'deleted':
            return {
              text: panel.rowDeletion.done({ name, ...outcome }),
              buttons: [[button(panel.common.undo, own.restore(at))], wayBack(visit, listOf(at))],
            };
        }
      },

      async restore(visit: AdminVisit, at: Place): Promise<PanelAnswer> {
        const { app, author, panel } = visit;
        const { kind } = await restoreRow(app, { table, id: at.id, ...author });
        const isThere = kind === 'restored' || kind === 'not_deleted';
        return { go: isThere ? links.card(at) : listOf(at), toast: panel.rowDeletion[kind] };
      },
    },
  };
}

const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text);
