import type { MessageButton } from '../../../ports/messenger';
import { button, rowsOf } from '../../screens/view';
import type { AdminVisit } from '../section';

export interface TickRow {
  /** Its place in the whole list, from 0. */
  readonly at: number;
  readonly label: string;
  readonly isChosen: boolean;
}

export const TICKS_A_PAGE = 10;

/** Rows with tick marks, two beside each other; pressing one turns it over. */
export function tickRows(rows: readonly TickRow[], linkTo: (at: number, on: boolean) => string): MessageButton[][] {
  return rowsOf(
    rows.map(({ at, label, isChosen }) => button(`${isChosen ? '☑️' : '⬜️'} ${label}`, linkTo(at, !isChosen))),
    2,
  );
}

/** Buttons to the page before and after of a list whose length is known. */
export function tickPages({ texts }: AdminVisit, o: { page: number; total: number }, linkTo: (page: number) => string) {
  const row = [
    ...(o.page > 0 ? [button(texts.previousPage, linkTo(o.page - 1))] : []),
    ...((o.page + 1) * TICKS_A_PAGE < o.total ? [button(texts.nextPage, linkTo(o.page + 1))] : []),
  ];
  return row.length > 0 ? [row] : [];
}

export function ticked(chosen: readonly string[], code: string | undefined, on: boolean): readonly string[] {
  if (code === undefined) return chosen;
  const others = chosen.filter((one) => one !== code);
  return on ? [...others, code] : others;
}
