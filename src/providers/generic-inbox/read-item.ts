import { instantOf } from '../../domain/wall-clock';
import { readPlace } from '../../platform/vendor/json';
import type { InboxText } from '../../ports/sms-provider';
import { readPhone } from '../kit/phones';
import { scalarText } from '../kit/values';
import type { MessagePlaces } from './inbox-settings';

/**
 * One message by its configured places; undefined when they hold no phone, or no text at all. An empty text is one: it is no
 * SMS, and nobody is to repeat it.
 */
export function readItem(item: Nested, places: MessagePlaces): InboxText | undefined {
  const phone = readPhone(readNested(item, places.phone));
  const given = readNested(item, places.text);
  // Some write a code as a number.
  const text = typeof given === 'string' ? given : given === null ? '' : scalarText(given);
  if (phone === undefined || text === undefined) return undefined;
  const optional = (place: string | undefined) =>
    place === undefined ? undefined : scalarText(readNested(item, place));
  return {
    phone,
    text,
    externalId: optional(places.id),
    code: optional(places.code),
    sender: optional(places.sender),
    receivedAt: readTime(optional(places.time), places),
    part: places.part && readPart(places.part, optional),
  };
}

const MOST_PARTS = 255;

/** Undefined for an SMS that is whole. */
function readPart(
  places: NonNullable<MessagePlaces['part']>,
  read: (place: string) => string | undefined,
): InboxText['part'] {
  const [number, total] = [Number(read(places.number)), Number(read(places.total))];
  const isPart = Number.isInteger(number) && Number.isInteger(total) && number >= 1 && number <= total;
  return isPart && total > 1 && total <= MOST_PARTS ? { group: read(places.group) ?? '', number, total } : undefined;
}

/** `^.number` is read in the item around the message, `^.^.number` in the one around that. */
function readNested(item: Nested, place: string): unknown {
  const ups = /^(?:\^\.)*/.exec(place)![0];
  return readPlace(item.at(-1 - ups.length / 2), place.slice(ups.length));
}

/** A time without a zone cannot be compared with ours and is left out, unless the zone is configured. */
function readTime(
  text: string | undefined,
  { timeFormat, timeZone }: Pick<MessagePlaces, 'timeFormat' | 'timeZone'>,
): Date | undefined {
  if (text === undefined) return undefined;
  if (timeFormat !== 'iso') return validDate(Number(text) * (timeFormat === 'unix_s' ? 1000 : 1));
  const [, instant, hours, minutes = '00'] = /^(.*?)([+-]\d{2})(?::?(\d{2}))?$/.exec(text.trim()) ?? [];
  // An offset may be of hours alone; without a time of day in front it is a piece of the date.
  if (instant?.includes(':')) return validDate(Date.parse(`${instant.trim()}${hours}:${minutes}`));
  if (text.trim().endsWith('Z')) return validDate(Date.parse(text));
  return timeZone === undefined ? undefined : instantOf(text, timeZone);
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
