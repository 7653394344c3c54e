import { countSupport, listTitledThreads, type TitledThread } from '../../../database/queries/support';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { nameOf } from '../people/balance-form';
import { peopleCallbacks } from '../people/people-callbacks';
import { type AdminVisit, section } from '../section';
import { turnPages } from '../turn-pages';
import { wayBack } from '../way-back';
import { answerForm } from './answer-form';
import { supportCallbacks as callbacks, supportCard } from './support-callbacks';
import { threadPages } from './thread-page';

const PAGE_SIZE = 10;

/** What buyers ask: who has waited longest first, and a card for each question. */
export const supportSection = section({
  name: 'support',
  entry: { label: (panel) => panel.support.button, data: callbacks.list({ closed: false, page: 0 }) },
  callbacks,
  pages: {
    async list(visit, { closed, page }) {
      const { app, panel, texts } = visit;
      const state = closed ? 'CLOSED' : 'OPEN';
      const [counts, { items, hasNext }] = await Promise.all([
        countSupport(app.db),
        listTitledThreads(app.db, { state, page, pageSize: PAGE_SIZE }),
      ]);
      return {
        text: lines(
          bold(closed ? panel.support.closedTitle : panel.support.title),
          panel.support.counts(counts),
          '',
          !closed && panel.support.orderHint,
          items.length === 0 && panel.common.nothing,
          panel.support.searchHint,
        ),
        buttons: [
          ...items.map((thread) => [threadButton(visit, thread)]),
          ...turnPages(texts, { page, hasNext }, (to) => callbacks.list({ closed, page: to })),
          [
            button(
              closed ? panel.support.openButton : panel.support.closedButton,
              callbacks.list({ closed: !closed, page: 0 }),
            ),
          ],
          [
            button(panel.common.refresh, callbacks.list({ closed, page: 0 })),
            button(panel.common.panel, frameCallbacks.home()),
          ],
        ],
        takes: { words: callbacks.found() },
      };
    },

    async found({ panel, words = '' }) {
      const [, digits] = /^\s*(?:S-?)?\s*(\d{1,18})\s*$/i.exec(words) ?? [];
      if (digits) return { go: supportCard(BigInt(digits)) };
      return { go: callbacks.list({ closed: false, page: 0 }), toast: panel.support.searchHint };
    },

    async ofUser(visit, { user, page }) {
      const { app, panel, texts } = visit;
      const { items, hasNext } = await listTitledThreads(app.db, { userId: user, page, pageSize: PAGE_SIZE });
      return {
        text: lines(bold(panel.support.ofUserTitle), items.length === 0 && panel.common.nothing),
        buttons: [
          ...items.map((thread) => [threadButton(visit, thread)]),
          ...turnPages(texts, { page, hasNext }, (to) => callbacks.ofUser({ user, page: to })),
          wayBack(visit, peopleCallbacks.card({ user })),
        ],
      };
    },

    ...threadPages,
  },
  forms: { answer: answerForm },
});

function threadButton({ app, panel, texts }: AdminVisit, thread: TitledThread) {
  const { id, waitingSince } = thread;
  const waitedMs = waitingSince ? app.clock.now().getTime() - waitingSince.getTime() : undefined;
  const words = panel.support.row({
    id,
    subject: texts.supportSubject(thread).text,
    name: nameOf({ ...thread, id: thread.userId }),
    minutes: waitedMs === undefined ? undefined : Math.floor(waitedMs / 60_000),
  });
  const mark = thread.state === 'CLOSED' ? '✅' : waitingSince ? '⏳' : '💬';
  return button(`${mark} ${words}`, supportCard(id));
}
