import type { Target } from '../answer-row';
import { callbacks, type ParsedCallback, parseCallback } from '../callbacks';
import { missingFor } from '../guards/gate';
import { screens } from '../screens';
import { gateView } from '../screens/gate-view';
import type { Visit } from '../screens/screen';
import type { Answer, Lead, Step, View } from '../screens/view';
import type { Interaction } from './interaction';
import { patient } from './patience';

export const GATE = 'gate';
export const HOME = parseCallback(callbacks.home())!;
const MAX_HOPS = 4;

export interface Followed {
  readonly view: View & { readonly toast?: string };
  readonly screen: string;
  /** In the language that the person speaks by now. */
  readonly texts: Visit['texts'];
}

/** Runs the screen behind a callback, and those that it leads on to; before each stands the gate. */
export async function follow(
  interaction: Interaction,
  from: Visit,
  callback: ParsedCallback,
  target: Target,
): Promise<Followed> {
  let visit = from;
  let at = callback;
  let toast: string | undefined;
  let isOpen = false;
  for (let hops = 0; hops < MAX_HOPS; hops += 1) {
    const missing = isOpen ? [] : await missingFor(visit, at);
    if (missing.length > 0) {
      const view = await gateView(visit, missing, at);
      const word =
        at === callback && at.name === 'joined' ? visit.texts.stillMissing({ count: missing.length }) : toast;
      return { view: { ...view, toast: word }, screen: GATE, texts: visit.texts };
    }
    const answer = await run(patient(interaction, visit, target), at);
    const { texts } = visit;
    if (!('go' in answer)) {
      const step = answer.step ?? (await stepToKeep(visit, at));
      return { view: { ...answer, step, toast: hops > 0 ? toast : answer.toast }, screen: at.name, texts };
    }
    toast = answer.toast ?? toast;
    isOpen ||= at.name === 'joined';
    visit = movedOn(visit, at, answer);
    at = parseCallback(answer.go) ?? HOME;
  }
  throw new Error(`${callback.name} leads on and on`);
}

function run(visit: Visit, callback: ParsedCallback): Promise<Answer> {
  const show = screens[callback.name] as (visit: Visit, params: unknown) => Promise<Answer>;
  return show(visit, callback.params);
}

/** The same person, after what one screen did. */
function movedOn(visit: Visit, callback: ParsedCallback, lead: Lead): Visit {
  const { user } = visit;
  const step = callback.name === 'joined' ? async () => lead.step : visit.step;
  const isLanguage = callback.name === 'setLanguage';
  const language = isLanguage ? callback.params.language : user.language;
  const moved = { ...user, language, isNew: isLanguage ? false : user.isNew };
  return { ...visit, step, user: moved, texts: visit.textsIn(language) };
}

/** Who reads about the shop before the gate is still waiting there. */
async function stepToKeep(visit: Visit, { name }: ParsedCallback): Promise<Step | undefined> {
  if (name !== 'help' && name !== 'privacy' && name !== 'language') return undefined;
  const step = await visit.step();
  return step?.kind === 'gate' ? step : undefined;
}
