import type { App } from '../../app';
import type { MembershipLookup } from '../../ports/messenger';
import { clearAlert, raiseAlert } from '../alerts/raise-alert';

type Unknown = Extract<MembershipLookup, { kind: 'unknown' }>;
type Reason = Unknown['reason'];

/** A channel as far as its trouble is concerned. */
export interface TroubledChannel {
  readonly id: number;
  readonly title: string;
  readonly troubleAt: Date | null;
}

const HOUR_S = 3_600;
/** A channel that the bot cannot see into is not asked about again before so long. */
const REST_MS = 60_000;
/** While Telegram says nothing each press meets that; one note in a while is enough. */
const NOTE_EVERY_MS = 5_000;

/** The bot's own standing is at fault: only an operator can repair it, channel by channel. */
const OF_CHANNEL: ReadonlySet<Reason> = new Set(['bot_not_admin', 'bot_not_in_channel']);
/** Not worth an alert: one person's account, or a link that is being made. */
const OF_NOBODY: ReadonlySet<Reason> = new Set(['no_such_user', 'not_connected']);

/** When this process last met a trouble, by its key: what stands in the database is read a second late. */
const met = new WeakMap<App['db'], Map<string, number>>();

/** Telegram could not say who is in a channel: the operator hears of it, once an hour for each cause. */
export async function noteTrouble(app: App, channel: TroubledChannel, { reason, detail }: Omit<Unknown, 'kind'>) {
  if (OF_NOBODY.has(reason)) return;
  const isOfChannel = OF_CHANNEL.has(reason);
  const key = isOfChannel ? keyOf(channel.id) : `membership:${reason}`;
  if (isWithin(app, key, NOTE_EVERY_MS)) return;
  const now = app.clock.now();
  timesOf(app).set(key, app.clock.monotonicMs());
  if (!isOfChannel) {
    await raiseAlert(app, { key, kind: 'membership_unknown', facts: { reason }, everyS: HOUR_S });
    return;
  }
  await app.db.channels.setTrouble(channel.id, reason, now);
  const facts = { channelId: channel.id, title: channel.title, reason, detail };
  await raiseAlert(app, { key, kind: 'channel_unreadable', facts, everyS: HOUR_S });
}

/** The bot can see again who is in the channel. */
export async function endTrouble(app: App, { id }: Pick<TroubledChannel, 'id'>): Promise<void> {
  timesOf(app).delete(keyOf(id));
  if (await app.db.channels.clearTrouble(id)) await clearAlert(app, keyOf(id));
}

/** Whether Telegram said lately that the bot cannot see who is in the channel. */
export function isResting(app: App, channel: Pick<TroubledChannel, 'id' | 'troubleAt'>): boolean {
  const sinceMs = channel.troubleAt ? app.clock.now().getTime() - channel.troubleAt.getTime() : REST_MS;
  return sinceMs < REST_MS || isWithin(app, keyOf(channel.id), REST_MS);
}

function isWithin(app: App, key: string, ms: number): boolean {
  const metAtMs = timesOf(app).get(key);
  return metAtMs !== undefined && app.clock.monotonicMs() - metAtMs < ms;
}

function timesOf(app: App): Map<string, number> {
  let times = met.get(app.db);
  if (!times) {
    times = new Map();
    met.set(app.db, times);
  }
  return times;
}

const keyOf = (channelId: number) => `channel:${channelId}`;
