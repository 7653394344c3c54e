import type { AlertKind } from '../../../domain/alert-kind';
import { listAlerts } from '../../../usecases/alerts/list-alerts';
import { link } from '../../link';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameLinks } from '../frame-links';
import { section } from '../section';

const MOST = 8;
export const alertLinks = { list: link('AAL', {}) };

/** The troubles that stand now, in the words in which they were told. */
export const alertsSection = section({
  name: 'alerts',
  links: alertLinks,
  pages: {
    async list({ app, panel, texts }) {
      const alerts = await listAlerts(app, { limit: MOST });
      return {
        text: lines(
          bold(panel.alerts.title),
          alerts.length === 0 && panel.alerts.none,
          ...alerts.flatMap(({ kind, facts, firstAt, lastAt, count }) => [
            '',
            texts.alertWords[kind as AlertKind](facts as never),
            panel.alerts.since({ firstAt, lastAt, count }),
          ]),
        ),
        buttons: [[button(panel.common.refresh, alertLinks.list()), button(panel.common.panel, frameLinks.home())]],
      };
    },
  },
});
