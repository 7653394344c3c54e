import { readTimeline, readUserCard, type TimelineRow, type UserCard } from '../../../database/queries/user-card';
import { findUsers } from '../../../database/queries/user-search';
import { setBan } from '../../../usecases/users/ban-user';
import { button } from '../../screens/view';
import { STAGE_MARKS } from '../../texts/facts';
import { bold, lines, type Rich } from '../../texts/rich';
import { tellAudit } from '../audit/tell-audit';
import { erasingCallbacks } from '../erasing/erasing.section';
import { frameCallbacks } from '../frame-callbacks';
import { paymentCallbacks } from '../payments/payment-callbacks';
import { resaleKeyCallbacks } from '../resale/resale-callbacks';
import { type AdminVisit, type PanelAnswer, section } from '../section';
import { supportCallbacks } from '../support/support-callbacks';
import { turnPages } from '../turn-pages';
import { wayBack } from '../way-back';
import { balanceForm, nameOf } from './balance-form';
import { peopleCallbacks as callbacks } from './people-callbacks';
import { readGift } from './read-gift';
import { refundForm, reservationPages } from './reservation-page';

const PAGE_SIZE = 10;
const TIMELINE_SIZE = 12;

/** Users: found by id, number, @name or a part of the name; their money, their doings, and the door. */
export const peopleSection = section({
  name: 'people',
  entry: { label: (panel) => panel.people.button, data: callbacks.list({ page: 0, query: false }) },
  callbacks,
  pages: {
    async list(visit, { page, query }) {
      const { app, panel, texts, format } = visit;
      const words = query ? visit.words : undefined;
      const { items, hasNext } = await findUsers(app.db, { words, page, pageSize: PAGE_SIZE });
      const isSearch = words !== undefined;
      return {
        text: lines(
          bold(panel.people.title),
          isSearch && panel.people.found({ words }),
          items.length === 0 && panel.people.nobody,
          panel.people.searchHint,
        ),
        buttons: [
          ...items.map((person) => [
            button(
              `${person.isBanned ? '⛔ ' : ''}${format.name(nameOf(person), 32)} · ${format.money(person.available)}`,
              callbacks.card({ user: person.id }),
            ),
          ]),
          ...turnPages(texts, { page, hasNext }, (to) => callbacks.list({ page: to, query: isSearch })),
          ...(isSearch ? [[button(panel.common.clearSearch, callbacks.list({ page: 0, query: false }))]] : []),
          [button(panel.common.panel, frameCallbacks.home())],
        ],
        takes: { words: callbacks.list({ page: 0, query: true }), query: words },
      };
    },

    async card(visit, { user }) {
      const card = await readUserCard(visit.app.db, user);
      return card ? cardView(visit, card) : gone(visit);
    },

    async ban(visit, { user, on }) {
      const { app, author, panel } = visit;
      const outcome = await setBan(app, { userId: user, isBanned: on, reason: '', ...author });
      if (outcome.kind === 'user_not_found') return gone(visit);
      return { go: callbacks.card({ user }), toast: on ? panel.people.banned : panel.people.unbanned };
    },

    add: async (_visit, { user }) => ({ form: { form: 'people.add', subject: { user: String(user) } } }),
    async give({ panel, words }, { user, amount }) {
      const reason = readGift(words)?.reason ?? panel.people.byHand;
      return { form: { form: 'people.add', subject: { user: String(user), amount: String(amount), reason } } };
    },
    deduct: async (_visit, { user }) => ({ form: { form: 'people.deduct', subject: { user: String(user) } } }),

    async timeline(visit, { user, page }) {
      const { app, panel, texts } = visit;
      const { items, hasNext } = await readTimeline(app.db, { userId: user, page, pageSize: TIMELINE_SIZE });
      const told = await tellEntries(visit, user, items);
      return {
        text: lines(
          bold(panel.people.timeline),
          items.length === 0 && panel.common.nothing,
          ...told.flatMap((entry) => ['', entry]),
        ),
        buttons: [
          ...items
            .filter(({ kind }) => kind === 'RESERVATION')
            .slice(0, 6)
            .map(({ id, note }) => [
              button(`#${id} ${visit.format.name(note, 40)}`, callbacks.reservation({ reservation: id })),
            ]),
          ...turnPages(texts, { page, hasNext }, (to) => callbacks.timeline({ user, page: to })),
          wayBack(visit, callbacks.card({ user })),
        ],
      };
    },

    ...reservationPages,
  },
  forms: { add: balanceForm('add'), deduct: balanceForm('deduct'), refund: refundForm },
});

function cardView(visit: AdminVisit, card: UserCard): PanelAnswer {
  const { people } = visit.panel;
  const user = card.id;
  return {
    text: lines(
      bold(visit.format.name(nameOf(card), 80)),
      card.isBanned && people.isBanned,
      card.isBlockingBot && people.isBlocking,
      '',
      people.card(card),
    ),
    buttons: [
      [button(people.addButton, callbacks.add({ user })), button(people.deductButton, callbacks.deduct({ user }))],
      [
        button(people.timeline, callbacks.timeline({ user, page: 0 })),
        button(visit.panel.payments.button, paymentCallbacks.ofUser({ user })),
      ],
      [button(visit.panel.resale.button, resaleKeyCallbacks.keys({ user }))],
      [button(visit.panel.support.userThreads, supportCallbacks.ofUser({ user, page: 0 }))],
      [
        button(card.isBanned ? people.unbanButton : people.banButton, callbacks.ban({ user, on: !card.isBanned })),
        ...(card.telegramId === null ? [] : [button(visit.panel.erasing.button, erasingCallbacks.ask({ user }))]),
      ],
      wayBack(visit, callbacks.list({ page: 0, query: false })),
    ],
  };
}

const KIND_MARKS = { TRANSFER: '💳', RESERVATION: '📱', AUDIT: '🛠' } as const;

/** The acts of operators among them are told together, since their names are read together. */
async function tellEntries(visit: AdminVisit, user: bigint, entries: readonly TimelineRow[]): Promise<Rich[]> {
  const { texts, panel } = visit;
  const acts = entries.filter(({ kind }) => kind === 'AUDIT');
  const sentences = await tellAudit(
    visit,
    acts.map(({ what: action, note, actorType, actorId }) => ({
      ...{ entity: 'user', entityId: `${user}`, action, facts: JSON.parse(note) as Record<string, unknown> },
      ...{ actorType: actorType!, actorId: actorId! },
    })),
  );
  const told = new Map(acts.map((entry, at) => [entry, sentences[at]!]));
  return entries.map((entry) => {
    const { kind, what, at, id, amount, note } = entry;
    const mark = KIND_MARKS[kind];
    const act = told.get(entry);
    if (act) return panel.people.entry({ mark, words: act.sentence, id: null, at, amount, note: act.facts });
    const words =
      kind === 'TRANSFER'
        ? texts.transferWords[what as keyof typeof texts.transferWords]
        : `${STAGE_MARKS[what as keyof typeof STAGE_MARKS]} ${panel.people.stages[what as keyof typeof STAGE_MARKS]}`;
    return panel.people.entry({ mark, words, id, at, amount, note });
  });
}

function gone({ panel }: AdminVisit): PanelAnswer {
  return { go: callbacks.list({ page: 0, query: false }), toast: panel.common.gone };
}
