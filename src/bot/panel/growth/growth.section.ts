import { reportReferrals, reportWays } from '../../../database/queries/reports/growth';
import { addMs, DAY_MS } from '../../../domain/time';
import { button } from '../../screens/view';
import { bold, lines, type Piece } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { nameOf } from '../people/balance-form';
import { peopleCallbacks } from '../people/people-callbacks';
import { type AdminVisit, type PanelView, section } from '../section';
import { turnPages } from '../turn-pages';
import { growthCallbacks as callbacks, SPANS } from './growth-callbacks';

const PAGE_SIZE = 10;
const MOST = 500;

/** By which links people came, who brought whom, and what they brought. */
export const growthSection = section({
  name: 'growth',
  entry: { label: (panel) => panel.growth.button, data: callbacks.ways({ days: SPANS[1], page: 0 }) },
  callbacks,
  pages: {
    async ways(visit, at) {
      const { app, panel } = visit;
      const words = panel.growth;
      const [rows, name] = await Promise.all([
        reportWays(app.db, spanOf(visit, at.days)),
        app.db.telegramSessions.readUsername(),
      ]);
      const told = shown(rows, at.page).map((row) => words.way({ ...row, name: wordOf(visit, row.word) }));
      return view(visit, {
        ...{ at, title: words.waysTitle({ days: at.days }), told, count: rows.length, linkTo: callbacks.ways },
        hint: words.waysHint({ link: `https://t.me/${name ?? 'your_bot'}?start=c_spring` }),
        other: button(words.invitesButton, callbacks.invites({ days: at.days, page: 0 })),
      });
    },

    async invites(visit, at) {
      const { app, panel, format } = visit;
      const words = panel.growth;
      const rows = await reportReferrals(app.db, spanOf(visit, at.days));
      const { referralPercent: percent } = await app.settings();
      const people = shown(rows, at.page);
      const told = people.map((row) =>
        words.inviter({ ...row, name: format.name(nameOf({ ...row, id: row.userId }), 40) }),
      );
      const made = view(visit, {
        ...{ at, title: words.invitesTitle({ days: at.days }), told, count: rows.length, linkTo: callbacks.invites },
        hint: percent === 0 ? words.invitesOff : words.invitesHint({ percent }),
        other: button(words.waysButton, callbacks.ways({ days: at.days, page: 0 })),
      });
      const cards = people.map((row) => [
        button(`👤 ${format.name(nameOf({ ...row, id: row.userId }), 40)}`, peopleCallbacks.card({ user: row.userId })),
      ]);
      return { ...made, buttons: [...cards, ...made.buttons] };
    },
  },
});

interface At {
  readonly days: number;
  readonly page: number;
}

function spanOf({ app }: AdminVisit, days: number) {
  const to = addMs(app.clock.now(), 1);
  return { from: addMs(to, -days * DAY_MS), to, limit: MOST };
}

const shown = <Row>(rows: readonly Row[], page: number) => rows.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);

function wordOf({ panel, format }: AdminVisit, word: string | null): string {
  if (word === null) return panel.growth.noWord;
  if (word === 'r_') return panel.growth.byInvitation;
  return word === 'g_' ? panel.growth.byGift : format.name(word, 64);
}

function view(
  { panel, texts }: AdminVisit,
  o: {
    at: At;
    title: string;
    told: readonly Piece[];
    hint: Piece;
    count: number;
    linkTo: (at: At) => string;
    other: ReturnType<typeof button>;
  },
): PanelView {
  const { at, linkTo } = o;
  const hasNext = o.count > (at.page + 1) * PAGE_SIZE;
  return {
    text: lines(bold(o.title), '', ...(o.told.length > 0 ? o.told : [panel.common.nothing]), '', o.hint),
    buttons: [
      ...turnPages(texts, { page: at.page, hasNext }, (page) => linkTo({ days: at.days, page })),
      SPANS.map((days) =>
        button(`${days === at.days ? '• ' : ''}${panel.growth.days({ days })}`, linkTo({ days, page: 0 })),
      ),
      [o.other],
      [button(panel.common.refresh, linkTo(at)), button(panel.common.panel, frameCallbacks.home())],
    ],
  };
}
