import { z } from 'zod';
import type { App } from '../../app';
import { isCurrency, parseRate, tidyRate } from '../../domain/money/exchange';
import { usualCurrency } from '../../domain/pricing/usual-currency';
import { problemAt } from '../../domain/problems';
import type { SecretBox } from '../../platform/secret-box';
import { says } from '../../resources/kit/zod-problems';
import { type Author, checked, form, type SaveOutcome, saveRow } from './save-row';

const LARGEST_OPTIONS = 16_384;

const changes = z.object({
  name: form.text(60).optional(),
  baseUrl: z.string().max(500).refine(isPlainUrl, says('address')).optional(),
  apiKey: form.text(500).optional(),
  webhookKey: form.text(500).optional(),
  mode: z.enum(['POLL', 'WEBHOOK']).optional(),
  options: z
    .record(z.string(), z.unknown())
    .refine((options) => isStorable(options), says('options'))
    .optional(),
  pollIntervalMs: form.whole(100, 86_400_000).optional(),
  timeoutMs: form.whole(100, 120_000).optional(),
  budgetPerSecond: z
    .number()
    .min(0.01, says('number', { least: '0.01', most: 1000 }))
    .max(1000, says('number', { least: '0.01', most: 1000 }))
    .optional(),
  budgetBurst: form.whole(1, 10_000).optional(),
  earlyCancelS: form.whole(0, 86_400).optional(),
  /** Below this the operator is told; null: never. */
  balanceLow: form.amount().nullish(),
  /** In which its prices are; null, or the shop's own: in that. */
  currency: z.string().refine(isCurrency, says('currency')).nullish(),
  exchangeRate: z
    .string()
    .refine((text) => parseRate(text) !== undefined, says('rate'))
    .transform(tidyRate)
    .nullish(),
  isActive: z.boolean().optional(),
});
const draft = changes.extend({
  name: form.text(60),
  protocol: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, says('protocol')),
  baseUrl: changes.shape.baseUrl.unwrap(),
});

export type ProviderChanges = z.input<typeof changes>;
export type ProviderDraft = z.input<typeof draft>;

/** The key is sealed before it reaches the database and never comes back out of the API. */
export function createProvider(app: App, box: SecretBox, input: ProviderDraft, author: Author): Promise<SaveOutcome> {
  return checked(draft, input, async ({ protocol, ...rest }) => {
    const misfit = misfitOf(app, { protocol, ...rest });
    if (misfit) return misfit;
    const values = rest.currency === undefined ? { ...rest, currency: foreignOf(app, protocol, rest.options) } : rest;
    const columns = { protocol, next_poll_at: app.clock.now(), ...columnsOf(inMoney(app, values), box) };
    return saveRow(app, { table: 'providers', entity: 'provider', columns, ...author });
  });
}

export function updateProvider(
  app: App,
  box: SecretBox,
  id: number,
  input: ProviderChanges,
  author: Author,
  seen?: ProviderChanges,
): Promise<SaveOutcome> {
  return checked(changes, input, async (values) => {
    const row = values.options && (await app.db.providers.find(id));
    const misfit = row && misfitOf(app, { protocol: row.protocol, baseUrl: row.baseUrl, ...values });
    if (misfit) return misfit;
    return saveRow(app, {
      table: 'providers',
      entity: 'provider',
      id,
      columns: columnsOf(inMoney(app, values), box),
      seen: seen && columnsOf(seen, box),
      ...author,
    });
  });
}

/** What a protocol's prices are usually in, when that is not the shop's currency; else null. */
function foreignOf(app: App, protocol: string, options: Record<string, unknown> = {}): string | null {
  const usual = usualCurrency(protocol, options);
  return usual === undefined || usual === app.currency ? null : usual;
}

/** The shop's own currency is stored as none. A rate belongs to its currency: another one begins without. */
function inMoney<Values extends { currency?: string | null; exchangeRate?: string | null }>(
  app: App,
  values: Values,
): Values {
  if (values.currency === undefined) return values;
  if (values.currency === null || values.currency === app.currency)
    return { ...values, currency: null, exchangeRate: null };
  return { ...values, exchangeRate: values.exchangeRate ?? null };
}

/** Options that the protocol does not take would sell nothing: they are refused where they are given. None yet is no mistake. */
function misfitOf(
  app: App,
  { protocol, baseUrl = '', options }: { protocol: string; baseUrl?: string; options?: Record<string, unknown> },
): SaveOutcome | undefined {
  if (!options || Object.keys(options).length === 0 || !app.providers.protocols.includes(protocol)) return undefined;
  const problem = app.providers.problemOf({ protocol, baseUrl, options });
  return problem === undefined
    ? undefined
    : { kind: 'invalid', problem: problemAt('options', 'options_misfit', { protocol, detail: problem }) };
}

function columnsOf(values: z.output<typeof changes>, box: SecretBox) {
  return {
    name: values.name,
    base_url: values.baseUrl,
    api_key_sealed: values.apiKey === undefined ? undefined : box.seal(values.apiKey),
    webhook_key_sealed: values.webhookKey === undefined ? undefined : box.seal(values.webhookKey),
    mode: values.mode,
    options: values.options,
    poll_interval_ms: values.pollIntervalMs,
    timeout_ms: values.timeoutMs,
    budget_per_second: values.budgetPerSecond,
    budget_burst: values.budgetBurst,
    early_cancel_s: values.earlyCancelS,
    balance_low: values.balanceLow,
    currency: values.currency,
    exchange_rate: values.exchangeRate,
    is_active: values.isActive,
  };
}

function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

function isStorable(options: Record<string, unknown>): boolean {
  const text = JSON.stringify(options);
  return text.length <= LARGEST_OPTIONS && !text.includes('\\u0000');
}
