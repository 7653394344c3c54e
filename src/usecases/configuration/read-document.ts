import type { App, Providers } from '../../app';
import { LANGUAGES } from '../../domain/language';
import { STARS_PROTOCOL } from '../../domain/payment/stars';
import { usualCurrency } from '../../domain/pricing/usual-currency';
import { type Problem, problem, problemAt } from '../../domain/problems';
import { SECRET_VARIABLE } from '../../domain/secret-variable';
import { settingProblem } from '../../domain/setting-rules';
import { TEXT_KEYS, TEXT_RULES, type TextKey, textProblems } from '../../domain/texts/custom-texts';
import { problemOf, read } from '../../resources/kit/zod-problems';
import { paymentMethodProblems } from '../../resources/payment-method';
import { promoCodeProblems } from '../../resources/promo-code';
import { isSameValue } from './compare';
import type { CurrentConfiguration } from './current-configuration';
import type { ConfigurationDocument } from './document';
import { isObject, pointer } from './json';
import { FORMS, type Item, keyOf, SECTIONS, type SecretSection, type Section } from './sections';
import { tradeCodeProblems } from './trade-codes';

export type ReadConfiguration =
  | { readonly kind: 'good'; readonly document: ConfigurationDocument }
  | { readonly kind: 'invalid'; readonly mistakes: readonly Problem[] };

export interface Surroundings {
  readonly current: CurrentConfiguration;
  /** Empty: not known here. */
  readonly protocols: readonly string[];
  readonly hasSecret: (name: string) => boolean;
  /** What of a provider its protocol does not take. */
  readonly misfit: Providers['problemOf'];
  readonly payments: Pick<App['payments'], 'protocols' | 'problemOf'>;
  /** The shop's own. */
  readonly currency: string;
}

const FEW = 200;
const FIXED_OF_PROMO = ['kind', 'amount', 'percent', 'service', 'country', 'minPrice', 'maxDiscount'];
const NEEDED_TO_BUY = ['serviceCode', 'countryCode', 'maxCost'];

/**
 * Everything that is wrong with a document, in one go: forms, doubles, names of what is not there. Each item is looked at by
 * itself, so that one mistake hides no other. At most two hundred.
 */
export function readDocument(given: unknown, around: Surroundings): ReadConfiguration {
  if (!isObject(given)) return { kind: 'invalid', mistakes: [problem('document')] };
  const mistakes: Problem[] = [];
  const sections: Partial<Record<Section, Item[]>> = {};
  const names = namesIn(given as Partial<Record<Section, unknown>>, around);
  const known = new Set<string>(['$schema', 'version', 'settings', 'texts', 'tradeCodes', ...SECTIONS]);
  for (const name of Object.keys(given))
    if (!known.has(name)) mistakes.push(problemAt(pointer(name), 'unknown_name', { names: [...known].join(', ') }));
  if (given.version !== 1) mistakes.push(problemAt('/version', 'version'));
  mistakes.push(...ofSettings(given.settings), ...ofTexts(given.texts));
  for (const section of SECTIONS) {
    const items = given[section];
    if (items === undefined) continue;
    if (!Array.isArray(items)) mistakes.push(problemAt(pointer(section), 'list'));
    else {
      sections[section] = [];
      mistakes.push(...ofSection(section, items, sections[section], { ...around, names }));
    }
  }
  mistakes.push(...tradeCodeProblems(given.tradeCodes, { standing: around.current.tradeWords, names }));
  if (mistakes.length > 0) return { kind: 'invalid', mistakes: mistakes.slice(0, FEW) };
  const { settings, texts, tradeCodes } = given as Pick<ConfigurationDocument, 'settings' | 'texts' | 'tradeCodes'>;
  const others = {
    ...(settings ? { settings } : {}),
    ...(texts ? { texts } : {}),
    ...(tradeCodes ? { tradeCodes } : {}),
  };
  return { kind: 'good', document: { version: 1, ...others, ...sections } };
}

/** What is no longer there that a good document names, or stands in its way; found again under the locks of its writing. */
export function findStale(document: ConfigurationDocument, around: Surroundings): Problem[] {
  const names = namesIn(document, around);
  const words = tradeCodeProblems(document.tradeCodes, { standing: around.current.tradeWords, names });
  const items = SECTIONS.flatMap((section) => {
    const existing = new Map(around.current.sections[section].map((item) => [keyOf(section, item), item]));
    return (document[section] ?? []).flatMap((item, index) =>
      ofNames(section, item, index, existing.get(keyOf(section, item)), { ...around, names }),
    );
  });
  return [...words, ...items];
}

function ofSettings(settings: unknown): Problem[] {
  if (settings === undefined) return [];
  if (!isObject(settings)) return [problemAt('/settings', 'object')];
  return Object.entries(settings).flatMap(([key, value]) => {
    const found = settingProblem(key, value);
    return found ? [{ ...found, path: pointer('settings', key) }] : [];
  });
}

function ofTexts(texts: unknown): Problem[] {
  if (texts === undefined) return [];
  if (!isObject(texts)) return [problemAt('/texts', 'object')];
  return Object.entries(texts).flatMap(([language, ofLanguage]): Problem[] => {
    const path = pointer('texts', language);
    if (!(LANGUAGES as readonly string[]).includes(language))
      return [problemAt(path, 'unknown_name', { names: LANGUAGES.join(', ') })];
    if (!isObject(ofLanguage)) return [problemAt(path, 'object')];
    return Object.entries(ofLanguage).flatMap(([key, text]): Problem[] => {
      const place = pointer('texts', language, key);
      if (!Object.hasOwn(TEXT_RULES, key)) return [problemAt(place, 'unknown_name', { names: TEXT_KEYS.join(', ') })];
      const problems = text === null ? [] : textProblems(key as TextKey, text);
      return problems.map((one) => ({ ...one, path: place }));
    });
  });
}

/** Puts what has the right form into `good`. */
function ofSection(section: Section, items: readonly unknown[], good: Item[], around: Around): Problem[] {
  const existing = new Map(around.current.sections[section].map((item) => [keyOf(section, item), item]));
  const seen = new Map<string, number>();
  return items.flatMap((item, index): Problem[] => {
    const at = (...rest: readonly unknown[]) => pointer(section, index, ...(rest as (string | number)[]));
    const parsed = read(FORMS[section].item, item);
    if (parsed.kind === 'good') good.push(parsed.value);
    const found = (parsed.kind === 'bad' ? parsed.issues : []).flatMap((issue): Problem[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) =>
            problemAt(at(...issue.path, key), 'unknown_name', {
              names: Object.keys(FORMS[section].item.shape).join(', '),
            }),
          )
        : [{ ...problemOf(issue), path: at(...issue.path) }],
    );
    if (!isObject(item) || FORMS[section].keys.some((name) => typeof item[name] !== 'string')) return found;
    const key = keyOf(section, item);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else found.push(problemAt(at(), 'named_twice', { place: pointer(section, first) }));
    const others = ofNames(section, item, index, existing.get(key), around);
    return [...found, ...others.filter(({ path }) => !found.some((one) => one.path === path))];
  });
}

/** What must be there besides the right form. */
function ofNames(section: Section, item: Item, index: number, stands: Item | undefined, around: Around): Problem[] {
  const found: Problem[] = [];
  const say: Say = (field, told) => void found.push({ ...told, path: pointer(section, index, field) });
  if (!stands) for (const field of FORMS[section].needed) if (item[field] === undefined) say(field, problem('needed'));
  CHECKS[section]?.(item, stands, around, say);
  return found;
}

interface Around extends Surroundings {
  readonly names: Readonly<Record<Section, ReadonlySet<string>>>;
}
type Say = (field: string, told: Problem) => void;
type Check = (item: Item, stands: Item | undefined, around: Around, say: Say) => void;

const CHECKS: Partial<Record<Section, Check>> = {
  providers(item, stands, around, say) {
    const { protocols, misfit } = around;
    ofMoney(item, stands, around, say);
    const { protocol } = item;
    ofProtocol(item, stands, around, say);
    if (!stands && typeof protocol === 'string' && protocols.length > 0 && !protocols.includes(protocol))
      say('protocol', problem('unknown_name', { names: protocols.join(', ') }));
    const { protocol: spoken, baseUrl, options } = { ...stands, ...item };
    const isNew = JSON.stringify(options) !== JSON.stringify(stands?.options);
    if (isNew && isObject(options) && Object.keys(options).length > 0 && protocols.includes(String(spoken))) {
      const detail = misfit({ protocol: String(spoken), baseUrl: String(baseUrl), options });
      if (detail) say('options', problem('options_misfit', { protocol: String(spoken), detail }));
    }
    ofSecrets('providers')(item, stands, around, say);
  },
  paymentMethods(item, stands, around, say) {
    ofProtocol(item, stands, around, say);
    ofSecrets('paymentMethods')(item, stands, around, say);
    const whole: Item = { ...FORMS.paymentMethods.usual, ...stands, ...item };
    const isStars = whole.protocol === STARS_PROTOCOL;
    const other = around.current.sections.paymentMethods.some(
      ({ protocol, name }) => protocol === STARS_PROTOCOL && name !== item.name,
    );
    if (!stands && isStars && other) say('protocol', problem('stars_once'));
    const { payments, currency: own } = around;
    const problems = paymentMethodProblems(whole, {
      payments,
      hasApiKey: whole.apiKey !== null && whole.apiKey !== undefined,
      hasRate: !isStars || own === 'USD' || item.rate !== undefined || stands?.isActive === true,
      isNew: !stands,
      turnsOn: item.isActive === true,
      changesSettings: item.baseUrl !== undefined || item.options !== undefined,
    });
    for (const found of problems) say(found.path, found);
  },
  promoCodes(item, stands, { names }, say) {
    const whole: Item = { ...FORMS.promoCodes.usual, ...stands, ...item };
    for (const field of stands ? FIXED_OF_PROMO : [])
      if (!isSameValue(field, stands?.[field], whole[field])) say(field, problem('promo_stays'));
    for (const found of promoCodeProblems(whole)) say(found.path, found);
    const { service, country } = whole;
    if (service && !names.services.has(String(service)))
      say('service', problem('no_service', { name: String(service) }));
    if (country && !names.countries.has(String(country)))
      say('country', problem('no_country', { name: String(country) }));
  },
  sims({ provider, services }, _stands, { names }, say) {
    if (!names.providers.has(String(provider))) say('provider', problem('no_provider', { name: String(provider) }));
    for (const code of typeof services === 'string' ? services.split(' ') : [])
      if (!names.services.has(code)) say('services', problem('no_service', { name: code }));
  },
  offers(item, _stands, { names }, say) {
    if (!names.services.has(String(item.service)))
      say('service', problem('no_service', { name: String(item.service) }));
    if (!names.countries.has(String(item.country)))
      say('country', problem('no_country', { name: String(item.country) }));
  },
  routes(item, stands, { names }, say) {
    const offer = `${item.service}/${item.country}`;
    if (!names.offers.has(offer)) say('service', problem('no_offer', { name: offer }));
    if (!names.providers.has(String(item.provider)))
      say('provider', problem('no_provider', { name: String(item.provider) }));
    // Not by making a whole item first: there may be fifty thousand.
    const whole = (field: string) => (item[field] === undefined ? stands?.[field] : item[field]);
    if (whole('isPool') === true) return;
    for (const field of NEEDED_TO_BUY)
      if (whole(field) === null || whole(field) === undefined) say(field, problem('route_needs_it'));
  },
  channels(item, stands, _around, say) {
    const { username, inviteLink, required, reward } = { ...FORMS.channels.usual, ...stands, ...item };
    if ((required || reward) && !username && !inviteLink) say('inviteLink', problem('way_in'));
  },
};

const ofProtocol: Check = ({ protocol }, stands, _around, say) => {
  if (stands && protocol !== undefined && protocol !== stands.protocol)
    say('protocol', problem('protocol_stays', { name: String(stands.protocol) }));
};

const ofSecrets =
  (section: SecretSection): Check =>
  (item, stands, { hasSecret }, say) => {
    for (const field of FORMS[section].secrets) {
      const secret = item[field];
      if (!isObject(secret)) continue;
      if (secret.keep === true && !stands?.[field]) say(field, problem('keep_nothing'));
      if (typeof secret.env === 'string' && SECRET_VARIABLE.test(secret.env) && !hasSecret(secret.env))
        say(field, problem('variable_unset', { name: secret.env }));
    }
  };

/** A rate belongs to its currency, and what a supplier's prices are in is said before anything is bought there. */
const ofMoney: Check = (item, stands, { currency: own }, say) => {
  const { currency, exchangeRate } = { ...FORMS.providers.usual, ...stands, ...item };
  if (currency === own) say('currency', problem('own_currency', { currency: own }));
  else if (currency === null && exchangeRate !== null) say('currency', problem('rate_needs_currency'));
  else if (stands && currency !== stands.currency && currency !== null && item.exchangeRate === undefined)
    say('exchangeRate', problem('rate_of_other_currency'));
  if (stands || item.currency !== undefined) return;
  const usual = usualCurrency(String(item.protocol), isObject(item.options) ? item.options : {});
  if (usual !== undefined && usual !== own)
    say('currency', problem('prices_in', { protocol: String(item.protocol), currency: usual, own }));
};

/** Keys of each section, in the document and in the shop. */
function namesIn(document: Partial<Record<Section, unknown>>, { current }: Surroundings): Around['names'] {
  const entries = SECTIONS.map((section) => {
    const given = Array.isArray(document[section]) ? (document[section] as unknown[]).filter(isObject) : [];
    const names = new Set<string>();
    for (const item of current.sections[section]) names.add(keyOf(section, item));
    for (const item of given) names.add(keyOf(section, item));
    return [section, names];
  });
  return Object.fromEntries(entries);
}
