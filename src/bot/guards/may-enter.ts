import { callbacks } from '../callbacks';
import type { Visit } from '../screens/screen';
import { button, type View } from '../screens/view';

/**
 * The one door before every handler. Undefined: come in. Otherwise what is shown instead of whatever was asked for.
 * Owners come in during maintenance, to see whether it is over.
 */
export function refusedEntry(visit: Pick<Visit, 'user' | 'settings' | 'texts'>, isOwner: boolean): View | undefined {
  const { user, settings, texts } = visit;
  const again = [[button(texts.tryAgain, callbacks.home())]];
  if (user.isBanned) return { text: texts.banned({ support: settings.supportContact }), buttons: again };
  if (settings.isInMaintenance && !isOwner)
    return { text: texts.maintenance({ support: settings.supportContact }), buttons: again };
  return undefined;
}
