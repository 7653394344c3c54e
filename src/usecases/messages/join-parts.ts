import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { OpenPart } from '../../database/stores/webhook-parts';
import { addMs } from '../../domain/time';
import type { PushedText } from '../../ports/sms-provider';
import { applyCandidates } from './apply-candidates';
import { dedupeKeyOf, type IncomingMessage } from './incoming-message';
import { storeOnce } from './receive-messages';

/** So long the missing part of an SMS is waited for. A code in the parts that are there must not wait for ever. */
const PATIENCE_MS = 30_000;
const GAP = ' … ';

type Pushed = PushedText & { readonly dedupeKey?: string };

/** Keeps parts of long SMS and gives what is whole: the texts that came whole, and those that this delivery completed. */
export async function joinParts(
  tx: Tx,
  o: { providerId: number; messages: readonly Pushed[]; at: Date },
): Promise<IncomingMessage[]> {
  const whole: IncomingMessage[] = [];
  for (const { part, ...message } of o.messages) {
    if (!part || message.phone === undefined) {
      whole.push(message);
      continue;
    }
    const { group, number, total } = part;
    const key = message.dedupeKey ?? dedupeKeyOf(message);
    const { phone, sender, text, receivedAt } = message;
    await tx.webhookParts.lockGroup(o.providerId, group);
    const draft = { providerId: o.providerId, dedupeKey: key, group, part: number, total, phone, sender, text };
    await tx.webhookParts.put({ ...draft, receivedAt, at: o.at });
    const open = await tx.webhookParts.listOpen(o.providerId, group);
    if (open.length === total) whole.push(await join(tx, o.providerId, open, o.at));
  }
  return whole;
}

/** Gives what is there of an SMS whose other parts stay away. */
export async function joinOverdueParts(
  app: App,
  o: { providerId: number; group: string },
): Promise<{ kind: 'joined' | 'none' }> {
  const at = app.clock.now();
  const candidates = await app.db.transact(async (tx) => {
    await tx.webhookParts.lockGroup(o.providerId, o.group);
    const open = await tx.webhookParts.listOpen(o.providerId, o.group);
    if (open.length === 0) return undefined;
    const messages = [await join(tx, o.providerId, open, at)];
    return storeOnce(app, tx, { providerId: o.providerId, source: 'WEBHOOK', messages });
  });
  if (!candidates) return { kind: 'none' };
  await applyCandidates(app, candidates);
  return { kind: 'joined' };
}

export function listOverdueParts(app: App, limit: number) {
  return app.db.webhookParts.listOverdue(addMs(app.clock.now(), -PATIENCE_MS), limit);
}

/** The identity of the whole is that of its first part. */
async function join(tx: Tx, providerId: number, parts: readonly OpenPart[], at: Date): Promise<IncomingMessage> {
  await tx.webhookParts.markJoined(
    providerId,
    parts.map(({ dedupeKey }) => dedupeKey),
    at,
  );
  const first = parts[0]!;
  let text = first.part === 1 ? '' : GAP.trimStart();
  let last = first.part - 1;
  for (const part of parts) {
    text += (part.part > last + 1 && last >= first.part ? GAP : '') + part.text;
    last = part.part;
  }
  const { dedupeKey, phone, sender, receivedAt } = first;
  return { dedupeKey, phone, text, sender: sender ?? undefined, receivedAt: receivedAt ?? undefined };
}
