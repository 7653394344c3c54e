import type { App } from '../../app';
import type { SecretBox } from '../../platform/secret-box';
import type { RenderedMessage } from '../../ports/rendered-message';
import { MESSAGE_KIND, type MessagePayload, SCREEN_KIND, type ScreenPayload } from '../answer-row';
import { ADDRESS_KIND, renderAddress } from '../panel/catalogue/address-notice';
import { FILE_KIND, renderFile } from '../panel/files/file-notice';
import { REPORT_KIND, renderReport } from '../panel/numbers/report-notice';
import { CHART_KIND, renderChart } from '../panel/statistics/chart-notice';
import { cardView } from '../screens/card-view';
import type { View } from '../screens/view';
import { textsFor } from '../texts';
import type { Language } from '../texts/languages';
import { noticeViews, reservationOf } from './notice-views';
import { postViews } from './post-views';
import { shopNotices } from './shop-notices';

/** What rendering needs of a row of the outbox. */
export interface NoticeRow {
  readonly key: string;
  readonly userId: bigint | null;
  readonly language: Language | null;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Brings the card of a reservation up to date, wherever it is shown; put when a notice about it was sent. */
const CARD_KIND = 'card';

export interface Renderer {
  /** Undefined: there is nothing to send (any more). Throws for a kind that nobody renders. */
  render(row: NoticeRow): Promise<RenderedMessage | undefined>;
  /** Remembers where things are shown now. `messageId` undefined: sent, but its id is not known. */
  onSent(row: NoticeRow, messageId: number | undefined): Promise<void>;
}

/** Without the secret box nothing can be told that lies sealed. */
export function createRenderer(app: App, box?: SecretBox): Renderer {
  return {
    async render(row) {
      const post = Object.hasOwn(postViews, row.kind) ? postViews[row.kind] : undefined;
      if (post) return post(app, row);
      const { userId } = row;
      if (userId === null) throw new Error(`outbox row of kind ${row.kind} names no user`);
      if (row.kind === MESSAGE_KIND) return row.payload as unknown as MessagePayload;
      if (row.kind === SCREEN_KIND) return renderScreen(app, userId, row.payload as unknown as ScreenPayload);
      if (row.kind === CARD_KIND) return renderCard(app, userId, row);
      if (row.kind === CHART_KIND) return renderChart(app, row);
      if (row.kind === FILE_KIND) return renderFile(app, row);
      if (row.kind === REPORT_KIND) return renderReport(app, row);
      if (row.kind === ADDRESS_KIND) return renderAddress(app, box, row);
      const told = Object.hasOwn(shopNotices, row.kind) ? shopNotices[row.kind] : undefined;
      if (told) return contentOf(told(await lookingFor(app, row), row.payload));
      const notice = Object.hasOwn(noticeViews, row.kind) ? noticeViews[row.kind] : undefined;
      if (!notice) throw new Error(`nobody renders an outbox row of kind ${row.kind}`);
      const looking = await lookingFor(app, row);
      const reservation = await reservationOf(looking, { payload: row.payload, userId });
      const { messageId } = row.payload;
      const view = reservation && notice(looking, reservation, typeof messageId === 'string' ? BigInt(messageId) : 0n);
      return view && contentOf(view);
    },

    async onSent(row, messageId) {
      if (row.userId === null || row.kind === CARD_KIND || Object.hasOwn(shopNotices, row.kind)) return;
      if (Object.hasOwn(noticeViews, row.kind)) return putCard(app, row, row.userId);
      if (row.kind === SCREEN_KIND) await takeAway(app, row, row.userId);
      const { shown, edit } = row.payload as unknown as MessagePayload;
      const shownAt = messageId ?? edit;
      if (!shown || shownAt === undefined) return;
      const now = app.clock.now();
      const reservationId = shown.card === null ? null : BigInt(shown.card);
      await Promise.all([
        app.db.dialogues.setLivingMessage(row.userId, shownAt, now),
        app.db.cards.setShown({ userId: row.userId, messageId: shownAt, reservationId, now }),
      ]);
    },
  };
}

async function renderScreen(app: App, userId: bigint, o: ScreenPayload): Promise<RenderedMessage> {
  const living = (await app.db.dialogues.find(userId))?.screenMessageId ?? undefined;
  const isInReach = living !== undefined && (o.target.kind === 'living' || living > o.target.messageId);
  return isInReach ? { ...o.message, edit: living, orSend: true } : o.message;
}

/**
 * The living message moved below what the person typed: the one above goes, unless it is the card of a number. Done again
 * after a crash it does nothing: whatever was sent since stands below those words.
 */
async function takeAway(app: App, row: NoticeRow, userId: bigint): Promise<void> {
  const { target } = row.payload as unknown as ScreenPayload;
  if (target.kind !== 'after') return;
  const living = (await app.db.dialogues.find(userId))?.screenMessageId ?? undefined;
  if (living === undefined || living > target.messageId) return;
  if (await app.db.cards.isCard({ userId, messageId: living })) return;
  const payload: RenderedMessage = { text: '', delete: [living] };
  const at = app.clock.now();
  await app.db.outbox.put({ key: `moved:${row.key}`, lane: 0, userId, kind: MESSAGE_KIND, payload, at });
  app.wake('outbox');
}

async function renderCard(app: App, userId: bigint, row: NoticeRow): Promise<RenderedMessage | undefined> {
  const looking = await lookingFor(app, row);
  const reservation = await reservationOf(looking, { payload: row.payload, userId });
  const edit = reservation && (await app.db.cards.find(reservation.id));
  return edit === undefined ? undefined : { ...contentOf(cardView(looking, reservation!)), edit };
}

async function putCard(app: App, row: NoticeRow, userId: bigint): Promise<void> {
  const { reservationId } = row.payload;
  if (typeof reservationId !== 'string') return;
  if ((await app.db.cards.find(BigInt(reservationId))) === undefined) return;
  const at = app.clock.now();
  await app.db.outbox.put({ key: `card:${row.key}`, lane: 0, userId, kind: CARD_KIND, payload: { reservationId }, at });
  app.wake('outbox');
}

async function lookingFor(app: App, row: NoticeRow) {
  const [settings, own] = await Promise.all([app.settings(), app.customTexts()]);
  return { app, texts: textsFor(row.language ?? 'en', app.currency, own), settings };
}

function contentOf(view: View): RenderedMessage {
  return { text: view.text.text, entities: view.text.entities, keyboard: view.buttons };
}
