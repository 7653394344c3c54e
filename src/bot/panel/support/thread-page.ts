import { readSupportMessages, readTitledThread, type SupportMessageRow } from '../../../database/queries/support';
import { closeSupport, reopenSupport } from '../../../usecases/support/close-support';
import { newNonce } from '../../act-key';
import { putRow } from '../../outbox/put';
import { button, rowsOf } from '../../screens/view';
import { lines } from '../../texts/rich';
import { nameOf } from '../people/balance-form';
import { peopleCallbacks } from '../people/people-callbacks';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { supportCallbacks as callbacks, supportCard } from './support-callbacks';
import { factsOf } from './thread-facts';

/** UTF-16 units of a page that messages may fill: the longest one fits whole, with its facts above. */
const ROOM = 3_100;
const LINES_AROUND = 60;
const MOST = 12;

/** One question: what it is about, what was said, and what can be done. */
export const threadPages = {
  async thread(visit: AdminVisit, { thread: id, before }: { thread: bigint; before: bigint }): Promise<PanelAnswer> {
    const { app, panel, texts } = visit;
    const words = panel.support;
    const thread = await readTitledThread(app.db, { id });
    if (!thread) return { go: callbacks.list({ closed: false, page: 0 }), toast: panel.common.gone };
    const [facts, { rows, hasEarlier }] = await Promise.all([factsOf(visit, thread), messagesOf(visit, id, before)]);
    const pictures = rows.filter(({ hasPicture }) => hasPicture);
    const nonce = newNonce(app.ids.uuid());
    const seen = thread.lastMessageId ?? 0n;
    const { waitingSince, closedAt } = thread;
    const waitedMs = waitingSince ? app.clock.now().getTime() - waitingSince.getTime() : 0;
    const isNewest = before === 0n;
    return {
      text: lines(
        words.cardTitle({ id, subject: texts.supportSubject(thread) }),
        words.from({ name: nameOf({ ...thread, id: thread.userId }) }),
        isNewest && thread.isBlockingBot && words.blocking,
        closedAt
          ? words.closed({ at: closedAt, by: thread.closedBy! })
          : waitingSince
            ? words.waits({ minutes: Math.floor(waitedMs / 60_000) })
            : words.answered,
        ...(isNewest ? facts.lines : []),
        ...rows.flatMap((row) => ['', messageText(visit, row)]),
      ),
      buttons: [
        ...rowsOf(
          pictures.map((row, at) =>
            button(words.pictureButton({ at: at + 1 }), callbacks.picture({ message: row.id, nonce })),
          ),
          3,
        ),
        ...(hasEarlier ? [[button(words.earlier, callbacks.thread({ thread: id, before: rows[0]!.id }))]] : []),
        thread.state === 'OPEN'
          ? [
              button(words.answerButton, callbacks.answer({ thread: id, seen })),
              button(words.closeButton, callbacks.close({ thread: id, seen, nonce })),
            ]
          : [button(words.reopenButton, callbacks.reopen({ thread: id, nonce }))],
        ...facts.buttons,
        [
          button(panel.payments.userButton, peopleCallbacks.card({ user: thread.userId })),
          button(words.userThreads, callbacks.ofUser({ user: thread.userId, page: 0 })),
        ],
        [
          button(panel.common.refresh, supportCard(id)),
          ...wayBack(visit, callbacks.list({ closed: thread.state === 'CLOSED', page: 0 })),
        ],
      ],
    };
  },

  answer: async (_visit: AdminVisit, { thread, seen }: { thread: bigint; seen: bigint }): Promise<PanelAnswer> => ({
    form: { form: 'support.answer', subject: { thread: String(thread), seen: String(seen) } },
  }),

  /** The nonce was made when the button was shown: pressed twice, it is one act. */
  async close(
    { app, author, panel }: AdminVisit,
    { thread, seen, nonce }: { thread: bigint; seen: bigint; nonce: string },
  ): Promise<PanelAnswer> {
    const { kind } = await closeSupport(app, { key: `panel:${nonce}`, threadId: thread, seen, ...author });
    const words = panel.support;
    const toast = {
      closed: words.closedNow,
      repeated: words.closedNow,
      already_closed: words.alreadyClosed,
      overtaken: words.overtakenClose,
      key_conflict: panel.common.gone,
      not_found: panel.common.gone,
    }[kind];
    return { go: supportCard(thread), toast };
  },

  async reopen(
    { app, author, panel }: AdminVisit,
    { thread, nonce }: { thread: bigint; nonce: string },
  ): Promise<PanelAnswer> {
    const { kind } = await reopenSupport(app, { key: `panel:${nonce}`, threadId: thread, ...author });
    const words = panel.support;
    const toast = {
      reopened: words.reopened,
      repeated: words.reopened,
      already_open: words.alreadyOpen,
      another_open: words.anotherOpen,
      key_conflict: panel.common.gone,
      not_found: panel.common.gone,
    }[kind];
    return { go: supportCard(thread), toast };
  },

  async picture(
    { app, user, panel }: AdminVisit,
    { message, nonce }: { message: bigint; nonce: string },
  ): Promise<PanelAnswer> {
    const found = await app.db.support.findMessage(message);
    if (!found) return { go: callbacks.list({ closed: false, page: 0 }), toast: panel.common.gone };
    const payload = { messageId: String(message) };
    const key = `support-picture:${message}:${user.id}:${nonce}`;
    await putRow(app, { key, lane: 0, userId: user.id, kind: 'support_picture', payload });
    return { go: supportCard(found.threadId), toast: panel.support.pictureComes };
  },
};

/** Whole messages, oldest first, as many of the newest ones as have room; the others stand on the page before. */
async function messagesOf({ app }: AdminVisit, threadId: bigint, before: bigint) {
  const page = { limit: MOST, backward: false };
  const beforeId = before > 0n ? before : undefined;
  const { rows, hasNext } = await readSupportMessages(app.db, { threadId, beforeId, page });
  let room = ROOM;
  const fitting: SupportMessageRow[] = [];
  for (const row of rows) {
    room -= row.text.length + LINES_AROUND;
    if (room < 0 && fitting.length > 0) break;
    fitting.unshift(row);
  }
  return { rows: fitting, hasEarlier: hasNext || fitting.length < rows.length };
}

function messageText({ panel }: AdminVisit, { writer, createdAt, text, hasPicture, ...row }: SupportMessageRow) {
  const isBuyer = writer === 'BUYER';
  const mark = isBuyer
    ? hasPicture
      ? panel.support.pictureMark
      : ''
    : row.failure
      ? '⚠️'
      : row.deliveredAt
        ? '✓'
        : '⏳';
  return lines(
    panel.support.said({ isBuyer, at: createdAt, text, mark, by: row.actorType }),
    row.failure && panel.support.notDelivered({ detail: row.failure }),
  );
}
