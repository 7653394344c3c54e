import type { App } from '../../app';
import type { Step } from '../screens/view';

/** Raised when the shape of a step changes: a dialogue of an older version starts over. */
const VERSION = 1;
const LIFETIME_MS = 30 * 60_000;
/** A form of the panel is kept for longer than a session lasts, so that it goes on after the next login. */
const PANEL_LIFETIME_MS = 24 * 3_600_000;

/** What typed words mean for this person now. Undefined when nothing was asked, or too long ago. */
export async function findStep(app: App, userId: bigint): Promise<Step | undefined> {
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
  const now = app.clock.now();
  const { kind, ...answers } = o.step ?? { kind: null };
  await app.db.dialogues.put({
    userId: o.userId,
    screen: o.screen,
    step: kind,
    answers,
    version: VERSION,
    expiresAt: kind ? new Date(now.getTime() + lifetimeMs(kind)) : null,
    now,
  });
}

function lifetimeMs(kind: Step['kind']): number {
  return kind.startsWith('admin_') ? PANEL_LIFETIME_MS : LIFETIME_MS;
}
