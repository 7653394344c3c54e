import { type CallbackName, callbacks, type ParsedCallback, parseCallback } from '../callbacks';
import type { Panel } from '../panel/panel';
import { screens } from '../screens';
import type { Visit } from '../screens/screen';
import type { Answer, Lead, View } from '../screens/view';
import { GATE, gateView, missingFor, stepToKeep, stillMissing } from './gate';
import { CLOSED, type Interaction } from './interaction';
import { closedTo } from './visit';

export const HOME = parseCallback(callbacks.home())!;
const MAX_HOPS = 4;

/** What an update asks for at each door. */
interface Ways {
  /** The screen that is asked for: some are never closed. */
  readonly asked?: CallbackName;
  panel(panel: Panel): ReturnType<Panel['onPress']>;
  /** Shows what stands at the closed door. */
  closed?(view: View): Promise<void>;
  screen(): Promise<void>;
}

/** The way of every update of a person: to the panel, past all doors; else through ban and maintenance to a screen. */
export function answer(interaction: Interaction, { asked, panel: ask, closed, screen }: Ways): Promise<void> {
  return interaction.attempt(async () => {
    const { panel } = interaction.parts;
    const reply = panel && (await ask(panel));
    if (reply) return interaction.show(reply.view, reply.screen);
    const door = closedTo(interaction.visit, asked);
    if (door) return closed ? closed(door) : interaction.show(door, CLOSED);
    return screen();
  });
}

export interface Followed {
  readonly view: View & { readonly toast?: string };
  readonly screen: string;
  /** In the language that the person speaks by now. */
  readonly texts: Visit['texts'];
}

/** Runs the screen behind a callback, and those that it leads on to; before each stands the gate. */
export async function follow(from: Visit, callback: ParsedCallback): Promise<Followed> {
  let visit = from;
  let at = callback;
  let toast: string | undefined;
  let isOpen = false;
  for (let hops = 0; hops < MAX_HOPS; hops += 1) {
    const { texts } = visit;
    const missing = isOpen ? [] : await missingFor(visit, at);
    if (missing.length > 0) {
      const word = at === callback && at.name === 'joined' ? stillMissing(visit, missing) : toast;
      return { view: { ...(await gateView(visit, missing, at)), toast: word }, screen: GATE, texts };
    }
    const answer = await run(visit, at);
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
