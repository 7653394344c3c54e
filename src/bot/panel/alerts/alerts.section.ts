import { readAlerts } from '../../../database/queries/alerts';
import type { AlertKind } from '../../../domain/alert-kind';
import { dismissAlert } from '../../../usecases/alerts/dismiss-alert';
import { newNonce } from '../../act-key';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { placeOfAlert } from '../places';
import { section } from '../section';

const MOST = 8;
export const alertCallbacks = { list: callbackData('AAL', {}), dismiss: callbackData('AALd', { alert: 'nonce' }) };

/** A key may be longer than a button has room for. */
const shortKey = newNonce;

/** The troubles that stand now, in the words in which they were told. */
export const alertsSection = section({
  name: 'alerts',
  callbacks: alertCallbacks,
  pages: {
    async list({ app, panel, texts }) {
      const alerts = await readAlerts(app.db, { limit: MOST });
      return {
        text: lines(
          bold(panel.alerts.title),
          alerts.length === 0 && panel.alerts.none,
          ...alerts.flatMap(({ kind, facts, firstAt, lastAt, count }, index) => [
            '',
            panel.alerts.place({ at: index + 1 }),
            texts.alertWords[kind as AlertKind](facts as never),
            panel.alerts.since({ firstAt, lastAt, count }),
          ]),
        ),
        buttons: [
          ...alerts.map(({ key }, index) => [
            ...placeButton(key, panel.alerts.open({ at: index + 1 })),
            button(panel.alerts.dismiss({ at: index + 1 }), alertCallbacks.dismiss({ alert: shortKey(key) })),
          ]),
          [button(panel.common.refresh, alertCallbacks.list()), button(panel.common.panel, frameCallbacks.home())],
        ],
      };
    },

    async dismiss({ app, author, panel }, { alert }) {
      const alerts = await readAlerts(app.db, { limit: 100 });
      const found = alerts.find(({ key }) => shortKey(key) === alert);
      if (found) await dismissAlert(app, { key: found.key, ...author });
      return { go: alertCallbacks.list(), toast: found ? panel.alerts.dismissed : panel.common.gone };
    },
  },
});

function placeButton(key: string, label: string) {
  const place = placeOfAlert(key);
  return place ? [button(label, place)] : [];
}
