import type { App } from '../../app';
import type { Person } from '../../ports/inbound-update';
import { meetUser, type User } from '../../usecases/users/meet-user';
import { type CallbackName, callbacks } from '../callbacks';
import type { Visit } from '../screens/screen';
import { button, type Step, type View } from '../screens/view';
import { textsFor } from '../texts';
import { type Language, languageFor } from '../texts/languages';

/** Raised when the shape of a step changes: a dialogue of an older version starts over. */
const VERSION = 1;
const LIFETIME_MS = 30 * 60_000;
/** A form of the panel is kept for longer than a session lasts, so that it goes on after the next login. */
const PANEL_LIFETIME_MS = 24 * 3_600_000;

/** Meets whoever wrote or pressed; somebody new is written down. `payload`: what stood behind /start. */
export async function openVisit(app: App, from: Person, payload?: string): Promise<Visit> {
  const { languageCode, ...person } = from;
  const [user] = await Promise.all([
    meetUser(app, { ...person, language: languageFor(languageCode ?? undefined), startPayload: payload }),
    app.settings(),
  ]);
  return visitOf(app, user);
}

/** The visit of somebody known. What they typed last is looked up when somebody asks, once. */
export async function visitOf(app: App, user: User): Promise<Visit> {
  const [settings, own] = await Promise.all([app.settings(), app.customTexts()]);
  const textsIn = (language: Language) => textsFor(language, app.currency, own);
  let step: ReturnType<Visit['step']> | undefined;
  return {
    app,
    user,
    settings,
    texts: textsIn(user.language),
    textsIn,
    step: () => {
      step ??= findStep(app, user.id);
      return step;
    },
    whileWaiting: async (work) => work,
  };
}

/** Telegram wants whoever paid to be heard, always; what somebody banned may ask there, these screens decide. */
const NEVER_CLOSED: ReadonlySet<CallbackName> = new Set([
  'support',
  'supportAbout',
  'supportThread',
  'supportSolved',
  'paySupport',
  'terms',
]);

/**
 * What somebody is shown who may not come in now, instead of what they asked for; undefined for all others. Owners come
 * in during maintenance, to see whether it is over.
 */
export function closedTo({ app, user, settings, texts }: Visit, asked?: CallbackName): View | undefined {
  if (asked !== undefined && NEVER_CLOSED.has(asked)) return undefined;
  const again = [button(texts.tryAgain, callbacks.home())];
  const support = settings.supportContact;
  if (user.isBanned)
    return { text: texts.banned({ support }), buttons: [again, [button(texts.writeButton, callbacks.paySupport())]] };
  const isClosed = settings.isInMaintenance && !app.ownerIds.includes(user.telegramId);
  const ask = [button(texts.supportButton, callbacks.support())];
  return isClosed ? { text: texts.maintenance({ support }), buttons: [again, ask] } : undefined;
}

/** What typed words mean for this person now. Undefined when nothing was asked, or too long ago. */
async function findStep(app: App, userId: bigint): Promise<Step | undefined> {
  const row = await app.db.dialogues.find(userId);
  if (!row?.step || row.version !== VERSION) return undefined;
  if (row.expiresAt && row.expiresAt <= app.clock.now()) return undefined;
  return { kind: row.step, ...row.answers } as Step;
}

/** The name of the screen that this person was shown last; undefined before the first. */
export async function findScreen(app: App, userId: bigint): Promise<string | undefined> {
  return (await app.db.dialogues.find(userId))?.screen ?? undefined;
}

/** Remembers what the screen just shown asked for, or that it asked for nothing. */
export async function saveStep(app: App, o: { userId: bigint; screen: string; step: Step | undefined }): Promise<void> {
  const { userId, screen, step } = o;
  const now = app.clock.now();
  const { kind, ...answers } = step ?? { kind: null };
  const lifetimeMs = kind?.startsWith('admin_') ? PANEL_LIFETIME_MS : LIFETIME_MS;
  const expiresAt = kind ? new Date(now.getTime() + lifetimeMs) : null;
  await app.db.dialogues.put({ userId, screen, step: kind, answers, version: VERSION, expiresAt, now });
}
