import type { CatalogueTable } from '../../../resources/catalogue';
import { type DeletableTable, deleteRow, ROW_ENTITIES } from '../../../usecases/catalogue/delete-row';
import { restoreRow } from '../../../usecases/catalogue/restore-row';
import { type CallbackValues, callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import type { Piece } from '../../texts/rich';
import type { AdminVisit, PanelAnswer, PanelCallbacks } from '../section';
import { wayBack } from '../way-back';
import type { Entity, RowOf } from './entity';
import { type EntityCallbacks, place } from './entity-callbacks';

type Place = CallbackValues<typeof place>;

export const deletionCallbacks = (prefix: string) => ({
  remove: callbackData(`${prefix}d`, place),
  restore: callbackData(`${prefix}u`, place),
});

/** A service has numbers and open reservations to see to, and a deletion of its own; money once came by a way to pay. */
export const isDeletable = (table: CatalogueTable): table is DeletableTable => table in ROW_ENTITIES;

/** Deletes a row at once, with a way to undo it; or says what needs it still, and offers to turn it off instead. */
export function rowDeletion<Table extends CatalogueTable>(
  entity: Entity<Table>,
  table: DeletableTable,
  callbacks: EntityCallbacks,
  read: (visit: AdminVisit, id: number) => Promise<RowOf<Table> | undefined>,
) {
  const own = deletionCallbacks(entity.prefix);
  const listOf = ({ page, of }: Place) => callbacks.list({ page, of, query: false });
  return {
    callbacks: own as unknown as PanelCallbacks,
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
            const off = button(panel.common.turnOff, callbacks.toggle({ ...at, on: false }));
            const text = panel.rowDeletion.inUse({ name, uses: outcome.uses, isActive: row.isActive });
            return { text, buttons: [...(row.isActive ? [[off]] : []), wayBack(visit, callbacks.card(at))] };
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
        return { go: isThere ? callbacks.card(at) : listOf(at), toast: panel.rowDeletion[kind] };
      },
    },
  };
}

const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text);
