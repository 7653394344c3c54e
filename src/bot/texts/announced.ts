import { type AnnouncementKind, LIST_PLACE } from '../../domain/channel/announcement-kind';
import type { AnnouncedItem, Announcement } from '../../usecases/channels/find-announcement';
import type { Format } from './format';
import type { Rich } from './rich';

/** The shop's own templates in one language, and the words of its lines. */
export type AnnouncementWords = Readonly<Record<AnnouncementKind, string>> & {
  readonly more: (count: number) => string;
  /** Before the least of several prices. */
  readonly from: string;
};

/** An announcement from its template; plain text, so nothing in a template or a name is read as markup. */
export function announced(f: Format, o: Announcement, words: AnnouncementWords): Rich {
  const lines = o.items.map((item) => lineOf(f, o.kind, item, words));
  if (o.more > 0) lines.push(words.more(o.more));
  const template = o.template ?? words[o.kind];
  return { text: template.split(LIST_PLACE).join(lines.join('\n')), entities: [] };
}

function lineOf(f: Format, kind: AnnouncementKind, item: AnnouncedItem, words: AnnouncementWords): string {
  const service = `${item.serviceEmoji} ${f.name(item.serviceName)}`.trim();
  if (kind === 'NEW_SERVICE') return `${service} · ${words.from} ${f.money(item.price)}`;
  const place = `${f.flag(item.countryIso)} ${f.country(item.countryIso, item.countryName)}`;
  const old = item.oldPrice === null ? '' : `${f.money(item.oldPrice)} → `;
  return `${service} · ${place} · ${old}${f.money(item.price)}`;
}
