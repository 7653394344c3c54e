import { z } from 'zod';
import type { EventDeliveryRow } from '../../../../database/queries/events';
import { EVENT_DELIVERY_STATES } from '../../../../domain/event-types';
import { BadCursorError, MAX_PAGE } from '../../../../domain/paging/page-request';
import {
  dropResaleWebhook,
  findResaleWebhook,
  listWebhookDeliveries,
  redeliverToWebhook,
  rotateWebhookSecretOfKey,
  setResaleWebhook,
  testResaleWebhook,
} from '../../../../usecases/resale/resale-webhook';
import { json, operation, type RestAnswer } from '../operation';
import { invalid, invalidBody, problem } from '../problems';
import { Delivery, deliveryShape, Webhook, WebhookWish, webhookShape } from '../shapes';

const done = (description: string, schema: z.ZodType) => ({ 200: { description, schema } });

export const setWebhook = operation({
  id: 'setWebhook',
  method: 'put',
  path: '/webhook',
  tag: 'Webhook',
  summary: 'Be told of the orders of this key at an address',
  description:
    'The secret that signs (Standard Webhooks) is shown with a new webhook alone. Set again, it keeps its secret and is turned on. Only addresses of the public internet are called.',
  isBuying: true,
  cost: 'buy',
  body: WebhookWish,
  answers: done('As it stands.', Webhook),
  problems: [],
  // In the sandbox only this computer is called.
  example: { url: 'http://127.0.0.1:8080/hook' },
  async handle({ app, caller, body, author }) {
    const outcome = await setResaleWebhook(app, { keyId: caller.keyId, ...body }, author);
    if (outcome.kind === 'invalid') return invalidBody(outcome.problem);
    return outcome.kind === 'set' ? json(webhookShape(outcome.webhook, outcome.secret)) : problem('unauthorized');
  },
});

export const getWebhook = operation({
  id: 'getWebhook',
  method: 'get',
  path: '/webhook',
  tag: 'Webhook',
  summary: 'Where this key is told of its orders',
  cost: 'read',
  answers: done('As it stands.', Webhook),
  problems: ['webhook_not_found'],
  async handle({ app, caller }) {
    const webhook = await findResaleWebhook(app, caller);
    return webhook ? json(webhookShape(webhook)) : problem('webhook_not_found');
  },
});

export const rotateSecret = operation({
  id: 'rotateWebhookSecret',
  method: 'post',
  path: '/webhook/secret',
  tag: 'Webhook',
  summary: 'A new secret; for a day the one before signs, too',
  isBuying: true,
  cost: 'buy',
  answers: done('With the new secret, shown now alone.', Webhook),
  problems: ['webhook_not_found'],
  async handle({ app, caller, author }) {
    const secret = await rotateWebhookSecretOfKey(app, caller, author);
    const webhook = secret && (await findResaleWebhook(app, caller));
    return webhook ? json(webhookShape(webhook, secret)) : problem('webhook_not_found');
  },
});

export const testWebhook = operation({
  id: 'testWebhook',
  method: 'post',
  path: '/webhook/test',
  tag: 'Webhook',
  summary: 'Have a test sent, in the form of an SMS for nobody’s order',
  description:
    'Its `type` is `webhook.test`, its `activationId` 0. It is sent as all others are, within a second or two.',
  isBuying: true,
  cost: 'buy',
  answers: done('It is on its way.', Delivery),
  problems: ['webhook_not_found'],
  handle: async ({ app, caller }) => shown(await testResaleWebhook(app, caller), 'webhook_not_found'),
});

export const listDeliveries = operation({
  id: 'listWebhookDeliveries',
  method: 'get',
  path: '/webhook/deliveries',
  tag: 'Webhook',
  summary: 'What was sent, and what came of it, newest first',
  description: 'Also what went to addresses of orders of their own. Kept for as long as events are.',
  cost: 'read',
  query: z.strictObject({
    state: z.enum(EVENT_DELIVERY_STATES).optional(),
    cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(25),
  }),
  answers: done('A page.', z.strictObject({ data: z.array(Delivery), nextCursor: z.string().nullable() })),
  problems: ['webhook_not_found'],
  async handle({ app, caller, query: { state, cursor: after, limit } }) {
    const page = { limit, backward: false, after };
    try {
      const found = await listWebhookDeliveries(app, caller, { states: state && [state], page });
      if (!found) return problem('webhook_not_found');
      const nextCursor = found.hasNext ? found.cursors.at(-1)! : null;
      return json({ data: found.rows.map(deliveryShape), nextCursor });
    } catch (error) {
      if (!(error instanceof BadCursorError)) throw error;
      return invalid({ path: 'query.cursor', message: error.message });
    }
  },
});

export const redeliver = operation({
  id: 'redeliverWebhook',
  method: 'post',
  path: '/webhook/deliveries/{id}/redeliver',
  tag: 'Webhook',
  summary: 'Send one once more, under the same webhook-id',
  isBuying: true,
  cost: 'buy',
  params: z.strictObject({ id: z.string().regex(/^\d{1,18}$/) }),
  answers: done('It is on its way.', Delivery),
  problems: ['delivery_not_found'],
  handle: async ({ app, caller, params, author }) =>
    shown(await redeliverToWebhook(app, caller, BigInt(params.id), author), 'delivery_not_found'),
});

export const dropWebhook = operation({
  id: 'dropWebhook',
  method: 'delete',
  path: '/webhook',
  tag: 'Webhook',
  summary: 'Be told no more; what waits is not sent, and its secret is gone',
  isBuying: true,
  cost: 'buy',
  answers: done('Gone.', z.strictObject({})),
  problems: ['webhook_not_found'],
  handle: async ({ app, caller, author }) =>
    (await dropResaleWebhook(app, caller, author)) ? json({}) : problem('webhook_not_found'),
});

const shown = (row: EventDeliveryRow | undefined, otherwise: 'webhook_not_found' | 'delivery_not_found'): RestAnswer =>
  row ? json(deliveryShape(row)) : problem(otherwise);
