import type { App } from '../../app';
import type { MessageCandidate } from '../../database/stores/messages';
import { withAsciiDigits } from '../../domain/message/ascii-digits';
import { chooseReservation } from '../../domain/message/choose-reservation';
import { extractCode } from '../../domain/message/extract-code';
import { namesService } from '../../domain/message/names-service';
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

/** Gives each message to the one reservation that it belongs to. Messages of one reservation go in order. */
export async function applyCandidates(app: App, rows: readonly MessageCandidate[]): Promise<AppliedMessages> {
  const counts = { messages: 0, completed: 0, appended: 0, late: 0, orphans: 0 };
  if (rows.length === 0) return counts;
  const queues = new Map<string, (() => Promise<Fate>)[]>();
  const strays: MessageCandidate[] = [];
  for (const candidates of byMessage(rows)) {
    if (isStray(candidates)) {
      strays.push(candidates[0]!);
      continue;
    }
    const { target, run } = decide(app, candidates);
    queues.set(target, [...(queues.get(target) ?? []), run]);
  }
  const lanes = [...queues.values()];
  counts.messages += strays.length;
  counts.orphans += strays.length;
  const work = async () => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
      for (const run of lane) {
        counts.messages += 1;
        const fate = await run();
        if (fate !== 'messages') counts[fate] += 1;
      }
    }
  };
  await Promise.all([markStrays(app, strays), ...Array.from({ length: Math.min(AT_ONCE, lanes.length) }, work)]);
  if (counts.completed + counts.appended + counts.late > 0) app.wake('outbox');
  return counts;
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

function byMessage(rows: readonly MessageCandidate[]): MessageCandidate[][] {
  const groups = new Map<bigint, MessageCandidate[]>();
  for (const row of rows) groups.set(row.messageId, [...(groups.get(row.messageId) ?? []), row]);
  return [...groups.values()];
}

function decide(app: App, candidates: readonly MessageCandidate[]): { target: string; run: () => Promise<Fate> } {
  const message = candidates[0]!;
  const found = candidates.filter((row) => row.reservationId !== null);
  const usable = found.filter((row) => !row.isOlder);
  const choice = usable.length > 0 ? chooseReservation(usable.map(asClaimant)) : undefined;
  if (choice?.kind === 'chosen') {
    const chosen = usable.find((row) => row.reservationId === choice.reservationId)!;
    return { target: `reservation ${choice.reservationId}`, run: () => apply(app, chosen) };
  }
  const reason = choice?.kind === 'ambiguous' ? 'AMBIGUOUS' : 'OLDER_THAN_RESERVATION';
  return {
    target: `message ${message.messageId}`,
    async run() {
      await app.db.messages.markOrphan(message.messageId, reason, codeOf(message), app.clock.now());
      return 'orphans';
    },
  };
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

async function apply(app: App, row: MessageCandidate): Promise<Fate> {
  const settings = await app.settings();
  const outcome = await app.db.receivedCodes.applyMessage({
    messageId: row.messageId,
    reservationId: row.reservationId!,
    code: codeOf(row),
    now: app.clock.now(),
    maxUses: settings.maxUsesOfNumber,
    lateWindowS: settings.lateCodeWindowS,
  });
  switch (outcome.kind) {
    case 'captured':
      app.log.info({ reservation: row.reservationId, message: row.messageId }, 'a code arrived and was paid');
      return 'completed';
    case 'appended':
      return 'appended';
    case 'late':
      return 'late';
    case 'too_late':
      return 'orphans';
    case 'already_applied':
      return 'messages';
  }
}
