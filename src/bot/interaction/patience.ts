import { putAnswer, type Target } from '../answer-row';
import type { Visit } from '../screens/screen';
import type { View } from '../screens/view';
import type { Interaction } from './interaction';

/** After so long without an answer, a person is shown that something is going on. */
const PATIENCE_MS = 700;

/** The waiting circle on a button ends when the work takes long. */
export async function unhurried<Result>(interaction: Interaction, work: () => Promise<Result>): Promise<Result> {
  const slow = interaction.app.clock.after(PATIENCE_MS, () => void interaction.answerPress(undefined));
  try {
    return await work();
  } finally {
    slow.cancel();
  }
}

/** The same visit, in which a screen may show an interim view while a supplier thinks. */
export function patient(interaction: Interaction, visit: Visit, target: Target): Visit {
  return { ...visit, whileWaiting: (work, interim) => whileWaiting(interaction, visit, work, interim, target) };
}

/** The interim view must be in the outbox before the final one, or not at all. */
async function whileWaiting<Result>(
  { app, key }: Interaction,
  { user }: Visit,
  work: Promise<Result>,
  interim: () => Promise<View>,
  target: Target,
): Promise<Result> {
  let shown: Promise<void> | undefined;
  const timer = app.clock.after(PATIENCE_MS, () => {
    shown = interim()
      .then((view) => putAnswer(app, { key: `${key}:meanwhile`, userId: user.id, view, target }))
      .catch((error: unknown) => app.log.warn({ err: error }, 'interim view not shown'));
  });
  try {
    return await work;
  } finally {
    timer.cancel();
    await shown;
  }
}
