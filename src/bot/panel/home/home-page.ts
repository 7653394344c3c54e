import { getToday } from '../../../usecases/reports/get-today';
import { links } from '../../links';
import { button, rowsOf } from '../../screens/view';
import { lines } from '../../texts/rich';
import { frameLinks } from '../frame-links';
import type { AdminVisit, PanelView } from '../section';
import { sections } from '../sections';

/** The first page: how the day goes, and a button for each section. */
export async function panelHome({ app, panel, settings }: AdminVisit): Promise<PanelView> {
  const entries = sections.flatMap(({ entry }) => (entry ? [button(entry.label(panel), entry.data)] : []));
  return {
    text: lines(
      panel.home.title,
      '',
      panel.home.today(await getToday(app)),
      settings.isInMaintenance && panel.home.maintenance,
    ),
    buttons: [
      ...rowsOf(entries, 2),
      [button(panel.common.refresh, frameLinks.home()), button(panel.home.logOut, frameLinks.logOut())],
      [button(panel.home.shop, links.home())],
    ],
  };
}
