import { joinUrl } from '../../domain/channel/channel-reference';
import type { MessageButton } from '../../ports/messenger';
import type { RequiredChannel } from '../../usecases/channels/find-missing-channels';
import { callbacks, type ParsedCallback } from '../callbacks';
import { LANGUAGE_NAMES, LANGUAGES } from '../texts/languages';
import type { Visit } from './screen';
import { button, type GateStep, type View, type WordStep } from './view';

/** So many channels are shown at once; the next ones move up as these are joined. */
const SHOWN = 20;

/** The closed door: what must be joined, and what goes on by itself afterwards. */
export async function gateView(
  visit: Visit,
  missing: readonly RequiredChannel[],
  asked: ParsedCallback,
): Promise<View> {
  const { texts, user } = visit;
  const shown = missing.slice(0, SHOWN);
  const step = await stepBehind(visit, asked);
  return {
    text: texts.gateScreen({
      name: user.firstName,
      isNew: user.isNew,
      channels: missing,
      goesOn: step.go !== callbacks.home(),
    }),
    buttons: [
      ...(user.isNew
        ? [LANGUAGES.map((language) => button(LANGUAGE_NAMES[language], callbacks.setLanguage({ language })))]
        : []),
      ...shown.flatMap((channel): MessageButton[][] => {
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
  const isAnAct = asked.name !== 'home' && asked.name !== 'joined' && asked.name !== 'numbers';
  if (before?.kind === 'gate') {
    if (!isAnAct) return before;
    return { kind: 'gate', go: asked.data, at: visit.app.clock.now().toISOString() };
  }
  const words: WordStep | undefined = isAnAct ? before : undefined;
  return { kind: 'gate', go: isAnAct ? asked.data : callbacks.home(), words, at: visit.app.clock.now().toISOString() };
}
