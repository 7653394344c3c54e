import { createHash } from 'node:crypto';
import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { KeptPart, PartDraft } from '../../database/stores/message-parts';
import type { MessageSource } from '../../domain/enum-values';
import { addMs } from '../../domain/time';
import type { MessagePart } from '../../ports/sms-provider';
import { applyCandidates } from './apply-candidates';
import { dedupeKeyOf, type IncomingMessage } from './incoming-message';
import { REPEAT_MS } from './repeats';
import { storeOnce } from './store-messages';

const GAP = ' … ';

/** What an inbox handed over: an SMS, or one part of a long one. */
export type Arrival = IncomingMessage & { readonly part?: MessagePart };

/**
 * Keeps parts of long SMS and gives what is whole: the texts that came whole, and those that these parts completed. Call it in
 * the transaction that stores the rest. A part without a phone belongs to nobody else's and passes as it is.
 */
export async function joinParts(
  tx: Tx,
  o: { providerId: number; source: MessageSource; messages: readonly Arrival[]; at: Date },
): Promise<IncomingMessage[]> {
  const parts = o.messages.flatMap((message) => draftOf(message) ?? []);
  const whole = o.messages.filter((message) => !draftOf(message)).map(({ part: _, ...message }) => message);
  if (parts.length === 0) return whole;
  const repeatMs = o.source === 'LINK' ? REPEAT_MS : undefined;
  const kept = await tx.messageParts.take({ ...o, parts, repeatMs });
  return [...whole, ...split(kept).map(join)];
}

/** Gives what is there of an SMS whose other parts stay away; the message says that it is incomplete. */
export async function joinOverdueParts(
  app: App,
  o: { providerId: number; group: string },
): Promise<{ kind: 'joined' | 'none' }> {
  const at = app.clock.now();
  const candidates = await app.db.transact(async (tx) => {
    await tx.messageParts.lockGroup(o.providerId, o.group);
    const open = await tx.messageParts.listOpen(o.providerId, o.group);
    if (open.length === 0) return undefined;
    const keys = open.map(({ dedupeKey }) => dedupeKey);
    await tx.messageParts.markJoined(o.providerId, keys, at);
    return storeOnce(app, tx, { providerId: o.providerId, source: open[0]!.source, messages: [join(open)] });
  });
  if (!candidates) return { kind: 'none' };
  await applyCandidates(app, candidates);
  return { kind: 'joined' };
}

/** A code in the parts that are there must not wait for ever. */
export async function listOverdueParts(app: App, limit: number) {
  const { partPatienceS } = await app.settings();
  return app.db.messageParts.listOverdue(addMs(app.clock.now(), -partPatienceS * 1000), limit);
}

/** Undefined for a message that is no part, or that cannot be put to others. */
function draftOf({ part, ...message }: Arrival): PartDraft | undefined {
  const { phone, sender, text, receivedAt, externalId } = message;
  if (!part || phone === undefined) return undefined;
  const { number, total } = part;
  const group = [sender ?? '', phone, part.group, total].join(':');
  // Parts of one SMS may say the same, so that the text alone does not tell them apart.
  const told = [group, number, text, receivedAt?.toISOString() ?? ''].join('\n');
  const key = externalId ? dedupeKeyOf(message) : `part:${createHash('sha256').update(told).digest('hex')}`;
  return { dedupeKey: message.dedupeKey ?? key, group, part: number, total, phone, sender, text, receivedAt };
}

/** Parts one SMS after the other: each begins anew where the number does not rise. */
function split(parts: readonly KeptPart[]): KeptPart[][] {
  const groups: KeptPart[][] = [];
  let last: KeptPart | undefined;
  for (const part of parts) {
    if (last && last.groupKey === part.groupKey && part.part > last.part) groups.at(-1)!.push(part);
    else groups.push([part]);
    last = part;
  }
  return groups;
}

/** The identity of the whole is that of its first part; over a link, where the same SMS may be sent anew, with its time. */
function join(parts: readonly KeptPart[]): IncomingMessage {
  const first = parts[0]!;
  let text = first.part === 1 ? '' : GAP.trimStart();
  let last = first.part - 1;
  for (const part of parts) {
    text += (part.part > last + 1 && last >= first.part ? GAP : '') + part.text;
    last = part.part;
  }
  const isIncomplete = parts.length < first.total;
  if (isIncomplete && last < first.total) text += GAP.trimEnd();
  const { phone, sender, receivedAt, source, storedAt } = first;
  const dedupeKey = source === 'LINK' ? `${first.dedupeKey}:${storedAt.getTime()}` : first.dedupeKey;
  return { dedupeKey, phone, text, sender: sender ?? undefined, receivedAt: receivedAt ?? undefined, isIncomplete };
}
