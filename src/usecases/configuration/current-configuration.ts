import type { App } from '../../app';
import type { Queryable } from '../../database/queryable';
import { ConfigurationRepository } from '../../database/repositories/configuration.repository';
import { DEFAULT_SETTINGS } from '../../domain/settings';
import { type ConfigurationDocument, type Item, SECTIONS, type Section } from './document';

export type Sections = Readonly<Record<Section, readonly Item[]>>;

/** As it stands in the database: sealed keys of providers are bytes. */
export interface CurrentConfiguration {
  readonly settings: Item;
  readonly sections: Sections;
}

export async function currentConfiguration(sql: Queryable): Promise<CurrentConfiguration> {
  const repository = new ConfigurationRepository(sql);
  const sections = {} as Record<Section, readonly Item[]>;
  for (const section of SECTIONS) sections[section] = await repository.read(section);
  const rows = await sql.rows<{ key: string; value: unknown }>('settings.read', 'SELECT key, value FROM settings');
  const set = rows.filter(({ key }) => Object.hasOwn(DEFAULT_SETTINGS, key)).map(({ key, value }) => [key, value]);
  return { settings: { ...DEFAULT_SETTINGS, ...Object.fromEntries(set) }, sections };
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
  const { settings, sections } = await app.db.transact(async (tx) => {
    await tx.sql.rows('configuration.snapshot', 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return currentConfiguration(tx.sql);
  });
  const providers = sections.providers.map((provider) => ({
    ...provider,
    apiKey: reference(provider, 'apiKey', o.namesSecrets === true),
    webhookKey: reference(provider, 'webhookKey', o.namesSecrets === true),
  }));
  return { version: 1, settings, ...sections, providers };
}

function reference(provider: Item, field: 'apiKey' | 'webhookKey', isNamed: boolean): object | null {
  if (provider[field] === null) return null;
  if (!isNamed) return { keep: true };
  const name = String(provider.name)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
  return { env: `PROVIDER_${name}_${field === 'apiKey' ? 'API_KEY' : 'WEBHOOK_KEY'}`.slice(0, 80) };
}
