import { rowsFor } from '../../../database/queries/rows-for';
import { CATALOGUE, type CatalogueTable } from '../../../resources/catalogue';
import { listCatalogue } from '../../../usecases/catalogue/list-catalogue';
import type { Fields } from '../../callback-data';
import { button, pager } from '../../screens/view';
import { bold, lines, type Piece, rich } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, type PanelView, type Section, section } from '../section';
import { wayBack } from '../way-back';
import type { Entity, RowOf } from './entity';
import { entityCallbacks } from './entity-callbacks';
import { fieldsOf } from './entity-fields';
import { addForm, editForm } from './entity-forms';
import { refusal, update } from './entity-saves';
import { deletionCallbacks, isDeletable, rowDeletion } from './row-deletion';

const PAGE_SIZE = 10;

/** List, card, toggle, add and edit of one part of the catalogue, as its declaration says. */
export function entitySection<Table extends CatalogueTable>(
  entity: Entity<Table>,
  further: { callbacks?: Readonly<Record<string, { readonly fields: Fields }>>; pages?: Section['pages'] } = {},
): Section {
  const { table } = entity;
  const fields = fieldsOf(CATALOGUE[table], entity.order);
  const callbacks = entityCallbacks(entity.prefix);
  const read = async ({ app }: AdminVisit, id: number) =>
    (await (rowsFor(app)[table] as (ids: readonly number[]) => Promise<RowOf<Table>[]>)([id]))[0];

  const made = section({
    name: table,
    entry: entity.isElsewhere
      ? undefined
      : { label: (panel) => panel.catalogue[table].button, data: callbacks.list({ page: 0, of: 0, query: false }) },
    callbacks,
    pages: {
      async list(visit, { page, of, query }) {
        const { app, panel, texts } = visit;
        const words = query ? visit.words : undefined;
        const parentId = of === 0 ? undefined : of;
        const found = await listCatalogue(app, { table, words, parentId, page, pageSize: PAGE_SIZE });
        const isSearch = words !== undefined;
        const linkTo = (to: number) => callbacks.list({ page: to, of, query: isSearch });
        return {
          text: lines(
            bold(panel.catalogue[table].title),
            isSearch ? panel.common.searched({ words, total: found.total }) : panel.common.total(found),
            found.total === 0 && !isSearch && panel.common.nothing,
            panel.common.typeToSearch,
          ),
          buttons: [
            ...found.items.map((line) => [
              button(
                `${line.isActive ? '🟢' : '⚪'} ${entity.line(visit, line)}`,
                callbacks.card({ id: line.id, page: found.page, of }),
              ),
            ]),
            ...pager(texts, { page: found.page, pageSize: PAGE_SIZE, total: found.total }, linkTo),
            [
              button(panel.common.add, callbacks.add({ of })),
              ...(isSearch || of !== 0
                ? [button(panel.common.clearSearch, callbacks.list({ page: 0, of: 0, query: false }))]
                : []),
            ],
            ...(entity.listButtons?.(visit) ?? []),
            [button(panel.common.panel, frameCallbacks.home())],
          ],
          takes: { words: callbacks.list({ page: 0, of, query: true }), query: words },
        };
      },

      async card(visit, at) {
        const row = await read(visit, at.id);
        const go = callbacks.list({ page: at.page, of: at.of, query: false });
        return row ? card(visit, row, at) : { go, toast: visit.panel.common.gone };
      },

      async toggle(visit, { on, ...at }) {
        const outcome = await update(visit, table, at.id, { isActive: on });
        const toast = outcome.kind === 'saved' ? visit.panel.common.saved : refusal(visit, outcome);
        return { go: callbacks.card(at), toast };
      },

      edit: async (_visit, { field, ...at }) => ({ form: { form: `${table}.edit`, subject: { ...at, field } } }),
      add: async (_visit, { of }) => ({ form: { form: `${table}.add`, subject: { of } } }),
    },
    forms: { add: addForm(table, fields, callbacks), edit: editForm(entity, fields, callbacks, read) },
  });

  async function card(
    visit: AdminVisit,
    row: RowOf<Table>,
    at: { id: number; page: number; of: number },
  ): Promise<PanelView> {
    const { panel } = visit;
    const { common, catalogue } = panel;
    const hidden = entity.hides?.(row) ?? [];
    const told = fields.filter(({ name }) => !hidden.includes(name));
    const shown = await Promise.all(told.map((field) => (field.show ? field.show(row, visit) : field.value(row))));
    const facts: readonly Piece[] = (await entity.facts?.(visit, row)) ?? [];
    const { isActive } = row;
    return {
      text: lines(
        bold(await entity.title(visit, row)),
        isActive ? `🟢 ${common.on}` : `⚪ ${common.off}`,
        '',
        ...told.map(
          ({ name }, index) => rich`${catalogue.fields[name]}: ${visit.format.name(shown[index] || common.none, 300)}`,
        ),
        ...(facts.length > 0 ? ['', ...facts] : []),
      ),
      buttons: [
        [button(isActive ? common.turnOff : common.turnOn, callbacks.toggle({ ...at, on: !isActive }))],
        ...pairs(
          fields.flatMap((field, index) =>
            field.isFixed || !told.includes(field)
              ? []
              : [button(`✏️ ${catalogue.fields[field.name]}`, callbacks.edit({ ...at, field: index }))],
          ),
        ),
        ...(entity.buttons?.(visit, row) ?? []),
        ...(isDeletable(table) ? [[button(panel.deletion.button, deletionCallbacks(entity.prefix).remove(at))]] : []),
        wayBack(visit, callbacks.list({ page: at.page, of: at.of, query: false })),
      ],
    };
  }

  const deletion = isDeletable(table) ? rowDeletion(entity, table, callbacks, read) : undefined;
  return {
    ...made,
    callbacks: { ...made.callbacks, ...deletion?.callbacks, ...further.callbacks } as unknown as Section['callbacks'],
    pages: { ...made.pages, ...(deletion?.pages as Section['pages'] | undefined), ...further.pages },
  };
}

function pairs<Item>(items: readonly Item[]): Item[][] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}
