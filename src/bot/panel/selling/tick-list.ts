import { button, rowsOf } from '../../screens/view';
import { bold, lines, type Rich } from '../../texts/rich';
import type { AdminVisit, PanelView } from '../section';
import { wayBack } from '../way-back';

export interface TickRow {
  readonly code: string;
  readonly label: string;
  /** What is told of it above the buttons. */
  readonly line: string | Rich;
  /** What typed words may mean it by. */
  readonly names: readonly string[];
}

export interface TickList {
  readonly title: string | Rich;
  readonly rows: readonly TickRow[];
  /** The codes of the whole list in their places: a button names a place. */
  readonly places: readonly string[];
  readonly chosen: readonly string[];
  readonly page: number;
  /** Only rows that these words fit. */
  readonly words?: string;
  readonly links: {
    readonly tick: (at: number, on: boolean) => string;
    readonly page: (page: number) => string;
    readonly all: string;
    readonly next: string;
    readonly back: string;
    readonly find: string;
  };
}

export const TICKS_A_PAGE = 10;

/** A list of which several are chosen: a page of it with tick marks, two rows beside each other; a press turns one over. */
export function tickPage(visit: AdminVisit, o: TickList): PanelView {
  const { selling, common } = visit.panel;
  const { links, chosen, page } = o;
  const fitting = o.words === undefined ? o.rows : o.rows.filter(({ names }) => fits(o.words!, names));
  const shown = fitting.slice(page * TICKS_A_PAGE, (page + 1) * TICKS_A_PAGE);
  const ticks = shown.map(({ code, label }) => {
    const isChosen = chosen.includes(code);
    return button(`${isChosen ? '☑️' : '⬜️'} ${label}`, links.tick(o.places.indexOf(code), !isChosen));
  });
  return {
    text: lines(
      typeof o.title === 'string' ? bold(o.title) : o.title,
      '',
      ...shown.map(({ line }) => line),
      fitting.length === 0 && common.nothing,
      '',
      selling.chosen({ count: chosen.length, of: o.rows.length }),
    ),
    buttons: [
      ...rowsOf(ticks, 2),
      ...turns(visit, { page, total: fitting.length }, links.page),
      [button(selling.all({ count: o.rows.length }), links.all)],
      ...(chosen.length > 0 ? [[button(selling.these({ count: chosen.length }), links.next)]] : []),
      wayBack(visit, links.back),
    ],
    takes: { words: links.find },
  };
}

const fits = (words: string, names: readonly string[]) =>
  names.some((name) => name.toLowerCase().includes(words.toLowerCase()));

/** Buttons to the page before and after of a list whose length is known. */
function turns({ texts }: AdminVisit, o: { page: number; total: number }, linkTo: (page: number) => string) {
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
