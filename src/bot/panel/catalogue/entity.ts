import type { rowsFor } from '../../../database/queries/rows-for';
import type { MessageButton } from '../../../ports/messenger';
import type { CatalogueLine } from '../../../usecases/catalogue/list-catalogue';
import type { SaveOutcome } from '../../../usecases/catalogue/save-row';
import type { Piece } from '../../texts/rich';
import type { Field } from '../forms/form';
import type { AdminVisit } from '../section';
import type { PanelTexts } from '../texts';

type Rows = ReturnType<typeof rowsFor>;
export type EntityTable = 'services' | 'countries' | 'offers' | 'providers' | 'routes';
export type RowOf<Table extends EntityTable> = Awaited<ReturnType<Rows[Table]>>[number];

/** Values as the use case's input takes them, by the names of that input. */
export type Input = Record<string, unknown>;

/** One column as the panel shows and edits it. */
export interface EntityField<Row> {
  /** As the use case's input calls it. */
  readonly name: string;
  /** Under this name its label stands in `panel.catalogue.fields`. */
  readonly label: keyof PanelTexts['catalogue']['fields'];
  /** In the form that the field reads and gives; undefined: there is none, or it is a secret. */
  value(row: Row): string | undefined;
  /** As people read it; the value itself unless said. Undefined: it is not told. */
  show?(row: Row, visit: AdminVisit): string | undefined | Promise<string | undefined>;
  make(visit: AdminVisit, basics: Pick<Field, 'name' | 'label' | 'current' | 'seen' | 'isOptional'>): Field;
  /** From the form's value to the input's. */
  input(value: string): unknown;
  /** In the form of a new row: asked for, skippable, or not there. */
  readonly onAdd: 'required' | 'optional' | 'never';
  /** Asked for once, and never changed. */
  readonly isFixed?: boolean;
  /** May be emptied again. */
  readonly isNullable?: boolean;
}

export interface Entity<Table extends EntityTable> {
  readonly table: Table;
  /** The section's name, and the key of its words. */
  readonly name: Table;
  /** `A` and two capital letters. */
  readonly prefix: string;
  line(visit: AdminVisit, line: CatalogueLine): string;
  title(visit: AdminVisit, row: RowOf<Table>): Piece | Promise<Piece>;
  readonly fields: readonly EntityField<RowOf<Table>>[];
  /** Facts on the card that nobody edits. */
  facts?(visit: AdminVisit, row: RowOf<Table>): Promise<readonly Piece[]>;
  /** Further buttons under the card. */
  buttons?(visit: AdminVisit, row: RowOf<Table>): MessageButton[][];
  create(visit: AdminVisit, input: Input): Promise<SaveOutcome>;
  update(visit: AdminVisit, id: number, input: Input, seen?: Input): Promise<SaveOutcome>;
}
