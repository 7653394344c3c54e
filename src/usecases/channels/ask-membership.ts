import type { App } from '../../app';
import type { MembershipLookup } from '../../ports/messenger';
import { endTrouble, noteTrouble, type TroubledChannel } from './channel-trouble';

export interface AskedChannel extends TroubledChannel {
  /** Marked. */
  readonly telegramId: bigint;
}

/** A person does not wait longer for an answer of Telegram's; one that comes later is kept all the same. */
const PATIENCE_MS = 3_000;

const TOO_SLOW = { kind: 'unknown', reason: 'timed_out', detail: 'no answer in time' } as const;

/** Questions under way in this process: who asks the same meanwhile gets the same answer. */
const underWay = new WeakMap<App['db'], Map<string, Promise<MembershipLookup>>>();

/**
 * Asks Telegram whether somebody is in a channel, and writes down what it says. An answer counts from the moment of the
 * question, so that a join or departure told meanwhile stays.
 */
export async function askMembership(app: App, channel: AskedChannel, telegramId: bigint): Promise<MembershipLookup> {
  const questions = underWay.get(app.db) ?? new Map<string, Promise<MembershipLookup>>();
  underWay.set(app.db, questions);
  const key = `${channel.telegramId} ${telegramId}`;
  let answer = questions.get(key);
  if (!answer) {
    answer = ask(app, channel, telegramId).finally(() => questions.delete(key));
    questions.set(key, answer);
  }
  return answer;
}

async function ask(app: App, channel: AskedChannel, telegramId: bigint): Promise<MembershipLookup> {
  const askedAt = app.clock.now();
  const answering = app.telegram.lookUpMember(channel.telegramId, telegramId).then(async (lookup) => {
    await learn(app, channel, telegramId, lookup, askedAt);
    return lookup;
  });
  // When nobody waits any more, a failure has nobody else to tell.
  answering.catch((err: unknown) => app.log.error({ err, channelId: channel.id }, 'a membership was not looked up'));
  let patience: { cancel(): void } | undefined;
  const tooSlow = new Promise<'too slow'>((resolve) => {
    patience = app.clock.after(PATIENCE_MS, () => resolve('too slow'));
  });
  const first = await Promise.race([answering, tooSlow]).finally(() => patience?.cancel());
  if (first !== 'too slow') return first;
  await noteTrouble(app, channel, TOO_SLOW);
  return TOO_SLOW;
}

async function learn(
  app: App,
  channel: AskedChannel,
  telegramId: bigint,
  lookup: MembershipLookup,
  askedAt: Date,
): Promise<void> {
  if (lookup.kind === 'unknown') return noteTrouble(app, channel, lookup);
  const status = lookup.kind === 'member' ? 'MEMBER' : 'NOT_MEMBER';
  await app.db.memberships.save([{ channelId: channel.telegramId, telegramId, status }], askedAt);
  if (channel.troubleAt) await endTrouble(app, channel);
}
