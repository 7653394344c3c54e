import type { App } from '../../app';
import type { LinkState } from '../../ports/sms-provider';
import { clearProviderAlert, raiseProviderAlert } from './provider-alerts';

/**
 * Tells the owners what became of a link that is to stay open: at once of a refusal, which only they can repair, and of
 * silence when `isLong`.
 */
export async function noteLinkState(
  app: App,
  o: { readonly providerId: number; readonly state: LinkState; readonly isLong: boolean },
): Promise<void> {
  const { providerId, state } = o;
  if (state.kind === 'up') {
    await clearProviderAlert(app, 'link_refused', providerId);
    await clearProviderAlert(app, 'link_down', providerId);
    return;
  }
  if (state.kind === 'refused') await raiseProviderAlert(app, 'link_refused', { providerId, detail: state.detail });
  else if (o.isLong) await raiseProviderAlert(app, 'link_down', { providerId, detail: state.detail });
}
