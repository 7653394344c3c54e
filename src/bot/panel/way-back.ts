import { button } from '../screens/view';
import { frameLinks } from './frame-links';
import type { AdminVisit } from './section';

/** The row under most pages. */
export function wayBack({ panel }: AdminVisit, to: string) {
  return [button(panel.common.back, to), button(panel.common.panel, frameLinks.home())];
}
