import { button } from '../screens/view';
import { frameCallbacks } from './frame-callbacks';
import type { AdminVisit } from './section';

/** The row under most pages. */
export function wayBack({ panel }: Pick<AdminVisit, 'panel'>, to: string) {
  return [button(panel.common.back, to), button(panel.common.panel, frameCallbacks.home())];
}
