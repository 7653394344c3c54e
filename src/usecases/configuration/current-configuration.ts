import type { App } from '../../app';
import type { Queryable } from '../../database/queryable';
import { ConfigurationStore } from '../../database/stores/configuration';
import { ShopTextStore } from '../../database/stores/shop-texts';
import { LANGUAGES } from '../../domain/language';
import { DEFAULT_SETTINGS } from '../../domain/settings';
import { type OwnTexts, TEXT_KEYS } from '../../domain/texts/shop-texts';
import { type ConfigurationDocument, type DocumentTexts, type Item, SECTIONS, type Section } from './document';

export type Sections = Readonly<Record<Section, readonly Item[]>>;

/** As it stands in the database: sealed keys of providers are bytes. */
export interface CurrentConfiguration {
  readonly settings: Item;
  readonly texts: OwnTexts;
  readonly sections: Sections;
}

export async function currentConfiguration(sql: Queryable): Promise<CurrentConfiguration> {
  const store = new ConfigurationStore(sql);
  const sections = {} as Record<Section, readonly Item[]>;
  for (const section of SECTIONS) sections[section] = await store.read(section);
  const rows = await sql.rows<{ key: string; value: unknown }>('settings.read', 'SELECT key, value FROM settings');
  const set = rows.filter(({ key }) => Object.hasOwn(DEFAULT_SETTINGS, key)).map(({ key, value }) => [key, value]);
  const texts: Record<string, Record<string, string>> = {};
  for (const { language, key, text } of await new ShopTextStore(sql).list())
    texts[language] = { ...texts[language], [key]: text };
  return { settings: { ...DEFAULT_SETTINGS, ...Object.fromEntries(set) }, texts, sections };
}

/**
 * The whole configuration as one document. Keys of providers are not in it: they say "keep", or, with `namesSecrets`, from
 * which variable of the environment another shop shall take them.
 */
export async function exportConfiguration(
  app: App,
  o: { namesSecrets?: boolean } = {},
): Promise<ConfigurationDocument> {
  // One transaction and one snapshot, so that no offer names a service that is not in it.
  const { settings, texts, sections } = await app.db.transact(async (tx) => {
    await tx.sql.rows('configuration.snapshot', 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return currentConfiguration(tx.sql);
  });
  const providers = sections.providers.map((provider) => ({
    ...provider,
    apiKey: reference(provider, 'apiKey', o.namesSecrets === true),
    webhookKey: reference(provider, 'webhookKey', o.namesSecrets === true),
  }));
  return { version: 1, settings, texts: allTexts(texts), ...sections, providers };
}

/** Also those that stand built in, so that one shop's document says everything to another. */
function allTexts(own: OwnTexts): DocumentTexts {
  return Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      Object.fromEntries(TEXT_KEYS.map((key) => [key, own[language]?.[key] ?? null])),
    ]),
  );
}

function reference(provider: Item, field: 'apiKey' | 'webhookKey', isNamed: boolean): object | null {
  if (provider[field] === null) return null;
  if (!isNamed) return { keep: true };
  const name = String(provider.name)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
  return { env: `PROVIDER_${name}_${field === 'apiKey' ? 'API_KEY' : 'WEBHOOK_KEY'}`.slice(0, 80) };
}
