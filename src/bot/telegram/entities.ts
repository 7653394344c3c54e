import type { TextEntity } from '../../ports/messenger';
import { Api } from './gramjs';

type Place = { offset: number; length: number };

const makers: Record<TextEntity['kind'], (place: Place, url: string) => Api.TypeMessageEntity> = {
  bold: (place) => new Api.MessageEntityBold(place),
  italic: (place) => new Api.MessageEntityItalic(place),
  underline: (place) => new Api.MessageEntityUnderline(place),
  strike: (place) => new Api.MessageEntityStrike(place),
  spoiler: (place) => new Api.MessageEntitySpoiler(place),
  code: (place) => new Api.MessageEntityCode(place),
  pre: (place) => new Api.MessageEntityPre({ ...place, language: '' }),
  quote: (place) => new Api.MessageEntityBlockquote(place),
  link: (place, url) => new Api.MessageEntityTextUrl({ ...place, url }),
};

const kinds = new Map<string, Exclude<TextEntity['kind'], 'link'>>([
  ['MessageEntityBold', 'bold'],
  ['MessageEntityItalic', 'italic'],
  ['MessageEntityUnderline', 'underline'],
  ['MessageEntityStrike', 'strike'],
  ['MessageEntitySpoiler', 'spoiler'],
  ['MessageEntityCode', 'code'],
  ['MessageEntityPre', 'pre'],
  ['MessageEntityBlockquote', 'quote'],
]);

/**
 * Formatting goes beside the text, never through the package's HTML or Markdown readers: they delete links that contain
 * a plus sign and do not know half of the formats (defects 12 and 13). Empty entities are left out: Telegram refuses them.
 */
export function writeEntities(entities: readonly TextEntity[] = []): Api.TypeMessageEntity[] | undefined {
  const written = entities
    .filter(({ length }) => length > 0)
    .map((entity) =>
      makers[entity.kind]({ offset: entity.offset, length: entity.length }, 'url' in entity ? entity.url : ''),
    );
  return written.length > 0 ? written : undefined;
}

/** Kinds that the shop has no word for are left out. */
export function readEntities(entities: readonly Api.TypeMessageEntity[] | null | undefined): TextEntity[] {
  return (entities ?? []).flatMap((entity): TextEntity[] => {
    const place = { offset: entity.offset, length: entity.length };
    if (entity instanceof Api.MessageEntityTextUrl) return [{ kind: 'link', ...place, url: entity.url }];
    const kind = kinds.get(entity.className);
    return kind ? [{ kind, ...place }] : [];
  });
}
