import { type InboundMessageFilter, readMessage, readMessages } from '../../../database/queries/messages';
import { readNumber } from '../../../domain/number/read-number';
import { assignMessage } from '../../../usecases/messages/assign-message';
import { listAssignable } from '../../../usecases/messages/list-assignable';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { lines, rich, shortened } from '../../texts/rich';
import { pickProvider } from '../catalogue/pick-rows';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, type PanelAnswer, section } from '../section';
import { wayBack } from '../way-back';

const PAGE_SIZE = 8;
const SHOWN_TEXT = 3_000;
const MARKS = { STORED: '⏳', APPLIED: '✅', LATE: '🕓', ORPHAN: '❓' } as const;

/** `before` 0: from the newest on. */
const callbacks = {
  list: callbackData('AMS', { all: 'flag', before: 'bigId' }),
  find: callbackData('AMSf', { before: 'bigId' }),
  message: callbackData('AMSm', { message: 'bigId' }),
  assign: callbackData('AMSa', { message: 'bigId', reservation: 'bigId' }),
};

/** What came in, the orphans first, and whose an orphan is. */
export const messagesSection = section({
  name: 'messages',
  entry: { label: (panel) => panel.messages.button, data: callbacks.list({ all: false, before: 0n }) },
  callbacks,
  pages: {
    async list(visit, { all, before }) {
      const { panel } = visit;
      const filter = {
        ...(all ? {} : { statuses: ['ORPHAN'] as const }),
        ...(before > 0n ? { beforeId: before } : {}),
      };
      const other = button(
        all ? panel.messages.onlyOrphans : panel.messages.showAll,
        callbacks.list({ all: !all, before: 0n }),
      );
      const list = await messageList(visit, filter, (older) => callbacks.list({ all, before: older }));
      return {
        text: lines(
          all ? panel.messages.allTitle : panel.messages.orphansTitle,
          list.isEmpty && panel.common.nothing,
          '',
          panel.messages.typeNumber,
        ),
        buttons: [
          ...list.buttons,
          [other],
          [
            button(panel.common.refresh, callbacks.list({ all, before: 0n })),
            button(panel.common.back, frameCallbacks.home()),
          ],
        ],
        takes: { words: callbacks.find({ before: 0n }) },
      };
    },

    async find(visit, { before }) {
      const { panel, words = '' } = visit;
      const all = callbacks.list({ all: false, before: 0n });
      const reading = readNumber(words);
      if (reading.kind === 'invalid') return { go: all, toast: panel.numbers.noNumber };
      const filter = { phone: reading.phone, ...(before > 0n ? { beforeId: before } : {}) };
      const list = await messageList(visit, filter, (older) => callbacks.find({ before: older }));
      return {
        text: lines(panel.messages.found({ phone: reading.phone }), list.isEmpty && panel.common.nothing),
        buttons: [...list.buttons, wayBack(visit, all)],
        takes: { words: callbacks.find({ before: 0n }), query: words },
      };
    },

    async message(visit, { message }) {
      const { app, panel } = visit;
      const row = await readMessage(app.db, message);
      if (!row) return { go: callbacks.list({ all: false, before: 0n }), toast: panel.common.gone };
      const isOrphan = row.status === 'ORPHAN' && row.erasedAt === null;
      const assignable = isOrphan ? await listAssignable(app, message) : [];
      const provider = await pickProvider.byId(visit, row.providerId);
      return {
        text: lines(
          rich`${MARKS[row.status]} ${panel.messages.card({
            ...{ ...row, text: shortened(row.text, SHOWN_TEXT).text, provider: provider?.label ?? '' },
          })}`,
          row.orphanReason && panel.messages.reasons[row.orphanReason],
          isOrphan && '',
          isOrphan && (assignable.length > 0 ? panel.messages.whose : panel.messages.nobodys),
        ),
        buttons: [
          ...assignable.map((one) => [
            button(
              `${panel.messages.assignable(one)} · ${panel.messages.stages[one.status]}`,
              callbacks.assign({ message, reservation: one.reservationId }),
            ),
          ]),
          wayBack(visit, callbacks.list({ all: !isOrphan, before: 0n })),
        ],
      };
    },

    async assign({ app, panel, author }, { message, reservation }): Promise<PanelAnswer> {
      const outcome = await assignMessage(app, { messageId: message, reservationId: reservation, ...author });
      return { go: callbacks.message({ message }), toast: panel.messages.assigned[outcome.kind] };
    },
  },
});

async function messageList(
  { app, panel }: AdminVisit,
  filter: InboundMessageFilter,
  older: (before: bigint) => string,
) {
  const { rows, hasNext } = await readMessages(app.db, filter, { limit: PAGE_SIZE, backward: false });
  const last = rows.at(-1);
  return {
    isEmpty: rows.length === 0,
    buttons: [
      ...rows.map((row) => [
        button(`${MARKS[row.status]} ${panel.messages.row(row)}`, callbacks.message({ message: row.id })),
      ]),
      ...(hasNext && last ? [[button(panel.messages.older, older(last.id))]] : []),
    ],
  };
}
