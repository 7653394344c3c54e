import type { App } from '../../app';
import { type EventDeliveryRow, type EventEndpointRow, readEventDeliveries } from '../../database/queries/events';
import type { Page } from '../../database/queries/keyset';
import {
  type EventDeliveryState,
  ORDER_EVENT_TYPES,
  type OrderEventType,
  WEBHOOK_TEST,
} from '../../domain/event-types';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Problem } from '../../domain/problems';
import type { EventSender } from '../../ports/event-sender';
import type { Author } from '../catalogue/save-row';
import { deleteEndpoint, replayEvent, rotateEndpointSecret } from '../events/save-endpoint';
import { generateEventSecret } from '../events/sign-event';
import type { ResaleCaller } from './resale-caller';

/**
 * Where the program of a key is told of its orders. Not `isActive`: it took nothing for three days, or answered 410; setting
 * it anew turns it on. `problem`: what came of the last failure.
 */
export interface ResaleWebhook extends Pick<EventEndpointRow, 'url' | 'isActive' | 'failingSince' | 'problem'> {
  readonly events: readonly OrderEventType[];
}

export type SetWebhookOutcome =
  /** `secret`: of a new one, shown now and never again; undefined where there was one before, whose secret stays. */
  | { readonly kind: 'set'; readonly webhook: ResaleWebhook; readonly secret?: string }
  | { readonly kind: 'invalid'; readonly problem: Problem }
  | { readonly kind: 'not_found' };

/** What software of the trade understands, if nobody says more. */
const USUAL_EVENTS: readonly OrderEventType[] = ['order.sms'];

type Key = Pick<ResaleCaller, 'keyId'>;

export async function findResaleWebhook(app: App, { keyId }: Key): Promise<ResaleWebhook | undefined> {
  const row = await app.db.events.findOfKey(keyId);
  return row ? { ...row, events: row.events as OrderEventType[] } : undefined;
}

function senderOf({ events }: App): EventSender {
  if (!events) throw new Error('Nothing is sent to other programs here.');
  return events;
}

/**
 * An address of an order's own as it is stored, where the key has a webhook: its secret signs what is sent. `no_webhook`:
 * it has none.
 */
export async function orderWebhook(
  app: App,
  caller: Key,
  url: string,
): Promise<{ kind: 'good'; url: string } | { kind: 'no_webhook' } | { kind: 'invalid'; problem: Problem }> {
  const found = senderOf(app).addressProblem(url);
  if (found) return { kind: 'invalid', problem: { ...found, path: 'webhookUrl' } };
  return (await findResaleWebhook(app, caller)) ? { kind: 'good', url: new URL(url).href } : { kind: 'no_webhook' };
}

/** One for each key. Without `events` what it had stays; a new one is told of SMS alone. */
export async function setResaleWebhook(
  app: App,
  { keyId, ...o }: Key & { url: string; events?: readonly OrderEventType[] },
  { actor, requestId }: Author,
): Promise<SetWebhookOutcome> {
  const found = senderOf(app).addressProblem(o.url);
  if (found) return { kind: 'invalid', problem: { ...found, path: 'url' } };
  // As it is compared with what failed.
  const url = new URL(o.url).href;
  const at = app.clock.now();
  const secret = generateEventSecret();
  const sealed = senderOf(app).sealSecret(secret);
  const isNew = await app.db.transact(async (tx) => {
    const key = await tx.resale.lockKey(keyId);
    if (!key || key.revokedAt) return undefined;
    const before = await tx.events.findOfKey(keyId);
    const events = ORDER_EVENT_TYPES.filter((type) => (o.events ?? before?.events ?? USUAL_EVENTS).includes(type));
    if (before) await tx.events.updateEndpoint(before.id, keyId, { url, events, isActive: true });
    else await tx.events.insertEndpoint({ owner: keyId, url, events, sealed, at });
    const facts = { userId: String(key.userId), host: new URL(url).host, events };
    await tx.audit.write({ actor, action: 'resale_key.changed', entityId: keyId, facts, requestId, at });
    return !before;
  });
  const webhook = await findResaleWebhook(app, { keyId });
  if (isNew === undefined || !webhook) return { kind: 'not_found' };
  return { kind: 'set', webhook, ...(isNew ? { secret } : {}) };
}

/** False when there was none. What waited for it is not sent any more. */
export async function dropResaleWebhook(app: App, { keyId }: Key, author: Author): Promise<boolean> {
  const row = await app.db.events.findOfKey(keyId);
  return row !== null && deleteEndpoint(app, row.id, author, keyId);
}

/** A new secret, shown now and never again; for a day the one before signs, too. Undefined when there is no webhook. */
export async function rotateWebhookSecretOfKey(app: App, { keyId }: Key, author: Author): Promise<string | undefined> {
  const box = { seal: senderOf(app).sealSecret };
  const row = await app.db.events.findOfKey(keyId);
  const outcome = row && (await rotateEndpointSecret(app, box, { id: row.id, owner: keyId, ...author }));
  return outcome?.kind === 'made' ? outcome.secret : undefined;
}

/** Sends an event that is about no order, as any other is sent. Gives its delivery; undefined when there is no webhook. */
export async function testResaleWebhook(
  app: App,
  { keyId, userId }: Pick<ResaleCaller, 'keyId' | 'userId'>,
): Promise<EventDeliveryRow | undefined> {
  const row = await app.db.events.findOfKey(keyId);
  if (!row) return undefined;
  const of = { endpointId: row.id, resaleKeyId: keyId, buyerId: userId };
  const id = await app.db.transact((tx) => tx.events.putForOne({ type: WEBHOOK_TEST, ...of, at: app.clock.now() }));
  return findDelivery(app, row.id, id);
}

/** What became of what was sent to the webhook of a key and to its orders' own addresses, newest first. */
export async function listWebhookDeliveries(
  app: App,
  { keyId }: Key,
  { states, page }: { states?: readonly EventDeliveryState[]; page: PageRequest },
): Promise<Page<EventDeliveryRow> | undefined> {
  const row = await app.db.events.findOfKey(keyId);
  return row ? readEventDeliveries(app.db, { filter: { endpointId: row.id, states }, page }) : undefined;
}

/** Sends one once more, with the same webhook-id. Undefined when the key has no such delivery. */
export async function redeliverToWebhook(
  app: App,
  { keyId }: Key,
  id: bigint,
  author: Author,
): Promise<EventDeliveryRow | undefined> {
  const row = await app.db.events.findOfKey(keyId);
  if (!row || !(await replayEvent(app, id, author, row.id))) return undefined;
  return findDelivery(app, row.id, id);
}

async function findDelivery(app: App, endpointId: number, id: bigint): Promise<EventDeliveryRow | undefined> {
  const page = { limit: 1, backward: false } as const;
  return (await readEventDeliveries(app.db, { filter: { endpointId, id }, page })).rows[0];
}
