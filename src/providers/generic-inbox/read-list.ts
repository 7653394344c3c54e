import { readPlace } from './read-place';

/** A message and the items around it, outermost first: the message is the last one. */
export type Nested = readonly unknown[];

/**
 * The items at a place of a list, or of lists in lists: `chats.*.messages` gives the messages of every chat. Undefined when
 * there is no list at the place; an item in between that has none adds nothing.
 */
export function readList(value: unknown, place: string): Nested[] | undefined {
  const [first = '', ...inner] = place.split(/(?:^|\.)\*(?:\.|$)/);
  const outermost = readPlace(value, first);
  if (!Array.isArray(outermost)) return undefined;
  let items: Nested[] = outermost.map((item: unknown) => [item]);
  for (const step of inner) {
    items = items.flatMap((around) => {
      const list = readPlace(around.at(-1), step);
      return Array.isArray(list) ? list.map((item: unknown) => [...around, item]) : [];
    });
  }
  return items;
}
