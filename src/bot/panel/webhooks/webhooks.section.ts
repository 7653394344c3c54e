import { rowsFor } from '../../../database/queries/rows-for';
import { readDeliveries } from '../../../database/queries/webhook-deliveries';
import { replayDelivery } from '../../../usecases/messages/replay-delivery';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { section } from '../section';
import { turnPages } from '../turn-pages';

const PAGE_SIZE = 6;
const callbacks = {
  list: callbackData('AWH', { page: 'count' }),
  replay: callbackData('AWHr', { delivery: 'bigId', page: 'count' }),
};

/** What suppliers delivered to their webhooks, newest first; each delivery can be read again. Its content is shown nowhere here. */
export const webhooksSection = section({
  name: 'webhooks',
  entry: { label: (panel) => panel.webhooks.button, data: callbacks.list({ page: 0 }) },
  callbacks,
  pages: {
    async list({ app, panel, texts }, { page }) {
      const first = { limit: PAGE_SIZE, backward: false };
      let found = await readDeliveries(app.db, {}, first);
      // A cursor has no room on a button: the few pages before are read again.
      for (let turned = 0; turned < page && found.hasNext; turned += 1)
        found = await readDeliveries(app.db, {}, { ...first, after: found.cursors.at(-1) });
      const suppliers = await rowsFor(app).providers([...new Set(found.rows.map(({ providerId }) => providerId))]);
      const nameOf = (id: number) => suppliers.find((one) => one.id === id)?.name ?? '';
      const words = panel.webhooks;
      return {
        text: lines(
          bold(words.title),
          found.rows.length === 0 && panel.common.nothing,
          ...found.rows.flatMap((row) => [
            '',
            words.row({
              id: row.id,
              at: row.lastAt,
              supplier: nameOf(row.providerId),
              messages: row.messages,
              times: row.times,
            }),
            words.statuses[row.status],
            // Told by the program itself, in English, as an operator finds it over GraphQL.
            row.problem && words.detail({ detail: row.problem }),
          ]),
          '',
          words.hint,
        ),
        buttons: [
          ...found.rows.map(({ id }) => [button(words.replay({ id }), callbacks.replay({ delivery: id, page }))]),
          ...turnPages(texts, { page, hasNext: found.hasNext }, (to) => callbacks.list({ page: to })),
          [button(panel.common.panel, frameCallbacks.home())],
        ],
      };
    },
    async replay({ app, panel, author, secretBox }, { delivery, page }) {
      const outcome = await replayDelivery(app, secretBox, { id: delivery, ...author });
      const words = panel.webhooks;
      const toast = outcome.kind === 'replayed' ? words.statuses[outcome.status] : words.refusals[outcome.kind];
      return { go: callbacks.list({ page }), toast };
    },
  },
});
