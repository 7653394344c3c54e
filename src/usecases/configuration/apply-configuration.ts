import { createHash } from 'node:crypto';
import type { App } from '../../app';
import type { Tx } from '../../database/database';
import { type CatalogueSection } from '../../database/stores/configuration';
import type { Problem } from '../../domain/problems';
import type { SecretBox } from '../../platform/secret-box';
import { CATALOGUE } from '../../resources/catalogue';
import type { Resource } from '../../resources/kit/resource';
import { patternProblem } from '../../resources/pattern-problem';
import type { Author } from '../catalogue/save-row';
import { compare, type Plan } from './compare';
import { type CurrentConfiguration, currentConfiguration } from './current-configuration';

import { findStale, type ReadConfiguration, readDocument } from './read-document';
import { columnsOf, FORMS, type Item, SECRET_SECTIONS, type SecretSection } from './sections';

export interface ConfigurationOrder extends Author {
  /** As JSON reads it; anything may stand in it. */
  readonly document: unknown;
  readonly box: SecretBox;
  /** What the document does not name, in the sections that it has, is turned off. */
  readonly turnsOff?: boolean;
}

export type ComparedConfiguration =
  | { readonly kind: 'compared'; readonly plan: Plan }
  | { readonly kind: 'invalid'; readonly mistakes: readonly Problem[] };

export type AppliedConfiguration =
  | { readonly kind: 'applied'; readonly plan: Plan }
  | { readonly kind: 'invalid'; readonly mistakes: readonly Problem[] };

const AUDITED = 200;

/** What a document would change, or everything that is wrong with it. Changes nothing. */
export async function compareConfiguration(app: App, order: ConfigurationOrder): Promise<ComparedConfiguration> {
  const current = await currentConfiguration(app.db);
  const checked = await check(app, order, current);
  if (checked.kind === 'invalid') return checked;
  return { kind: 'compared', plan: compare(checked.document, current, optionsOf(app, order)) };
}

/**
 * Makes the shop as the document says, in one transaction, with a line of the audit log. Applying it again changes nothing.
 * Every process sees it within a second.
 */
export async function applyConfiguration(app: App, order: ConfigurationOrder): Promise<AppliedConfiguration> {
  // Patterns are looked at before, since that takes a while and locks should not wait for it.
  const before = await check(app, order, await currentConfiguration(app.db));
  if (before.kind === 'invalid') return before;
  const at = app.clock.now();
  const applied = app.db.transact(async (tx): Promise<AppliedConfiguration> => {
    await tx.configuration.lock();
    const current = await currentConfiguration(tx);
    const mistakes = findStale(before.document, surroundings(app, current));
    if (mistakes.length > 0) return { kind: 'invalid', mistakes };
    const plan = compare(before.document, current, optionsOf(app, order));
    if (plan.changes.length > 0) await write(app, tx, plan, order, at);
    return { kind: 'applied', plan };
  });
  return applied.catch((error: unknown) => ({ kind: 'invalid', mistakes: [refusalOf(error)] }));
}

/** What the database alone knows of a row, such as how often a code was used. Anything else is thrown on. */
function refusalOf(error: unknown): Problem {
  const { constraint = '' } = (error ?? {}) as { constraint?: string };
  for (const [section, { refusals }] of Object.entries(CATALOGUE)) {
    const refusal = (refusals as Resource['refusals'])[constraint];
    if (refusal?.kind === 'invalid') return { ...refusal.problem, path: `/${section}` };
  }
  throw error;
}

async function check(
  app: App,
  { document }: ConfigurationOrder,
  current: CurrentConfiguration,
): Promise<ReadConfiguration> {
  const read = readDocument(document, surroundings(app, current));
  const patterns = await badPatterns(document, current);
  if (patterns.length === 0) return read;
  return { kind: 'invalid', mistakes: [...(read.kind === 'invalid' ? read.mistakes : []), ...patterns] };
}

function surroundings(app: App, current: CurrentConfiguration) {
  const hasSecret = (name: string) => app.namedSecrets?.has(name) === true;
  const { protocols, problemOf } = app.providers;
  return { current, protocols, hasSecret, misfit: problemOf, payments: app.payments, currency: app.currency };
}

/** Only of patterns that do not stand so already. */
async function badPatterns(document: unknown, current: CurrentConfiguration): Promise<Problem[]> {
  const services = (document as { services?: unknown } | null)?.services;
  if (!Array.isArray(services)) return [];
  const known = new Set(current.sections.services.map(({ codePattern }) => codePattern));
  const found: Problem[] = [];
  for (const [index, service] of services.entries()) {
    const pattern = (service as Item | null)?.codePattern;
    if (typeof pattern !== 'string' || known.has(pattern) || pattern.length > 200 || pattern.length === 0) continue;
    const problem = await patternProblem(pattern);
    if (problem) found.push({ ...problem, path: `/services/${index}/codePattern` });
    else known.add(pattern);
  }
  return found;
}

function optionsOf(app: App, { box, turnsOff = false }: ConfigurationOrder) {
  return {
    turnsOff,
    isSame(stands: unknown, reference: unknown): boolean {
      if (reference === undefined || reference === stands) return true;
      const { keep, env } = (reference ?? {}) as { keep?: true; env?: string };
      if (keep) return true;
      if (!env || !Buffer.isBuffer(stands)) return false;
      return opened(box, stands) === app.namedSecrets?.get(env)?.reveal();
    },
  };
}

/** Undefined: it was sealed with a key that is gone, so it counts as another secret. */
function opened(box: SecretBox, sealed: Buffer): string | undefined {
  try {
    return box.open(sealed);
  } catch {
    return undefined;
  }
}

async function write(app: App, tx: Tx, plan: Plan, order: ConfigurationOrder, at: Date): Promise<void> {
  const store = tx.configuration;
  const settings = tx.settings;
  for (const [key, value] of plan.settings) await settings.put({ key, value, at });
  const texts = tx.customTexts;
  for (const text of plan.texts) await texts.put({ ...text, at });
  const { channels, ...others } = plan.writes;
  await tx.catalogue.freeCodes(others.services.map(({ code }) => String(code)));
  for (const section of SECRET_SECTIONS)
    await store.write(section, columnsOf(section), await sealed(app, tx, section, others[section], order.box), at);
  for (const section of [
    'services',
    'countries',
    'offers',
    'routes',
    'promoCodes',
    'sims',
    'priceGroups',
  ] as const satisfies CatalogueSection[])
    await store.write(section, columnsOf(section), others[section], at);
  const { timeZone } = await app.settings();
  // After the services and countries that are named.
  await tx.tradeWords.replace(plan.tradeWords);
  for (const channel of channels) await store.writeChannel(channel, timeZone, at);
  const counts: Record<string, number> = {};
  for (const { section, kind } of plan.changes) counts[`${section}.${kind}`] = (counts[`${section}.${kind}`] ?? 0) + 1;
  const { actor, requestId } = order;
  const sha256 = createHash('sha256').update(JSON.stringify(order.document)).digest('hex');
  const facts = { counts, changes: plan.changes.slice(0, AUDITED), sha256 };
  const entry = {
    actor,
    action: 'configuration.applied',
    entity: 'configuration',
    entityId: 'all',
    facts,
    requestId,
    at,
  };
  await tx.audit.write(entry);
}

/** Secrets in the form in which they are stored, in base64: what is kept as it stands, what is named sealed. */
async function sealed(
  app: App,
  tx: Tx,
  section: SecretSection,
  items: readonly Item[],
  box: SecretBox,
): Promise<Item[]> {
  const rows = await tx.configuration.read(section, columnsOf(section));
  const standing = new Map(rows.map((row) => [row.name, row]));
  return items.map((item) => {
    const seal = (field: string) => {
      const reference = item[field] as null | Buffer | { keep?: true; env?: string };
      const stands = standing.get(item.name)?.[field] as Buffer | null | undefined;
      if (reference === null) return null;
      if (Buffer.isBuffer(reference) || reference.keep) return stands?.toString('base64') ?? null;
      return box.seal(app.namedSecrets!.get(reference.env!)!.reveal()).toString('base64');
    };
    return { ...item, ...Object.fromEntries(FORMS[section].secrets.map((field) => [field, seal(field)])) };
  });
}
