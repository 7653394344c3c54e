import { readResaleUsage } from '../../database/queries/resale-orders';
import type { ResaleKeyChange, ResaleKeyRow } from '../../database/stores/resale';
import { MOST_RESALE_KEYS } from '../../domain/resale/resale-words';
import { addMs, DAY_MS } from '../../domain/time';
import { changeResaleKey } from '../../usecases/resale/change-resale-key';
import { createResaleKey } from '../../usecases/resale/create-resale-key';
import { revokeResaleKey } from '../../usecases/resale/revoke-resale-key';
import { callbacks } from '../callbacks';
import type { Texts } from '../texts';
import { lines, type Rich } from '../texts/rich';
import { readTypedAmount } from '../typed-amount';
import { saveWebhook } from './key-webhook.screen';
import { findOwnKey, keyGone, keyProblem } from './own-key';
import { screen, type Visit } from './screen';
import { type Answer, button, copyRow, rowsOf, type View } from './view';

/** Days until a key ends; 0: never. */
const EXPIRIES = [0, 30, 90, 365];
/** What is typed, and what stands for "none" in it. */
const TYPED = ['name', 'addresses', 'cap', 'webhook'] as const;
type Typed = (typeof TYPED)[number];
const NONE = /^(-|0|none|нет|لا)$/i;

export const apiKeysScreen = screen('apiKeys', async ({ app, user, texts }): Promise<View> => {
  const keys = await app.db.resale.listKeys(user.id);
  const isFull = keys.length >= MOST_RESALE_KEYS;
  return {
    text: texts.apiKeysScreen({ count: keys.length, baseUrl: baseUrlOf(app.publicUrl) }),
    buttons: [
      ...keys.map((key) => [button(texts.apiKeyRow(key), callbacks.apiKey({ key: key.id }))]),
      ...(isFull ? [] : [[button(texts.newApiKeyButton, callbacks.newApiKey())]]),
      [button(texts.back, callbacks.balance()), button(texts.home, callbacks.home())],
    ],
  };
});

/** Asks for a name, and then what the key may do. */
export const newApiKeyScreen = screen('newApiKey', async (visit): Promise<View> => {
  const { texts } = visit;
  const step = await visit.step();
  const name = step?.kind === 'type_key_name' ? step.typed : undefined;
  return {
    text: name ? texts.askKeyScopes(name) : texts.askKeyName,
    buttons: [
      ...(name
        ? [
            [button(texts.keyBuysButton, callbacks.makeApiKey({ buys: true }))],
            [button(texts.keyLooksButton, callbacks.makeApiKey({ buys: false }))],
          ]
        : []),
      toKeys(texts),
    ],
    step: { kind: 'type_key_name', ...(name ? { typed: name } : {}) },
  };
});

/** The key stands in this one message and nowhere else. Pressed twice, its name is taken. */
export const makeApiKeyScreen = screen('makeApiKey', async (visit, { buys }): Promise<Answer> => {
  const { app, user, texts } = visit;
  const step = await visit.step();
  if (step?.kind !== 'type_key_name' || !step.typed) return { go: callbacks.newApiKey() };
  const made = await createResaleKey(app, {
    userId: user.id,
    name: step.typed,
    scopes: buys ? ['BUY', 'READ'] : ['READ'],
    actor: { type: 'USER', id: String(user.id) },
  });
  if (made.kind === 'invalid') return { go: callbacks.apiKeys(), toast: keyProblem(texts, made.problem) };
  const baseUrl = baseUrlOf(app.publicUrl);
  return {
    text: texts.apiKeyMade({ name: made.row.name, key: made.key, baseUrl }),
    buttons: [
      ...copyRow(texts.copyKey, made.key),
      ...(baseUrl ? copyRow(texts.copyAddress, baseUrl) : []),
      [button(texts.openKeyButton, callbacks.apiKey({ key: made.row.id }))],
      toKeys(texts),
    ],
  };
});

export const apiKeyScreen = screen('apiKey', async (visit, { key }): Promise<Answer> => {
  const row = await findOwnKey(visit, key);
  return row ? cardOf(visit, row) : keyGone(visit);
});

export const setApiKeyScreen = screen('setApiKey', async (visit, { key, choice }): Promise<Answer> => {
  const [field = '', value = ''] = choice.split('-');
  const change = choiceOf(visit, field, value);
  if (!change) return { go: callbacks.apiKey({ key }) };
  return save(visit, key, change);
});

export const askApiKeyScreen = screen('askApiKey', async (visit, { key, field }): Promise<Answer> => {
  const { texts } = visit;
  const row = await findOwnKey(visit, key);
  if (!row) return keyGone(visit);
  const back = [button(texts.back, callbacks.apiKey({ key }))];
  if (field === 'expiry') {
    const choices = EXPIRIES.map((days) =>
      button(texts.keyExpiryButton(days), callbacks.setApiKey({ key, choice: `${field}-${days}` })),
    );
    return { text: lines(texts.askKeyField.expiry), buttons: [...rowsOf(choices, 2), back] };
  }
  if (!isTyped(field)) return { go: callbacks.apiKey({ key }) };
  return { text: lines(texts.askKeyField[field]), buttons: [back], step: { kind: 'type_key_field', key, field } };
});

export const typedApiKeyScreen = screen('typedApiKey', async (visit, { key, field }): Promise<Answer> => {
  const step = await visit.step();
  const typed = step?.kind === 'type_key_field' && step.key === key && step.field === field ? step.typed : undefined;
  if (!typed || !isTyped(field)) return { go: callbacks.askApiKey({ key, field }) };
  if (field === 'webhook') return saveWebhook(visit, key, typed);
  const change = typedChange(field, typed);
  if (change) return save(visit, key, change, field);
  const { texts } = visit;
  return {
    text: lines(texts.amountUnread, '', texts.askKeyField[field]),
    buttons: [[button(texts.back, callbacks.apiKey({ key }))]],
    step: { kind: 'type_key_field', key, field },
  };
});

export const endApiKeyScreen = screen('endApiKey', async (visit, { key }): Promise<Answer> => {
  const { texts } = visit;
  const row = await findOwnKey(visit, key);
  if (!row) return keyGone(visit);
  return {
    text: texts.askEndKey(row.name),
    buttons: [
      [button(texts.endKeyButton, callbacks.apiKeyEnded({ key }))],
      [button(texts.back, callbacks.apiKey({ key }))],
    ],
  };
});

export const apiKeyEndedScreen = screen('apiKeyEnded', async ({ app, user, texts }, { key }): Promise<Answer> => {
  const actor = { type: 'USER', id: String(user.id) } as const;
  const { kind } = await revokeResaleKey(app, { id: key, userId: user.id, actor });
  return { go: callbacks.apiKeys(), toast: kind === 'revoked' ? texts.keyEnded : texts.keyGone };
});

async function cardOf({ app, texts }: Visit, row: ResaleKeyRow, above?: Rich | string): Promise<View> {
  const now = app.clock.now();
  const since = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  const usage = await readResaleUsage(app.db, { keyId: row.id, since });
  const id = { key: row.id };
  const set = (field: string, value: string) => callbacks.setApiKey({ ...id, choice: `${field}-${value}` });
  const ask = (field: string) => callbacks.askApiKey({ ...id, field });
  const labels = texts.keyButtons;
  return {
    text: lines(above, above && '', texts.apiKeyCard({ ...row, ...usage, now })),
    buttons: [
      [button(labels.name, ask('name')), button(labels.expiry, ask('expiry'))],
      [button(labels.addresses, ask('addresses')), button(labels.cap, ask('cap'))],
      [row.isQuiet ? button(labels.tell, set('quiet', '0')) : button(labels.quiet, set('quiet', '1'))],
      [
        row.wording === 'CLASSIC'
          ? button(labels.hero, set('wording', 'HERO'))
          : button(labels.classic, set('wording', 'CLASSIC')),
        row.repeatedOrder === 'SAME'
          ? button(labels.refuse, set('repeated', 'REFUSE'))
          : button(labels.same, set('repeated', 'SAME')),
      ],
      ...(row.scopes.includes('BUY') ? [[button(labels.webhook, callbacks.keyWebhook(id))]] : []),
      [button(labels.end, callbacks.endApiKey(id))],
      [button(texts.refresh, callbacks.apiKey(id)), ...toKeys(texts)],
    ],
  };
}

async function save(visit: Visit, id: number, change: ResaleKeyChange, field?: Typed): Promise<Answer> {
  const { app, user, texts } = visit;
  const actor = { type: 'USER', id: String(user.id) } as const;
  const outcome = await changeResaleKey(app, { id, userId: user.id, change, actor });
  if (outcome.kind === 'not_found') return keyGone(visit);
  if (outcome.kind === 'changed') return cardOf(visit, outcome.row, texts.keySaved);
  const words = keyProblem(texts, outcome.problem);
  if (!field) return { go: callbacks.apiKey({ key: id }), toast: words };
  return {
    text: lines(words, '', texts.askKeyField[field]),
    buttons: [[button(texts.back, callbacks.apiKey({ key: id }))]],
    step: { kind: 'type_key_field', key: id, field },
  };
}

/** What a button of the card sets; undefined for whatever no button of ours could say. */
function choiceOf({ app }: Visit, field: string, value: string): ResaleKeyChange | undefined {
  if (field === 'quiet') return { isQuiet: value === '1' };
  if (field === 'wording' && (value === 'CLASSIC' || value === 'HERO')) return { wording: value };
  if (field === 'repeated' && (value === 'SAME' || value === 'REFUSE')) return { repeatedOrder: value };
  const days = Number(value);
  if (field !== 'expiry' || !EXPIRIES.includes(days)) return undefined;
  return { expiresAt: days === 0 ? null : addMs(app.clock.now(), days * DAY_MS) };
}

/** Undefined: no amount can be read in it. */
function typedChange(field: Exclude<Typed, 'webhook'>, typed: string): ResaleKeyChange | undefined {
  if (field === 'name') return { name: typed };
  if (field === 'addresses') return { addresses: NONE.test(typed) ? [] : typed.split(/[\s,;،]+/).filter(Boolean) };
  const dailyCap = NONE.test(typed) ? null : readTypedAmount(typed);
  return dailyCap === undefined ? undefined : { dailyCap };
}

function isTyped(field: string): field is Typed {
  return (TYPED as readonly string[]).includes(field);
}

function toKeys(texts: Texts) {
  return [button(texts.back, callbacks.apiKeys())];
}

/** Where programs that speak handler_api are pointed to; undefined where nobody reaches this shop. */
function baseUrlOf(publicUrl: string | undefined): string | undefined {
  return publicUrl && `${publicUrl}/stubs/handler_api.php`;
}
