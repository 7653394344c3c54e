import type { rowsFor } from '../../../database/queries/rows-for';
import type { MessageButton } from '../../../ports/messenger';
import type { CatalogueField, CatalogueTable } from '../../../resources/catalogue';
import type { CatalogueLine } from '../../../usecases/catalogue/list-catalogue';
import type { Piece } from '../../texts/rich';
import type { Field } from '../forms/form';
import type { AdminVisit } from '../section';

type Rows = ReturnType<typeof rowsFor>;
export type RowOf<Table extends CatalogueTable> = Awaited<ReturnType<Rows[Table]>>[number];

/** One field as the panel shows and edits it. */
export interface EntityField {
  /** As the resource calls it; under this name its label stands in `panel.catalogue.fields`. */
  readonly name: CatalogueField;
  /** In the form that the field reads and gives; undefined: there is none, or it is a secret. */
  value(row: object): string | undefined;
  /** As people read it; the value itself unless said. Undefined: it is not told. */
  show?(row: object, visit: AdminVisit): string | undefined | Promise<string | undefined>;
  make(visit: AdminVisit, basics: Pick<Field, 'name' | 'label' | 'current' | 'seen' | 'isOptional'>): Field;
  /** From the form's value to the use case's. */
  input(value: string): unknown;
  /** In the form of a new row: asked for, skippable, or not there. */
  readonly onAdd: 'required' | 'optional' | 'never';
  /** Asked for once, and never changed. */
  readonly isFixed?: boolean;
  /** May be emptied again. */
  readonly isNullable?: boolean;
}

/** A part of the catalogue in the panel: what does not follow from its resource. */
export interface Entity<Table extends CatalogueTable> {
  /** The section's name too, and the key of its words. */
  readonly table: Table;
  /** `A` and two capital letters. */
  readonly prefix: string;
  /** It has no button at home: another part leads to it. */
  readonly isElsewhere?: boolean;
  /** Fields that stand in another order here than in the resource. */
  readonly order?: readonly CatalogueField[];
  line(visit: AdminVisit, line: CatalogueLine): string;
  title(visit: AdminVisit, row: RowOf<Table>): Piece | Promise<Piece>;
  /** Fields that mean nothing to this row, or that nobody sets by themselves. */
  hides?(row: RowOf<Table>): readonly CatalogueField[];
  /** Facts on the card that nobody edits. */
  facts?(visit: AdminVisit, row: RowOf<Table>): Promise<readonly Piece[]>;
  /** Further buttons under the list. */
  listButtons?(visit: AdminVisit): MessageButton[][];
  /** Further buttons under the card. */
  buttons?(visit: AdminVisit, row: RowOf<Table>): MessageButton[][];
}
