import type { CatalogueTable } from '../../../resources/catalogue';
import type { SaveOutcome } from '../../../usecases/catalogue/save-row';
import { bold, lines } from '../../texts/rich';
import type { Field, Form, FormEnd, Reading, Subject } from '../forms/form';
import { frameCallbacks } from '../frame-callbacks';
import type { AdminVisit } from '../section';
import type { Entity, EntityField, RowOf } from './entity';
import type { EntityCallbacks } from './entity-callbacks';
import { create, refusal, update } from './entity-saves';

/** Stands for "empty it" among the options of a field. */
const EMPTY = ':empty';

/**
 * A new row, field by field. Under a parent (a service's offer, an offer's route) the parent is not asked for again.
 * `known`: what is given without asking.
 */
export function addForm(
  table: CatalogueTable,
  fields: readonly EntityField[],
  callbacks: EntityCallbacks,
  known: object = {},
): Form {
  const asked = fields.filter(({ onAdd }) => onAdd !== 'never');
  const parentOf = ({ of }: Subject): EntityField | undefined => (of === 0 ? undefined : asked[0]);
  return {
    async open(visit, subject) {
      const parent = parentOf(subject);
      return {
        title: visit.panel.catalogue[table].add,
        fields: asked.filter((field) => field !== parent).map((field) => fieldOf(visit, field, undefined)),
        cancelTo: callbacks.list({ page: 0, of: Number(subject.of), query: false }),
      };
    },
    async submit(visit, { subject, values }) {
      const parent = parentOf(subject);
      const given = parent ? { ...values, [parent.name]: String(subject.of) } : values;
      const present = asked.filter(({ name }) => given[name] !== undefined);
      const typed = Object.fromEntries(present.map(({ name, input }) => [name, input(given[name]!)]));
      const input = { ...known, ...typed };
      const outcome = await create(visit, table, input);
      if (outcome.kind !== 'saved') return askAgain(visit, outcome, asked.at(-1)!.name);
      const go = callbacks.card({ id: outcome.id, page: 0, of: Number(subject.of) });
      return { kind: 'done', go, toast: visit.panel.common.saved };
    },
  };
}

/** One field of one row. Whoever comes second with a change is told what the first one made of it. */
export function editForm<Table extends CatalogueTable>(
  entity: Entity<Table>,
  fields: readonly EntityField[],
  callbacks: EntityCallbacks,
  read: (visit: AdminVisit, id: number) => Promise<RowOf<Table> | undefined>,
): Form {
  const fieldIn = ({ field }: Subject) => fields[Number(field)];
  const cardOf = ({ id, page, of }: Subject) => callbacks.card({ id: Number(id), page: Number(page), of: Number(of) });
  return {
    async open(visit, subject) {
      const row = await read(visit, Number(subject.id));
      const field = fieldIn(subject);
      if (!row || !field || field.isFixed) return undefined;
      const shown = field.show ? await field.show(row, visit) : field.value(row);
      const made = fieldOf(visit, field, { seen: field.value(row) ?? '', current: shown || visit.panel.common.none });
      return { title: await entity.title(visit, row), fields: [made], cancelTo: cardOf(subject) };
    },
    async submit(visit, { subject, values, seen }) {
      const field = fieldIn(subject)!;
      const typed = values[field.name]!;
      const input = { [field.name]: typed === EMPTY ? null : field.input(typed) };
      const before = seen[field.name] ?? '';
      // A secret is never shown, so nobody saw what it was.
      const isKnown = before !== '' || field.isNullable === true;
      const known = isKnown ? { [field.name]: before === '' ? null : field.input(before) } : undefined;
      const outcome = await update(visit, entity.table, Number(subject.id), input, known);
      if (outcome.kind === 'saved') return { kind: 'done', go: cardOf(subject), toast: visit.panel.common.saved };
      if (outcome.kind !== 'changed_meanwhile') return askAgain(visit, outcome, field.name);
      const row = await read(visit, Number(subject.id));
      const shown = row && (field.show ? await field.show(row, visit) : field.value(row));
      const { common, catalogue } = visit.panel;
      const text = common.changedMeanwhile({ label: catalogue.fields[field.name], now: shown || common.none });
      return { kind: 'stopped', text, go: cardOf(subject) };
    },
  };
}

function fieldOf(visit: AdminVisit, field: EntityField, edited: { seen: string; current: string } | undefined): Field {
  const { name, onAdd, isNullable } = field;
  const basics = { name, label: visit.panel.catalogue.fields[name], ...edited };
  const made = field.make(visit, { ...basics, isOptional: !edited && onAdd === 'optional' });
  if (!edited || !isNullable) return made;
  const empty = { value: EMPTY, label: visit.panel.catalogue.empty };
  return {
    ...made,
    options: async () => [...((await made.options?.()) ?? []), empty],
    read: (text, isPressed): Reading | Promise<Reading> =>
      isPressed && text === EMPTY ? { kind: 'ok', value: EMPTY } : made.read(text, isPressed),
  };
}

function askAgain(visit: AdminVisit, outcome: Exclude<SaveOutcome, { kind: 'saved' }>, last: string): FormEnd {
  if (outcome.kind === 'not_found') {
    return { kind: 'stopped', text: lines(bold(visit.panel.common.gone)), go: frameCallbacks.home() };
  }
  const field =
    outcome.kind === 'invalid' ? outcome.problem.path : outcome.kind === 'already_exists' ? outcome.field : '';
  return { kind: 'ask_again', field: field || last, text: refusal(visit, outcome) };
}
