import type { App } from '../../app';
import { currentPasswordHash } from './panel-password';

/** Whether this is the password that holds. For who is in the panel already; a login is `logIn`, which counts tries. */
export async function isPanelPassword(
  app: App,
  o: {
    password: string;
    environmentHash: string | undefined;
    verify: (password: string, hash: string) => Promise<boolean>;
  },
): Promise<boolean> {
  const hash = await currentPasswordHash(app.db.admins, o.environmentHash);
  return hash !== undefined && o.verify(o.password, hash);
}

/** Whether anybody can log in at all. */
export async function hasPanelPassword(app: App, environmentHash: string | undefined): Promise<boolean> {
  return (await currentPasswordHash(app.db.admins, environmentHash)) !== undefined;
}
