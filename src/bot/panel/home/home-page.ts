import { readAlerts } from '../../../database/queries/alerts';
import { readToday } from '../../../database/queries/today';
import type { AlertKind } from '../../../domain/alert-kind';
import { getSettings } from '../../../usecases/settings/get-settings';
import { callbacks } from '../../callbacks';
import { button, rowsOf } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { alertCallbacks } from '../alerts/alerts.section';
import { frameCallbacks } from '../frame-callbacks';
import { paymentCallbacks } from '../payments/payment-callbacks';
import type { AdminVisit, PanelAnswer, PanelView } from '../section';
import { GROUP_NAMES, type GroupName, groups } from '../sections';
import { sellingCallbacks } from '../selling/selling-callbacks';
import { supportCallbacks } from '../support/support-callbacks';

const ALERTS_COUNTED = 100;
const ALERTS_NAMED = 3;

/** The first page: how the day goes, what must be repaired, and the four groups of sections. */
export async function panelHome({ app, panel, texts, format }: AdminVisit): Promise<PanelView> {
  const [alerts, today, { isInMaintenance }] = await Promise.all([
    readAlerts(app.db, { limit: ALERTS_COUNTED }),
    readToday(app.db, app.clock.now()),
    getSettings(app),
  ]);
  const { waiting, refundsAsked } = today;
  const named = alerts.slice(0, ALERTS_NAMED).map(({ kind, facts }) => {
    const [title] = texts.alertWords[kind as AlertKind](facts as never).text.split('\n');
    const about = facts.name ?? facts.title;
    return typeof about === 'string' ? `${title}: ${format.name(about, 40)}` : title!;
  });
  return {
    text: lines(
      panel.home.title,
      '',
      panel.home.today(today),
      isInMaintenance && panel.home.maintenance,
      ...(named.length > 0 ? ['', ...named] : []),
      '',
      panel.home.hint,
    ),
    buttons: [
      ...(alerts.length > 0 ? [[button(panel.alerts.button({ count: alerts.length }), alertCallbacks.list())]] : []),
      ...(waiting > 0
        ? [[button(panel.support.waitingButton({ count: waiting }), supportCallbacks.list({ closed: false, page: 0 }))]]
        : []),
      ...(refundsAsked > 0
        ? [[button(panel.payments.askedButton({ count: refundsAsked }), paymentCallbacks.asked({ page: 0 }))]]
        : []),
      ...rowsOf(
        GROUP_NAMES.map((name) => button(panel.home.groups[name], frameCallbacks.group({ name }))),
        2,
      ),
      [button(panel.selling.button, sellingCallbacks.start())],
      [button(panel.common.refresh, frameCallbacks.home()), button(panel.home.logOut, frameCallbacks.logOut())],
      [button(panel.home.shop, callbacks.home())],
    ],
  };
}

/** The sections of one group. */
export async function groupPage({ panel }: AdminVisit, name: string): Promise<PanelAnswer> {
  const group = GROUP_NAMES.find((one) => one === name);
  if (!group) return { go: frameCallbacks.home(), toast: panel.common.gone };
  const entries = entriesOf(group).map(({ label, data }) => button(label(panel), data));
  return {
    text: lines(bold(panel.home.groups[group]), '', panel.home.about[group]),
    buttons: [...rowsOf(entries, 2), [button(panel.common.panel, frameCallbacks.home())]],
  };
}

const entriesOf = (group: GroupName) => groups[group].flatMap(({ entry }) => (entry ? [entry] : []));
