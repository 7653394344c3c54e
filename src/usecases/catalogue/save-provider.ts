import { z } from 'zod';
import type { App } from '../../app';
import type { SecretBox } from '../../platform/secret-box';
import { type Author, checked, form, type SaveOutcome, saveRow } from './save-row';

const LARGEST_OPTIONS = 16_384;

const changes = z.object({
  name: form.text(60).optional(),
  baseUrl: z.string().max(500).refine(isPlainUrl, 'Give an http or https address without a password in it.').optional(),
  apiKey: form.text(500).optional(),
  webhookKey: form.text(500).optional(),
  mode: z.enum(['POLL', 'WEBHOOK']).optional(),
  options: z
    .record(z.string(), z.unknown())
    .refine((options) => isStorable(options), 'Give a JSON object of at most 16 kB without the character NUL.')
    .optional(),
  pollIntervalMs: form.whole(100, 86_400_000).optional(),
  timeoutMs: form.whole(100, 120_000).optional(),
  budgetPerSecond: z.number().min(0.01, 'Give 0.01 to 1000.').max(1000, 'Give 0.01 to 1000.').optional(),
  budgetBurst: form.whole(1, 10_000).optional(),
  earlyCancelS: form.whole(0, 86_400).optional(),
  /** Below this the operator is told; null: never. */
  balanceLow: form.amount().nullish(),
  isActive: z.boolean().optional(),
});
const draft = changes.extend({
  name: form.text(60),
  protocol: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, 'Give the name of a protocol, such as handler_api.'),
  baseUrl: changes.shape.baseUrl.unwrap(),
});

export type ProviderChanges = z.input<typeof changes>;
export type ProviderDraft = z.input<typeof draft>;

/** The key is sealed before it reaches the database and never comes back out of the API. */
export function createProvider(app: App, box: SecretBox, input: ProviderDraft, author: Author): Promise<SaveOutcome> {
  return checked(draft, input, async ({ protocol, ...rest }) => {
    const misfit = misfitOf(app, { protocol, ...rest });
    if (misfit) return misfit;
    const columns = { protocol, next_poll_at: app.clock.now(), ...columnsOf(rest, box) };
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
    const row = values.options && (await app.db.providers.findRow(id));
    const misfit = row && misfitOf(app, { protocol: row.protocol, baseUrl: row.baseUrl, ...values });
    if (misfit) return misfit;
    return saveRow(app, {
      table: 'providers',
      entity: 'provider',
      id,
      columns: columnsOf(values, box),
      seen: seen && columnsOf(seen, box),
      ...author,
    });
  });
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
    : { kind: 'invalid', field: 'options', problem: `${protocol} does not take them: ${problem}.` };
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
