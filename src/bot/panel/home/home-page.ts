import { readAlerts } from '../../../database/queries/alerts';
import { countSupport } from '../../../database/queries/support';
import { readToday } from '../../../database/queries/today';
import { getSettings } from '../../../usecases/settings/get-settings';
import { callbacks } from '../../callbacks';
import { button, rowsOf } from '../../screens/view';
import { lines } from '../../texts/rich';
import { alertCallbacks } from '../alerts/alerts.section';
import { frameCallbacks } from '../frame-callbacks';
import type { AdminVisit, PanelView } from '../section';
import { sections } from '../sections';
import { supportCallbacks } from '../support/support-callbacks';

/** The first page: how the day goes, and a button for each section. */
export async function panelHome({ app, panel }: AdminVisit): Promise<PanelView> {
  const entries = sections.flatMap(({ entry }) => (entry ? [button(entry.label(panel), entry.data)] : []));
  const [alerts, { waiting }, { isInMaintenance }] = await Promise.all([
    readAlerts(app.db, { limit: 100 }),
    countSupport(app.db),
    getSettings(app),
  ]);
  return {
    text: lines(
      panel.home.title,
      '',
      panel.home.today(await readToday(app.db, app.clock.now())),
      isInMaintenance && panel.home.maintenance,
    ),
    buttons: [
      ...(alerts.length > 0 ? [[button(panel.alerts.button({ count: alerts.length }), alertCallbacks.list())]] : []),
      ...(waiting > 0
        ? [[button(panel.support.waitingButton({ count: waiting }), supportCallbacks.list({ closed: false, page: 0 }))]]
        : []),
      ...rowsOf(entries, 2),
      [button(panel.common.refresh, frameCallbacks.home()), button(panel.home.logOut, frameCallbacks.logOut())],
      [button(panel.home.shop, callbacks.home())],
    ],
  };
}
