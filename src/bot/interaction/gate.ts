import { joinUrl } from '../../domain/channel/channel-reference';
import type { MessageButton } from '../../ports/messenger';
import { listAdminSessions } from '../../usecases/admins/use-session';
import { findMissingChannels, type MissingChannel } from '../../usecases/channels/find-missing-channels';
import { listReservations } from '../../usecases/reservations/list-reservations';
import { type CallbackName, callbacks, type ParsedCallback } from '../callbacks';
import type { Visit } from '../screens/screen';
import { button, type GateStep, type Step, type View, type WordStep } from '../screens/view';
import { LANGUAGE_NAMES, LANGUAGES } from '../texts/languages';

/** The screen of whoever must join channels first. */
export const GATE = 'gate';
/** So many channels are shown at once; the next ones move up as these are joined. */
const SHOWN = 20;

/** What somebody may always do: read about the shop, and whatever belongs to a number or a payment that they have. */
const OPEN_TO_ALL: ReadonlySet<CallbackName> = new Set([
  'help',
  'privacy',
  'paySupport',
  'terms',
  'language',
  'setLanguage',
  'card',
  'cancel',
  'change',
  'more',
  'payment',
  'support',
  'supportAbout',
  'supportThread',
  'supportSolved',
]);

/**
 * The channels that somebody must join before they go where the callback leads; none when they may go on. Asked before
 * every screen. "I have joined" is the one callback at which Telegram is asked anew.
 */
export async function missingFor(visit: Visit, callback: ParsedCallback): Promise<readonly MissingChannel[]> {
  const { app, user } = visit;
  if (OPEN_TO_ALL.has(callback.name) || app.ownerIds.includes(user.telegramId)) return [];
  if ((await app.requiredChannels()).length === 0) return [];
  if (callback.name === 'numbers' && (await hasOpenNumber(visit))) return [];
  const claims = callback.name === 'joined' && !callback.isTold;
  const missing = await findMissingChannels(app, { telegramId: user.telegramId, claims });
  return missing.length > 0 && (await isInPanel(visit)) ? [] : missing;
}

async function isInPanel({ app, user }: Visit): Promise<boolean> {
  return (await listAdminSessions(app)).some(({ userId }) => userId === user.id);
}

async function hasOpenNumber({ app, user }: Visit): Promise<boolean> {
  const { total } = await listReservations(app, { userId: user.id, which: 'mine', page: 0, pageSize: 1 });
  return total > 0;
}

/** What "I have joined" is answered with while some are missing. */
export function stillMissing({ texts }: Pick<Visit, 'texts'>, missing: readonly MissingChannel[]): string {
  const open = missing.filter(({ hasRequested }) => !hasRequested);
  return open.length === 0 ? texts.awaitsApproval : texts.stillMissing({ count: open.length });
}

/** The closed gate: what must be joined, and what goes on by itself afterwards. */
export async function gateView(visit: Visit, missing: readonly MissingChannel[], asked: ParsedCallback): Promise<View> {
  const { texts, user } = visit;
  const step = await stepBehind(visit, asked);
  const goesOn = step.go !== callbacks.home();
  return {
    text: texts.gateScreen({ name: user.firstName, isNew: user.isNew, channels: missing, goesOn }),
    buttons: [
      ...(user.isNew
        ? [LANGUAGES.map((language) => button(LANGUAGE_NAMES[language], callbacks.setLanguage({ language })))]
        : []),
      ...missing.slice(0, SHOWN).flatMap((channel): MessageButton[][] => {
        const url = joinUrl(channel);
        return url ? [[{ kind: 'url', text: texts.joinButton(channel), url }]] : [];
      }),
      [button(texts.joinedButton, callbacks.joined())],
      [
        button(texts.homeButtons.numbers, callbacks.numbers({ page: 0 })),
        button(texts.homeButtons.help, callbacks.help()),
      ],
      [button(texts.homeButtons.language, callbacks.language())],
    ],
    step,
  };
}

/** What was interrupted: the act asked for now, unless it is none and an earlier one still waits. */
async function stepBehind(visit: Visit, asked: ParsedCallback): Promise<GateStep> {
  const before = await visit.step();
  const at = visit.app.clock.now().toISOString();
  const isAnAct = asked.name !== 'home' && asked.name !== 'joined' && asked.name !== 'numbers';
  if (before?.kind === 'gate') return isAnAct ? { kind: 'gate', go: asked.data, at } : before;
  const words: WordStep | undefined = isAnAct ? before : undefined;
  return { kind: 'gate', go: isAnAct ? asked.data : callbacks.home(), words, at };
}

/** Who reads about the shop before the gate is still waiting there. */
export async function stepToKeep(visit: Visit, { name }: ParsedCallback): Promise<Step | undefined> {
  if (name !== 'help' && name !== 'privacy' && name !== 'language') return undefined;
  const step = await visit.step();
  return step?.kind === 'gate' ? step : undefined;
}
