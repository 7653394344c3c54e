import { z } from 'zod';
import type { App } from '../app';
import { Provider } from '../database/entities/provider.entity';
import { PROVIDER_MODES } from '../domain/enum-values';
import { isCurrency } from '../domain/money/exchange';
import { usualCurrency } from '../domain/pricing/usual-currency';
import { problemAt } from '../domain/problems';
import { address, choice, decimal, formed, json, money, protocol, rate, secret, text, whole } from './kit/fields';
import { resource } from './kit/resource';
import { says } from './kit/zod-problems';

export const provider = resource(Provider, {
  name: 'provider',
  key: ['name'],
  fields: {
    name: text({ most: 60 }),
    protocol: protocol('providers').fixed().described('Such as handler_api or generic_inbox.'),
    baseUrl: address({ mayBeLink: true }),
    apiKey: secret({ most: 500 }).asked().described('Stored encrypted; never shown again.'),
    webhookKey: secret({ most: 500 }).described(
      'The key by which the supplier signs its webhooks. Stored encrypted; never shown again.',
    ),
    mode: choice(PROVIDER_MODES, 'mode'),
    options: json().asked(),
    pollIntervalMs: whole(100, 86_400_000),
    timeoutMs: whole(100, 120_000),
    budgetPerSecond: decimal(0.01, 1000),
    budgetBurst: whole(1, 10_000),
    earlyCancelS: whole(0, 86_400),
    balanceLow: money({ currencyOf: 'currency' }).described(
      "Tell the operator when our money there is below this, in the provider's currency.",
    ),
    currency: formed(
      z.string().refine(isCurrency, says('currency')),
      { fits: /^[A-Z]{3}$/, else: 'currency' },
      { most: 3 },
    ).described(
      "ISO 4217: what its prices are in; null: the shop's currency. Until a rate is set nothing is bought in another one.",
    ),
    exchangeRate: rate().described(
      "What one unit of its currency is worth in the shop's, such as 0.0125; at most ten places.",
    ),
  },
  refusals: {
    providers_name_key: { kind: 'already_exists', field: 'name' },
    providers_source_chat_once: { kind: 'already_exists', field: 'options.chatId' },
    providers_rate_needs_currency: { kind: 'invalid', problem: problemAt('exchangeRate', 'rate_without_currency') },
  },
  rules: [optionsFitProtocol],
  complete: inMoney,
  begins: (at) => ({ nextPollAt: at }),
});

interface Money {
  readonly protocol?: string | null;
  readonly options?: Readonly<Record<string, unknown>> | null;
  readonly currency?: string | null;
  readonly exchangeRate?: string | null;
}

/** The shop's own currency is stored as none. A rate belongs to its currency: another one begins without. */
function inMoney<Values extends Money>(app: App, given: Values, isNew: boolean): Values {
  const currency = given.currency === undefined && isNew ? foreignOf(app, given) : given.currency;
  if (currency === undefined) return given;
  if (currency === null || currency === app.currency) return { ...given, currency: null, exchangeRate: null };
  return { ...given, currency, exchangeRate: given.exchangeRate ?? null };
}

/** What a protocol's prices are usually in, when that is not the shop's currency; else null. */
function foreignOf(app: App, { protocol: spoken, options }: Money): string | null {
  const usual = usualCurrency(spoken!, options ?? {});
  return usual === undefined || usual === app.currency ? null : usual;
}

/** Options that the protocol does not take would sell nothing: they are refused where they are given. None yet is no mistake. */
async function optionsFitProtocol(app: App, given: Money & { readonly baseUrl?: string | null }, id?: number) {
  const { options } = given;
  if (!options || Object.keys(options).length === 0) return undefined;
  const row = id === undefined ? undefined : await app.db.providers.find(id);
  const spoken = row?.protocol ?? given.protocol;
  if (!spoken || !app.providers.protocols.includes(spoken)) return undefined;
  const detail = app.providers.problemOf({ protocol: spoken, baseUrl: given.baseUrl ?? row?.baseUrl ?? '', options });
  return detail === undefined ? undefined : problemAt('options', 'options_misfit', { protocol: spoken, detail });
}
