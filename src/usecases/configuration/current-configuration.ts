import type { App } from '../../app';
import type { Stores } from '../../database/stores';
import type { TradeWords } from '../../database/stores/trade-words';
import { LANGUAGES } from '../../domain/language';
import { DEFAULT_SETTINGS } from '../../domain/settings';
import { type CustomTexts, TEXT_KEYS } from '../../domain/texts/custom-texts';
import type { ConfigurationDocument, DocumentTexts } from './document';
import {
  columnsOf,
  FORMS,
  type Item,
  KEPT_SECRET,
  SECRET_SECTIONS,
  SECTIONS,
  type SecretSection,
  type Section,
} from './sections';
import { toDocument } from './trade-codes';

export type Sections = Readonly<Record<Section, readonly Item[]>>;

/** As it stands in the database: sealed keys are bytes. */
export interface CurrentConfiguration {
  readonly settings: Item;
  readonly texts: CustomTexts;
  readonly tradeWords: readonly TradeWords[];
  readonly sections: Sections;
}

export async function currentConfiguration(db: Stores): Promise<CurrentConfiguration> {
  const sections = {} as Record<Section, readonly Item[]>;
  for (const section of SECTIONS)
    sections[section] = await db.configuration.read(section, section === 'channels' ? [] : columnsOf(section));
  const rows = await db.settings.list();
  const set = rows.filter(({ key }) => Object.hasOwn(DEFAULT_SETTINGS, key)).map(({ key, value }) => [key, value]);
  const texts = await db.customTexts.readAll();
  const tradeWords = await db.tradeWords.readAll();
  return { settings: { ...DEFAULT_SETTINGS, ...Object.fromEntries(set) }, texts, tradeWords, sections };
}

/**
 * The whole configuration as one document. Keys are not in it: they say "keep", or, with `namesSecrets`, from
 * which variable of the environment another shop shall take them.
 */
export async function exportConfiguration(
  app: App,
  o: { namesSecrets?: boolean } = {},
): Promise<ConfigurationDocument> {
  // One transaction and one snapshot, so that no offer names a service that is not in it.
  const { settings, texts, tradeWords, sections } = await app.db.transact(async (tx) => {
    await tx.readOneSnapshot();
    return currentConfiguration(tx);
  });
  const withKeys = SECRET_SECTIONS.map((section) => [
    section,
    sections[section].map((item) => withReferences(section, item, o.namesSecrets)),
  ]);
  const words = { texts: allTexts(texts), tradeCodes: toDocument(tradeWords) };
  return { version: 1, settings, ...words, ...sections, ...Object.fromEntries(withKeys) };
}

function withReferences(section: SecretSection, item: Item, isNamed?: boolean): Item {
  const named = FORMS[section].secrets.map((field) => [field, reference(section, item, field, isNamed)]);
  return { ...item, ...Object.fromEntries(named) };
}

/** Also those that stand built in, so that one shop's document says everything to another. */
function allTexts(own: CustomTexts): DocumentTexts {
  return Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      Object.fromEntries(TEXT_KEYS.map((key) => [key, own[language]?.[key] ?? null])),
    ]),
  );
}

function reference(section: SecretSection, item: Item, field: string, isNamed = false): object | null {
  if (item[field] === null) return null;
  if (!isNamed) return { keep: true };
  const inCapitals = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  const kind = inCapitals(field.replace(/(?=[A-Z])/g, '_'));
  return { env: `${KEPT_SECRET[section]}_${inCapitals(String(item.name))}_${kind}`.slice(0, 80) };
}
