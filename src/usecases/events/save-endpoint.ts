import { z } from 'zod';
import type { App } from '../../app';
import type { EndpointOwner } from '../../database/stores/events';
import { EVENT_TYPES } from '../../domain/event-types';
import { problemAt } from '../../domain/problems';
import { HOUR_MS } from '../../domain/time';
import type { SecretBox } from '../../platform/secret-box';
import { says } from '../../resources/kit/zod-problems';
import { type Author, checked, type SaveOutcome } from '../catalogue/save-row';
import { generateEventSecret } from './sign-event';

const LONGEST_OVERLAP_HOURS = 168;
const MOST_REPLAYED = 50_000;

const events = z
  .array(z.enum(EVENT_TYPES, says('choose_among', { names: EVENT_TYPES.join(', ') })))
  .min(1, says('no_event'))
  .transform((given) => [...new Set(given)]);
const draft = z.object({ url: z.string(), events });
const changes = z.object({ url: z.string().optional(), events: events.optional(), isActive: z.boolean().optional() });

export type EndpointDraft = z.input<typeof draft>;
export type EndpointChanges = z.input<typeof changes>;

export type MadeEndpoint =
  /** The secret is shown now and never again. */
  { readonly kind: 'made'; readonly id: number; readonly secret: string } | Exclude<SaveOutcome, { kind: 'saved' }>;

/** A program that is told of events from now on. */
export async function createEndpoint(
  app: App,
  box: SecretBox,
  input: EndpointDraft,
  author: Author,
): Promise<MadeEndpoint> {
  const secret = generateEventSecret();
  const outcome = await checked(draft, input, async ({ url, events: wanted }): Promise<SaveOutcome> => {
    const problem = app.events?.addressProblem(url);
    if (problem) return { kind: 'invalid', problem: { ...problem, path: 'url' } };
    const at = app.clock.now();
    return app.db.transact(async (tx): Promise<SaveOutcome> => {
      const id = await tx.events.insertEndpoint({ owner: null, url, events: wanted, sealed: box.seal(secret), at });
      await tx.audit.write({
        ...author,
        action: 'event_endpoint.created',
        entityId: id,
        facts: { host: new URL(url).host, events: wanted },
        at,
      });
      return { kind: 'saved', id };
    });
  });
  return outcome.kind === 'saved' ? { kind: 'made', id: outcome.id, secret } : outcome;
}

/** What is left out stays as it is. Turned on again, an endpoint gets what waits for it. */
export function updateEndpoint(app: App, id: number, input: EndpointChanges, author: Author): Promise<SaveOutcome> {
  return checked(changes, input, async (values): Promise<SaveOutcome> => {
    const problem = values.url === undefined ? undefined : app.events?.addressProblem(values.url);
    if (problem) return { kind: 'invalid', problem: { ...problem, path: 'url' } };
    const at = app.clock.now();
    const { url, ...others } = values;
    return app.db.transact(async (tx): Promise<SaveOutcome> => {
      if (!(await tx.events.updateEndpoint(id, null, values))) return { kind: 'not_found', entity: 'event endpoint' };
      const facts = { ...others, ...(url ? { host: new URL(url).host } : {}) };
      await tx.audit.write({ ...author, action: 'event_endpoint.updated', entityId: id, facts, at });
      if (values.isActive) await tx.alerts.clear(`event_endpoint_off:${id}`);
      return { kind: 'saved', id };
    });
  });
}

/** A new secret; what is sent in the next hours is signed with both, so that the receiver can change over. */
export async function rotateEndpointSecret(
  app: App,
  box: Pick<SecretBox, 'seal'>,
  {
    id,
    owner = null,
    overlapHours = 24,
    ...author
  }: { id: number; owner?: EndpointOwner; overlapHours?: number } & Author,
): Promise<MadeEndpoint> {
  if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > LONGEST_OVERLAP_HOURS)
    return { kind: 'invalid', problem: problemAt('overlapHours', 'hours', { least: 0, most: LONGEST_OVERLAP_HOURS }) };
  const secret = generateEventSecret();
  const at = app.clock.now();
  const isThere = await app.db.transact(async (tx) => {
    const until = new Date(at.getTime() + overlapHours * HOUR_MS);
    if (!(await tx.events.rotateSecret(id, owner, box.seal(secret), until))) return false;
    await tx.audit.write({
      ...author,
      action: 'event_endpoint.secret_rotated',
      entityId: id,
      facts: { overlapHours },
      at,
    });
    return true;
  });
  return isThere ? { kind: 'made', id, secret } : { kind: 'not_found', entity: 'event endpoint' };
}

/** It is told nothing more, and what became of its deliveries is forgotten. */
export async function deleteEndpoint(
  app: App,
  id: number,
  author: Author,
  owner: EndpointOwner = null,
): Promise<boolean> {
  const at = app.clock.now();
  return app.db.transact(async (tx) => {
    if (!(await tx.events.deleteEndpoint(id, owner))) return false;
    await tx.audit.write({ ...author, action: 'event_endpoint.deleted', entityId: id, facts: {}, at });
    return true;
  });
}

export type ReplayOutcome =
  /** `moreSince`: there is more, from then on. */
  | { readonly kind: 'replayed'; readonly count: number; readonly moreSince: Date | null }
  | { readonly kind: 'not_found' };

/**
 * Sends an endpoint once more what it wants of all that happened from then on, with the same webhook-ids: also what happened
 * while it was off or not there yet. At most 50 000 at once, twenty a second beside what happens now.
 */
export async function replayEvents(
  app: App,
  { endpointId, since }: { endpointId: number; since: Date },
  author: Author,
): Promise<ReplayOutcome> {
  const at = app.clock.now();
  return app.db.transact(async (tx): Promise<ReplayOutcome> => {
    const replayed = await tx.events.replayAll({ endpointId, since, limit: MOST_REPLAYED, now: at });
    if (!replayed) return { kind: 'not_found' };
    const facts = { since: since.toISOString(), count: replayed.count };
    await tx.audit.write({ ...author, action: 'event_endpoint.replayed', entityId: endpointId, facts, at });
    return { kind: 'replayed', ...replayed };
  });
}

/**
 * Sends one event once more, with the same webhook-id: a receiver that has it knows it again. `endpointId`: only one that
 * went there.
 */
export async function replayEvent(app: App, id: bigint, author: Author, endpointId?: number): Promise<boolean> {
  const at = app.clock.now();
  return app.db.transact(async (tx) => {
    if (!(await tx.events.replay(id, at, endpointId))) return false;
    await tx.audit.write({ ...author, action: 'event_delivery.replayed', entityId: id, facts: {}, at });
    return true;
  });
}
