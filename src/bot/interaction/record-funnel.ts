import type { App } from '../../app';
import { noteStep } from '../../usecases/users/note-step';

/** Counts how far people come: worth knowing, and worth no failure of theirs. */
export async function recordFunnel(app: App, userId: bigint, screen: string): Promise<void> {
  try {
    await noteStep(app, { userId, step: 'OPENED' });
    if (screen === 'offer') await noteStep(app, { userId, step: 'CHOSE' });
  } catch (error) {
    app.log.warn({ err: error }, 'a step was not counted');
  }
}
