import type { ResaleKeyRow } from '../../database/stores/resale';
import { ORDER_EVENT_TYPES } from '../../domain/event-types';
import {
  dropResaleWebhook,
  findResaleWebhook,
  listWebhookDeliveries,
  rotateWebhookSecretOfKey,
  setResaleWebhook,
  testResaleWebhook,
} from '../../usecases/resale/resale-webhook';
import { callbacks } from '../callbacks';
import type { Texts } from '../texts';
import { lines } from '../texts/rich';
import { findOwnKey, keyGone, keyProblem } from './own-key';
import { screen, type Visit } from './screen';
import { type Answer, button, copyRow, type View } from './view';

/** So many of the newest deliveries are shown. */
const SHOWN = 5;
const WEBHOOK_ACTS = ['sms', 'all', 'test', 'secret', 'drop'] as const;
type WebhookAct = (typeof WEBHOOK_ACTS)[number];

/** Where the program of a key is told of its orders, and what became of what it was told. */
export const keyWebhookScreen = screen('keyWebhook', async (visit, { key }): Promise<Answer> => {
  const row = await findOwnKey(visit, key);
  return row ? webhookCard(visit, row) : keyGone(visit);
});

export const setKeyWebhookScreen = screen('setKeyWebhook', async (visit, { key, choice }): Promise<Answer> => {
  const row = await findOwnKey(visit, key);
  if (!row) return keyGone(visit);
  const card = () => webhookCard(visit, row);
  if (!isAct(choice)) return card();
  const { app, user, texts } = visit;
  const of = { keyId: row.id, userId: user.id };
  const author = authorOf(visit);
  const { keyWebhook: words } = texts;
  switch (choice) {
    case 'test': {
      const isSent = (await testResaleWebhook(app, of)) !== undefined;
      return { ...(await card()), toast: isSent ? words.testSent : words.none };
    }
    case 'drop':
      await dropResaleWebhook(app, of, author);
      return { ...(await card()), toast: words.dropped };
    case 'secret': {
      const secret = await rotateWebhookSecretOfKey(app, of, author);
      return secret ? secretView(texts, row, secret) : card();
    }
    default: {
      const webhook = await findResaleWebhook(app, of);
      if (!webhook) return card();
      const events = choice === 'all' ? ORDER_EVENT_TYPES : (['order.sms'] as const);
      await setResaleWebhook(app, { keyId: row.id, url: webhook.url, events }, author);
      return card();
    }
  }
});

/** The address that was typed. The secret of a new one stands in this one message and nowhere else. */
export async function saveWebhook(visit: Visit, key: number, url: string): Promise<Answer> {
  const row = await findOwnKey(visit, key);
  if (!row) return keyGone(visit);
  const { app, texts } = visit;
  const outcome = await setResaleWebhook(app, { keyId: key, url }, authorOf(visit));
  if (outcome.kind === 'not_found') return keyGone(visit);
  if (outcome.kind === 'set') return outcome.secret ? secretView(texts, row, outcome.secret) : webhookCard(visit, row);
  return {
    text: lines(keyProblem(texts, outcome.problem), '', texts.askKeyField.webhook),
    buttons: [[button(texts.back, callbacks.keyWebhook({ key }))]],
    step: { kind: 'type_key_field', key, field: 'webhook' },
  };
}

async function webhookCard({ app, texts }: Visit, row: ResaleKeyRow): Promise<View> {
  const id = { key: row.id };
  const webhook = await findResaleWebhook(app, { keyId: row.id });
  const page = { limit: SHOWN, backward: false };
  const deliveries = (await listWebhookDeliveries(app, { keyId: row.id }, { page }))?.rows ?? [];
  const { keyWebhook: words } = texts;
  const act = (label: string, choice: WebhookAct) => button(label, callbacks.setKeyWebhook({ ...id, choice }));
  const isOfAll = webhook !== undefined && webhook.events.length > 1;
  return {
    text: words.card({ name: row.name, webhook, deliveries }),
    buttons: [
      [button(words.address, callbacks.askApiKey({ ...id, field: 'webhook' }))],
      ...(webhook
        ? [
            [isOfAll ? act(words.onlySms, 'sms') : act(words.endsToo, 'all')],
            [act(words.test, 'test'), act(words.secret, 'secret')],
            [act(words.drop, 'drop')],
          ]
        : []),
      [button(texts.refresh, callbacks.keyWebhook(id)), button(texts.back, callbacks.apiKey(id))],
    ],
  };
}

function secretView(texts: Texts, row: ResaleKeyRow, secret: string): Answer {
  return {
    text: texts.keyWebhook.secretShown({ name: row.name, secret }),
    buttons: [
      ...copyRow(texts.keyWebhook.copySecret, secret),
      [button(texts.back, callbacks.keyWebhook({ key: row.id }))],
    ],
  };
}

function authorOf({ user }: Visit) {
  return { actor: { type: 'USER', id: String(user.id) } } as const;
}

function isAct(choice: string): choice is WebhookAct {
  return (WEBHOOK_ACTS as readonly string[]).includes(choice);
}
