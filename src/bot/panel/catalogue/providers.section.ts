import {
  createProvider,
  type ProviderChanges,
  type ProviderDraft,
  updateProvider,
} from '../../../usecases/catalogue/save-provider';
import { testProvider } from '../../../usecases/providers/test-provider';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { lines, type Piece } from '../../texts/rich';
import type { AdminVisit, PanelView, Section } from '../section';
import { wayBack } from '../way-back';
import type { Entity, RowOf } from './entity';
import { entityCallbacks } from './entity-callbacks';
import { amount, choice, decimal, json, secret, text, whole } from './entity-fields';
import { entitySection } from './entity-section';
import { addressCallbacks, addressPages } from './webhook-address';

type Provider = RowOf<'providers'>;
const PREFIX = 'APR';
const callbacks = { test: callbackData(`${PREFIX}x`, { id: 'id' }) };
const milliseconds = (name: 'pollIntervalMs' | 'timeoutMs', most: number) =>
  whole<Provider>({ name, label: name, value: (row) => row[name], least: 100, most, onAdd: 'never' });

const providers: Entity<'providers'> = {
  table: 'providers',
  name: 'providers',
  prefix: PREFIX,
  line: ({ format }, { name }) => format.name(name),
  title: ({ format }, { name }) => format.name(name),
  fields: [
    text({ name: 'name', label: 'name', value: (row) => row.name, most: 60, onAdd: 'required' }),
    choice({
      name: 'protocol',
      label: 'protocol',
      value: (row) => row.protocol,
      options: ({ app }) => app.providers.protocols.map((value) => ({ value, label: value })),
      onAdd: 'required',
      isFixed: true,
    }),
    text({
      name: 'baseUrl',
      label: 'baseUrl',
      value: (row) => row.baseUrl,
      most: 500,
      pattern: { fits: /^https?:\/\/\S+$/i, else: ({ panel }) => panel.catalogue.hints.baseUrl },
      onAdd: 'required',
    }),
    secret({ name: 'apiKey', label: 'apiKey', isSet: (row) => row.hasApiKey, most: 500, onAdd: 'optional' }),
    secret({ name: 'webhookKey', label: 'webhookKey', isSet: (row) => row.hasWebhookKey, most: 500, onAdd: 'never' }),
    json({ name: 'options', label: 'options', value: (row) => row.options, onAdd: 'optional' }),
    choice({
      name: 'mode',
      label: 'mode',
      value: (row) => row.mode,
      options: () => ['POLL', 'WEBHOOK'].map((value) => ({ value, label: value })),
      onAdd: 'never',
    }),
    milliseconds('pollIntervalMs', 86_400_000),
    milliseconds('timeoutMs', 120_000),
    decimal({
      name: 'budgetPerSecond',
      label: 'budgetPerSecond',
      value: (row) => row.budgetPerSecond,
      least: 0.01,
      most: 1000,
      onAdd: 'never',
    }),
    whole({
      name: 'budgetBurst',
      label: 'budgetBurst',
      value: (row) => row.budgetBurst,
      least: 1,
      most: 10_000,
      onAdd: 'never',
    }),
    whole({
      name: 'earlyCancelS',
      label: 'earlyCancelS',
      value: (row) => row.earlyCancelS,
      least: 0,
      most: 86_400,
      onAdd: 'never',
    }),
    amount({
      name: 'balanceLow',
      label: 'balanceLow',
      value: (row) => row.balanceLow,
      currency: (row) => row.currency,
      onAdd: 'never',
      isNullable: true,
    }),
    text({
      name: 'currency',
      label: 'currency',
      value: (row) => row.currency,
      most: 3,
      pattern: { fits: /^[A-Z]{3}$/, else: ({ panel, app }) => panel.catalogue.hints.currency({ own: app.currency }) },
      onAdd: 'never',
      isNullable: true,
    }),
    text({
      name: 'exchangeRate',
      label: 'exchangeRate',
      value: (row) => row.exchangeRate,
      most: 17,
      pattern: {
        fits: /^\d{1,6}(\.\d{1,10})?$/,
        else: ({ panel, app }) => panel.catalogue.hints.exchangeRate({ own: app.currency }),
      },
      onAdd: 'never',
      isNullable: true,
    }),
  ],
  async facts({ panel, app }, { balance, balanceAt, pausedUntil, pauseReason, lastFault, currency, exchangeRate }) {
    const words = panel.catalogue;
    const facts: Piece[] = [];
    if (balance !== null && balanceAt) facts.push(words.balance({ amount: balance, currency, at: balanceAt }));
    if (currency !== null && exchangeRate === null) facts.push(words.noRate({ currency }));
    if (pausedUntil && pausedUntil > app.clock.now()) {
      facts.push(words.paused({ until: pausedUntil, reason: pauseReason ?? '' }));
    }
    if (lastFault) facts.push(words.lastFault({ fault: lastFault }));
    return facts;
  },
  buttons: ({ panel }, { id }) => [
    [button(panel.catalogue.test.button, callbacks.test({ id }))],
    [button(panel.webhooks.address.button, addressCallbacks.address({ id }))],
  ],
  create: ({ app, author, secretBox }, input) =>
    createProvider(app, secretBox, input as unknown as ProviderDraft, author),
  update: ({ app, author, secretBox }, id, input, seen) =>
    updateProvider(app, secretBox, id, input as ProviderChanges, author, seen),
};

/** Asks the supplier now, and says what it answered. */
async function test(visit: AdminVisit, { id }: { id: number }): Promise<PanelView> {
  const { app, panel } = visit;
  const words = panel.catalogue.test;
  const card = entityCallbacks(PREFIX).card({ id, page: 0, of: 0 });
  const interim = async () => ({ text: lines(words.asking), buttons: [] });
  const outcome = await visit.whileWaiting(testProvider(app, id, visit.author), interim);
  const say = (): Piece => {
    switch (outcome.kind) {
      case 'works':
        return lines(
          words.works({ tookMs: outcome.tookMs }),
          outcome.balance !== null && words.balance({ amount: outcome.balance, currency: outcome.currency }),
        );
      case 'fails':
        return lines(words.fault(outcome), words.faults[outcome.fault]);
      default:
        return words[outcome.kind];
    }
  };
  return {
    text: lines(say()),
    buttons: [[button(words.again, callbacks.test({ id }))], wayBack(visit, card)],
  };
}

export const providersSection = entitySection(providers, {
  callbacks: { ...callbacks, ...addressCallbacks },
  pages: { test: test as Section['pages'][string], ...(addressPages as Section['pages']) },
});
