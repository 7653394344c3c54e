import type { MessageButton, MessageKeyboard } from '../../ports/messenger';
import { isCopyable } from '../copyable';
import type { PanelStep } from '../panel/panel-step';
import type { Texts } from '../texts';
import type { Rich } from '../texts/rich';

/** What a person is shown: one message with its buttons. */
export interface View {
  readonly text: Rich;
  readonly buttons: MessageKeyboard;
  /** The reservation that this message shows, so that it can be edited when the reservation changes. */
  readonly card?: bigint;
  /** What the next typed words mean. */
  readonly step?: Step;
}

export type WordStep =
  | { readonly kind: 'search_services'; readonly favourites: boolean; readonly query?: string }
  | { readonly kind: 'search_countries'; readonly serviceId: number; readonly from: number; readonly query?: string }
  | AmountStep
  | { readonly kind: 'type_promo'; readonly offer?: number }
  | { readonly kind: 'type_gift'; readonly typed?: string }
  | SupportStep
  | PanelStep;

/** An amount of money to pay in. */
export interface AmountStep {
  readonly kind: 'type_amount';
  readonly method: number;
  readonly offer: number;
  /** A whole count of 1/10 000, as JSON keeps it. */
  readonly price: string;
  readonly typed?: string;
  /** The payment that is shown above it. */
  readonly payment?: string;
}

/** Words to the operators: into a thread, or about something; ids as JSON keeps them. */
export type SupportStep =
  | { readonly kind: 'type_support'; readonly thread: string }
  | { readonly kind: 'type_support'; readonly about: string; readonly id: string };

/** Required channels are to be joined first; then `go` goes on, with the words that were typed. `at`: ISO 8601. */
export interface GateStep {
  readonly kind: 'gate';
  readonly go: string;
  readonly words?: WordStep;
  readonly at: string;
}

export type Step = WordStep | GateStep;

/** What a press or words led to: a view of its own, or the screen behind a callback; with a word in passing. */
export type Answer = (View | Lead) & { readonly toast?: string };

/** On to another screen; `step` is what it finds as the words typed last. */
export interface Lead {
  readonly go: string;
  readonly step?: Step;
}

export function button(text: string, data: string): MessageButton {
  return { kind: 'callback', text, data };
}

/** A row that puts `copyText` on the clipboard; none where a button cannot carry it: half a text is no copy of it. */
export function copyRow(text: string, copyText: string): MessageButton[][] {
  return isCopyable(copyText) ? [[{ kind: 'copy', text, copyText }]] : [];
}

/** A row to turn pages; no row when there is only one. `page` counts from 0. */
export function pager(
  texts: Texts,
  o: { page: number; pageSize: number; total: number },
  linkTo: (page: number) => string,
): MessageButton[][] {
  const pages = Math.ceil(o.total / o.pageSize);
  if (pages <= 1) return [];
  const row = [button(texts.pageOf(o.page + 1, pages), linkTo(o.page))];
  if (o.page > 0) row.unshift(button(texts.previousPage, linkTo(o.page - 1)));
  if (o.page < pages - 1) row.push(button(texts.nextPage, linkTo(o.page + 1)));
  return [row];
}

/** Puts buttons into rows of `perRow`. */
export function rowsOf(buttons: readonly MessageButton[], perRow: number): MessageButton[][] {
  const rows: MessageButton[][] = [];
  for (let start = 0; start < buttons.length; start += perRow) rows.push(buttons.slice(start, start + perRow));
  return rows;
}
