import type { MessageButton } from '../../ports/messenger';
import { button } from '../screens/view';
import type { Texts } from '../texts';

/** Buttons to the page before and after, for lists whose end nobody counts. */
export function turnPages(
  texts: Texts,
  o: { page: number; hasNext: boolean },
  linkTo: (page: number) => string,
): MessageButton[][] {
  const row = [
    ...(o.page > 0 ? [button(texts.previousPage, linkTo(o.page - 1))] : []),
    ...(o.hasNext ? [button(texts.nextPage, linkTo(o.page + 1))] : []),
  ];
  return row.length > 0 ? [row] : [];
}
