import type { Target } from '../answer-row';
import type { Panel } from '../panel/panel';
import type { Visit } from '../screens/screen';
import type { Interaction } from './interaction';
import { unhurried } from './patience';

/** Asks the panel first, past gate and maintenance. True when it was the panel's business. */
export async function inPanel(
  interaction: Interaction,
  visit: Visit,
  target: Target,
  ask: (panel: Panel) => ReturnType<Panel['onPress']>,
): Promise<boolean> {
  const { panel } = interaction.parts;
  if (!panel) return false;
  let isItsBusiness = true;
  await interaction.attempt(visit, target, async () => {
    const reply = await unhurried(interaction, () => ask(panel));
    if (reply) await interaction.show(visit, reply.view, target, reply.screen);
    else isItsBusiness = false;
  });
  return isItsBusiness;
}
