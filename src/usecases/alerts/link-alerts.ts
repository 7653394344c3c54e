import type { App } from '../../app';
import type { LinkState } from '../../ports/sms-provider';
import { clearProviderAlert, raiseProviderAlert } from './provider-alerts';

const OF_STATES = ['link_refused', 'link_distrusted', 'link_down'] as const;

/**
 * Tells the owners what became of a link that is to stay open: at once of what only they can repair, and of anything else
 * when `isLong`.
 */
export async function noteLinkState(
  app: App,
  o: { readonly providerId: number; readonly state: LinkState; readonly isLong: boolean },
): Promise<void> {
  const { providerId, state } = o;
  switch (state.kind) {
    case 'up':
      for (const kind of OF_STATES) await clearProviderAlert(app, kind, providerId);
      return;
    case 'refused':
    case 'distrusted':
      await raiseProviderAlert(app, `link_${state.kind}`, { providerId, detail: state.detail });
      return;
    case 'down': {
      const { detail, reason = null } = state;
      if (o.isLong) await raiseProviderAlert(app, 'link_down', { providerId, detail, facts: { reason } });
    }
  }
}

/** Tells the owners that SMS of a link were refused for good: whoever waits for these gets nothing. */
export async function noteLinkRefusals(
  app: App,
  o: { readonly providerId: number; readonly count: number; readonly detail: string },
): Promise<void> {
  const { providerId, count, detail } = o;
  await raiseProviderAlert(app, 'link_unreadable', { providerId, detail, facts: { count } });
}

/** A link that was made anew, by other settings perhaps, has refused nothing yet. */
export async function clearLinkRefusals(app: App, providerId: number): Promise<void> {
  await clearProviderAlert(app, 'link_unreadable', providerId);
}
