import type { Target } from '../answer-row';
import type { Panel } from '../panel/panel';
import type { Visit } from '../screens/screen';
import { unhurried } from './patience';
import type { Turn } from './turn';

/** Asks the panel first, past gate and maintenance. True when it was the panel's business. */
export async function inPanel(
  turn: Turn,
  visit: Visit,
  target: Target,
  ask: (panel: Panel) => ReturnType<Panel['onPress']>,
): Promise<boolean> {
  const { panel } = turn.parts;
  if (!panel) return false;
  let isItsBusiness = true;
  await turn.attempt(visit, target, async () => {
    const reply = await unhurried(turn, () => ask(panel));
    if (reply) await turn.show(visit, reply.view, target, reply.screen);
    else isItsBusiness = false;
  });
  return isItsBusiness;
}
