import { readPlace } from '../../platform/vendor/json';
import type { InboxText } from '../../ports/sms-provider';
import { readPhone } from '../kit/phones';
import { scalarText } from '../kit/values';
import type { MessagePlaces } from './inbox-settings';

/** One message by its configured places; undefined when they hold no phone or no text. */
export function readItem(item: Nested, places: MessagePlaces): InboxText | undefined {
  const phone = readPhone(readNested(item, places.phone));
  const text = readNested(item, places.text);
  if (phone === undefined || typeof text !== 'string' || text === '') return undefined;
  const optional = (place: string | undefined) =>
    place === undefined ? undefined : scalarText(readNested(item, place));
  return {
    phone,
    text,
    externalId: optional(places.id),
    code: optional(places.code),
    sender: optional(places.sender),
    receivedAt: readTime(optional(places.time), places.timeFormat),
  };
}

/** `^.number` is read in the item around the message, `^.^.number` in the one around that. */
function readNested(item: Nested, place: string): unknown {
  const ups = /^(?:\^\.)*/.exec(place)![0];
  return readPlace(item.at(-1 - ups.length / 2), place.slice(ups.length));
}

/** A time without a zone cannot be compared with ours and is left out. */
function readTime(text: string | undefined, format: MessagePlaces['timeFormat']): Date | undefined {
  if (text === undefined) return undefined;
  if (format === 'iso') return /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? validDate(Date.parse(text)) : undefined;
  return validDate(Number(text) * (format === 'unix_s' ? 1000 : 1));
}

function validDate(ms: number): Date | undefined {
  const at = new Date(ms);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** A message and the items around it, outermost first: the message is the last one. */
type Nested = readonly unknown[];

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
