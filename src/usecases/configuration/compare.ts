import { isDeepStrictEqual } from 'node:util';
import type { TradeWords } from '../../database/stores/trade-words';
import { LANGUAGES, type Language } from '../../domain/language';
import { type CustomTexts, TEXT_KEYS, type TextKey } from '../../domain/texts/custom-texts';
import type { CurrentConfiguration } from './current-configuration';
import type { ConfigurationDocument, DocumentTexts } from './document';
import { FORMS, type Item, keyOf, SECTIONS, type Section } from './sections';
import { changedTradeWords } from './trade-codes';

export interface FieldChange {
  readonly field: string;
  /** Undefined: a new item. */
  readonly from?: unknown;
  readonly to: unknown;
}

export interface Change {
  readonly section: Section | 'settings' | 'texts' | 'tradeCodes';
  readonly key: string;
  /** `turned_off`: the document does not name it. A text that is turned off is the built-in one again. */
  readonly kind: 'added' | 'changed' | 'turned_off';
  readonly fields: readonly FieldChange[];
}

export interface Plan {
  readonly changes: readonly Change[];
  /** Whole items as they shall stand, of what changes. */
  readonly writes: Readonly<Record<Section, readonly Item[]>>;
  readonly settings: readonly (readonly [key: string, value: unknown])[];
  readonly texts: readonly TextWrite[];
  readonly tradeWords: readonly TradeWords[];
  /** Keys of what the document does not name in the sections it has; it stays as it is. */
  readonly unlisted: readonly { readonly section: Section | 'texts'; readonly key: string }[];
}

export interface TextWrite {
  readonly language: Language;
  readonly key: TextKey;
  /** Null: the built-in words. */
  readonly text: string | null;
}

export interface CompareOptions {
  /** What the document does not name, in the sections that it has, is turned off. */
  readonly turnsOff: boolean;
  /** Whether a secret that stands is the one that is referred to. */
  readonly isSame: (stands: unknown, reference: unknown) => boolean;
}

/** What has no switch of its own. */
const WITHOUT_SWITCH: readonly Section[] = ['channels'];

/** What a document without mistakes would change. */
export function compare(document: ConfigurationDocument, current: CurrentConfiguration, o: CompareOptions): Plan {
  const changes: Change[] = [];
  const unlisted: { section: Section | 'texts'; key: string }[] = [];
  const writes = {} as Record<Section, Item[]>;
  const settings = Object.entries(document.settings ?? {}).filter(([key, value]) => current.settings[key] !== value);
  for (const [key, to] of settings)
    changes.push({
      section: 'settings',
      key,
      kind: 'changed',
      fields: [{ field: key, from: current.settings[key], to }],
    });
  const texts = document.texts ? compareTexts(document.texts, current.texts, o, { changes, unlisted }) : [];
  const words = changedTradeWords(document.tradeCodes ?? {}, current.tradeWords);
  for (const { key, from, to } of words) {
    const fields = [{ field: 'words', ...(from ? { from } : {}), to: to.words }];
    changes.push({ section: 'tradeCodes', key, kind: from ? 'changed' : 'added', fields });
  }
  for (const section of SECTIONS) {
    writes[section] = [];
    const items = document[section];
    if (!items) continue;
    const existing = new Map(current.sections[section].map((item) => [keyOf(section, item), item]));
    for (const item of items) {
      const key = keyOf(section, item);
      const stands = existing.get(key);
      existing.delete(key);
      const wanted = { ...FORMS[section].usual, ...stands, ...item };
      const fields = fieldsOf(section, stands, wanted, o);
      if (stands && fields.length === 0) continue;
      writes[section].push(wanted);
      changes.push({ section, key, kind: stands ? 'changed' : 'added', fields });
    }
    for (const [key, stands] of existing) {
      if (!o.turnsOff || WITHOUT_SWITCH.includes(section)) unlisted.push({ section, key });
      else if (stands.isActive) {
        writes[section].push({ ...stands, isActive: false });
        changes.push({ section, key, kind: 'turned_off', fields: [{ field: 'isActive', from: true, to: false }] });
      }
    }
  }
  return { changes, writes, settings, texts, tradeWords: words.map(({ to }) => to), unlisted };
}

function compareTexts(
  wanted: DocumentTexts,
  current: CustomTexts,
  o: CompareOptions,
  found: { changes: Change[]; unlisted: Plan['unlisted'][number][] },
): TextWrite[] {
  return LANGUAGES.flatMap((language) =>
    TEXT_KEYS.flatMap((key): TextWrite[] => {
      const named = wanted[language]?.[key];
      const from = current[language]?.[key] ?? null;
      const place = { section: 'texts', key: `${language}/${key}` } as const;
      if (named === undefined && !o.turnsOff) {
        if (from !== null) found.unlisted.push(place);
        return [];
      }
      const to = named ?? null;
      if (from === to) return [];
      const kind = named === undefined ? 'turned_off' : 'changed';
      found.changes.push({ ...place, kind, fields: [{ field: 'text', from, to }] });
      return [{ language, key, text: to }];
    }),
  );
}

function fieldsOf(section: Section, stands: Item | undefined, wanted: Item, o: CompareOptions): FieldChange[] {
  const { keys, secrets } = FORMS[section];
  return Object.keys(wanted).flatMap((field): FieldChange[] => {
    const to = wanted[field];
    const from = stands?.[field];
    if (keys.includes(field)) return [];
    if (secrets.includes(field)) {
      const isSame = stands ? o.isSame(from, to) : to === null;
      return isSame
        ? []
        : [
            {
              field,
              ...(stands ? { from: from === null ? null : '[sealed]' } : {}),
              to: to === null ? null : '[sealed]',
            },
          ];
    }
    if (stands && isSameValue(field, from, to)) return [];
    return [{ field, ...(stands ? { from } : {}), to }];
  });
}

/** "1.5" and "1.5000" are one amount; fields that are left out of an object are null there. */
export function isSameValue(field: string, from: unknown, to: unknown): boolean {
  if (from === to) return true;
  // Nearly all fields are plain values, of which there may be half a million.
  if (isPlain(from) && isPlain(to))
    return MONEY.has(field) && typeof from === 'string' && typeof to === 'string'
      ? fourPlaces(from) === fourPlaces(to)
      : (from ?? null) === (to ?? null);
  return isDeepStrictEqual(plain({ [field]: from }), plain({ [field]: to }));
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

const MONEY = new Set(SECTIONS.flatMap((section) => FORMS[section].amounts));

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null), (name, part) =>
    MONEY.has(name) && typeof part === 'string' ? fourPlaces(part) : part,
  );
}

function fourPlaces(text: string): string {
  const [wholePart, fraction = ''] = text.split('.');
  return `${wholePart!.replace(/^0+(?=\d)/, '')}.${fraction.padEnd(4, '0')}`;
}

/** Lines for people: + added, ~ changed, - turned off. */
export function describePlan({ changes, unlisted }: Plan): string[] {
  const mark = { added: '+', changed: '~', turned_off: '-' } as const;
  const show = (value: unknown) => JSON.stringify(value);
  const lines = changes.map(({ section, key, kind, fields }) => {
    const told = fields.map(({ field, from, to }) =>
      kind === 'added' ? `${field} ${show(to)}` : `${field} ${show(from)} -> ${show(to)}`,
    );
    return section === 'settings'
      ? `~ settings ${told.join(', ')}`
      : `${mark[kind]} ${section} ${key}${told.length > 0 ? `: ${told.join(', ')}` : ''}`;
  });
  const others = (['texts', ...SECTIONS] as const).flatMap((section) => {
    const keys = unlisted.filter((one) => one.section === section).map(({ key }) => key);
    return keys.length === 0
      ? []
      : [
          `  ${section}: ${keys.length} not named, stay as they are (${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ' ...' : ''})`,
        ];
  });
  return [...lines, ...others];
}
