import { lines } from '../texts/rich';
import type { PanelReply } from './pages';

/** A message has no button to say a word in passing on: it stands above. */
export function spoken({ view: { toast, ...view }, screen }: PanelReply): PanelReply {
  return { view: toast ? { ...view, text: lines(toast, '', view.text) } : view, screen };
}
