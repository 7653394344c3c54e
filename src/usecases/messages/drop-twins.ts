import { createHash } from 'node:crypto';
import type { App } from '../../app';
import type { Tx } from '../../database/database';
import { extractCode } from '../../domain/message/extract-code';
import { type Feed, pairTwins } from '../../domain/message/pair-twins';
import { sameSms } from '../../domain/message/read-post';
import { addMs } from '../../domain/time';
import { matchPattern } from '../../platform/match-pattern';
import { dedupeKeyOf, type IncomingMessage } from './incoming-message';

/** What a chat repeats comes within minutes; later an equal text is a new SMS. */
export const TWIN_WINDOW_MS = 600_000;

/**
 * Leaves out what is known from another side: a chat shows an SMS without the supplier's id for it, so phone and code tell
 * that both mean the same one. Call it in the transaction that stores the rest.
 */
export async function dropTwins(
  app: App,
  tx: Tx,
  o: { providerId: number; feed: Feed; messages: readonly IncomingMessage[] },
): Promise<IncomingMessage[]> {
  const now = app.clock.now();
  const keyed = o.messages.map((message) => ({
    message,
    dedupeKey: message.dedupeKey ?? dedupeKeyOf(message),
    twinKey: twinKeyOf(message),
  }));
  const told = keyed.flatMap(({ dedupeKey, twinKey }) => (twinKey === undefined ? [] : [{ dedupeKey, twinKey }]));
  if (told.length === 0) return [...o.messages];
  const twinKeys = told.map(({ twinKey }) => twinKey);
  await tx.mirroredMessages.lock(o.providerId, twinKeys);
  const known = await tx.mirroredMessages.listKnown(
    o.providerId,
    told.map(({ dedupeKey }) => dedupeKey),
  );
  const knownKeys = new Set(known.map(({ dedupeKey }) => dedupeKey));
  const unique = new Map(told.map((one) => [one.dedupeKey, one]));
  const fresh = [...unique.values()].filter(({ dedupeKey }) => !knownKeys.has(dedupeKey));
  const recent = await tx.mirroredMessages.listRecent(o.providerId, twinKeys, addMs(now, -TWIN_WINDOW_MS));
  const messages = pairTwins(fresh, o.feed, recent);
  if (messages.length > 0) await tx.mirroredMessages.put(o.providerId, messages, now);
  const twins = new Set([...known, ...messages].filter((one) => one.twinOf !== null).map((one) => one.dedupeKey));
  return keyed.filter(({ dedupeKey }) => !twins.has(dedupeKey)).map(({ message }) => message);
}

/** Undefined for a message that names no phone: it cannot be compared. */
export function twinKeyOf({ phone, text, code }: IncomingMessage): string | undefined {
  if (phone === undefined) return undefined;
  const found = extractCode({ text, providerCode: code, pattern: null }, matchPattern);
  return createHash('sha256')
    .update(sameSms(phone, found, text))
    .digest('hex');
}
