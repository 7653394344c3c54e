import type { App } from '../../app';
import type { AppliedMessage, MessageOfReservation } from '../../database/acts/received-codes';
import type { MessageCandidate } from '../../database/stores/messages';
import { withAsciiDigits } from '../../domain/message/ascii-digits';
import { chooseReservation } from '../../domain/message/choose-reservation';
import { extractCode } from '../../domain/message/extract-code';
import { namesService } from '../../domain/message/names-service';
import type { OrphanReason } from '../../domain/message/orphan-reasons';
import { matchPattern } from '../../platform/match-pattern';

/** What became of a batch. `completed` reservations were waiting for exactly this. */
export interface AppliedMessages {
  readonly messages: number;
  readonly completed: number;
  readonly appended: number;
  readonly late: number;
  readonly orphans: number;
}

type Fate = 'completed' | 'appended' | 'late' | 'orphans' | 'messages';
const AT_ONCE = 4;
/** So many meet their reservations in one transaction; their wallets are locked for as long. */
const MOST_TOGETHER = 25;

/** Gives each message to the one reservation that it belongs to. Messages of one reservation go in order. */
export async function applyCandidates(app: App, rows: readonly MessageCandidate[]): Promise<AppliedMessages> {
  const counts = { messages: 0, completed: 0, appended: 0, late: 0, orphans: 0 };
  if (rows.length === 0) return counts;
  const ofReservations = new Map<bigint, MessageOfReservation[]>();
  const strays: MessageCandidate[] = [];
  const unclear: Orphan[] = [];
  for (const candidates of byMessage(rows)) {
    const decision = isStray(candidates) ? 'stray' : decide(candidates);
    if (decision === 'stray') strays.push(candidates[0]!);
    else if ('reason' in decision) unclear.push(decision);
    else addTo(ofReservations, decision.reservationId, decision);
  }
  counts.messages += strays.length + unclear.length;
  counts.orphans += strays.length + unclear.length;
  const batches = togetherOf([...ofReservations.values()]);
  const work = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      for (const fate of await applyBatch(app, batch)) {
        counts.messages += 1;
        if (fate !== 'messages') counts[fate] += 1;
      }
    }
  };
  await Promise.all([
    markStrays(app, strays),
    markUnclear(app, unclear),
    ...Array.from({ length: Math.min(AT_ONCE, batches.length) }, work),
  ]);
  return counts;
}

function addTo<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/** Batches for a transaction each; the messages of a reservation are in one. */
function togetherOf(groups: readonly MessageOfReservation[][]): MessageOfReservation[][] {
  const batches: MessageOfReservation[][] = [];
  for (const group of groups) {
    const last = batches.at(-1);
    if (last && last.length + group.length <= MOST_TOGETHER) last.push(...group);
    else batches.push([...group]);
  }
  return batches;
}

/** A number that nobody has: most of what reaches a bank of SIMs. */
const isStray = (candidates: readonly MessageCandidate[]) => candidates.every((row) => row.reservationId === null);

/** In one statement for all. One that was an orphan before and still is needs no new word. */
async function markStrays(app: App, strays: readonly MessageCandidate[]): Promise<void> {
  const fresh = strays.filter(({ isNew }) => isNew);
  if (fresh.length === 0) return;
  const marked = fresh.map((row) => ({ id: row.messageId, code: codeOf(row) }));
  await app.db.messages.markStrays(marked, app.clock.now());
}

/** Of which nobody can say whose they are. */
async function markUnclear(app: App, unclear: readonly Orphan[]): Promise<void> {
  for (const { messageId, reason, code } of unclear)
    await app.db.messages.markOrphan(messageId, reason, code, app.clock.now());
}

function byMessage(rows: readonly MessageCandidate[]): MessageCandidate[][] {
  const groups = new Map<bigint, MessageCandidate[]>();
  for (const row of rows) addTo(groups, row.messageId, row);
  return [...groups.values()];
}

interface Orphan {
  readonly messageId: bigint;
  readonly reason: OrphanReason;
  readonly code: string | undefined;
}

function decide(candidates: readonly MessageCandidate[]): MessageOfReservation | Orphan {
  const message = candidates[0]!;
  const { messageId } = message;
  const found = candidates.filter((row) => row.reservationId !== null);
  const usable = found.filter((row) => !row.isOlder);
  const choice = usable.length > 0 ? chooseReservation(usable.map(asClaimant)) : undefined;
  if (choice?.kind === 'chosen') {
    const { reservationId } = choice;
    return { messageId, reservationId, code: codeOf(usable.find((row) => row.reservationId === reservationId)!) };
  }
  const reason = choice?.kind === 'ambiguous' ? 'AMBIGUOUS' : 'OLDER_THAN_RESERVATION';
  return { messageId, reason, code: codeOf(message) };
}

function asClaimant(row: MessageCandidate) {
  return {
    reservationId: row.reservationId!,
    serviceId: row.serviceId!,
    isLive: row.status !== 'EXPIRED' && row.status !== 'CANCELED',
    fits:
      namesService(row.text, row.serviceName!) ||
      (row.codePattern !== null && matchPattern(row.codePattern, withAsciiDigits(row.text)) !== undefined),
  };
}

function codeOf(row: MessageCandidate): string | undefined {
  return extractCode({ text: row.text, providerCode: row.providerCode, pattern: row.codePattern }, matchPattern);
}

/** One that fails undoes all of its batch, so they go one by one then; what still fails is left to the job. */
async function applyBatch(app: App, batch: readonly MessageOfReservation[]): Promise<Fate[]> {
  try {
    return await applyTogether(app, batch);
  } catch (err) {
    if (batch.length === 1) throw err;
    app.log.warn(
      { err, messages: batch.length },
      'messages could not be applied together; they are applied one by one',
    );
  }
  const fates: Fate[] = [];
  const failed = new Map<bigint, unknown>();
  for (const one of batch) {
    if (failed.has(one.reservationId)) continue;
    try {
      fates.push(...(await applyTogether(app, [one])));
    } catch (err) {
      failed.set(one.reservationId, err);
    }
  }
  for (const err of failed.values()) throw err;
  return fates;
}

async function applyTogether(app: App, batch: readonly MessageOfReservation[]): Promise<Fate[]> {
  const { maxUsesOfNumber: maxUses, lateCodeWindowS: lateWindowS } = await app.settings();
  const outcomes = await app.db.receivedCodes.applyMessages(batch, { now: app.clock.now(), maxUses, lateWindowS });
  if (outcomes.some(({ kind }) => kind === 'captured' || kind === 'appended' || kind === 'late')) app.wake('outbox');
  return outcomes.map(({ kind }, index) => {
    if (kind === 'captured') {
      const { reservationId: reservation, messageId: message } = batch[index]!;
      app.log.info({ reservation, message }, 'a code arrived and was paid');
    }
    return FATES[kind];
  });
}

const FATES: Readonly<Record<AppliedMessage['kind'], Fate>> = {
  captured: 'completed',
  appended: 'appended',
  late: 'late',
  too_late: 'orphans',
  already_applied: 'messages',
};
