import { z } from 'zod';
import type { App } from '../../app';
import type { CardDraft } from '../../database/queues/outbox';
import { ALERT_KINDS } from '../../domain/alert-kind';
import { ANNOUNCEMENT_KINDS } from '../../domain/channel/announcement-kind';
import { EXPORT_ENTITIES } from '../../domain/exports/export-kinds';
import type { OutboxKind } from '../../domain/outbox-kind';
import { gathering } from '../../platform/gathering';
import type { SecretBox } from '../../platform/secret-box';
import type { RenderedMessage } from '../../ports/rendered-message';
import { findReservations, type ReservationView } from '../../usecases/reservations/reservation-view';
import { renderBroadcast } from '../notices/broadcast';
import { announcement, dailySummary, userDataGreeting, userDataPost } from '../notices/channel-posts';
import { giftReturned, giftTaken, referralPaid } from '../notices/growth-notices';
import { offerBack } from '../notices/offer-notices';
import {
  invoice,
  paymentReceived,
  paymentScreenOf,
  paymentSeen,
  paymentTakenBack,
  paymentUsable,
  putPaymentScreen,
  refundEnded,
  refundRefused,
} from '../notices/payment-notices';
import {
  codeReceived,
  earlierCode,
  lateCode,
  type NoticeView,
  numberArrived,
  reservationEnded,
} from '../notices/reservation-notices';
import { balanceChanged, operatorAlert, rewardTakenBack } from '../notices/shop-notices';
import { supportAnswer, supportClosed, supportPicture } from '../notices/support-notices';
import { renderBroadcastCard, renderBroadcastDone } from '../panel/broadcasts/broadcast-notices';
import { renderAddress } from '../panel/catalogue/address-notice';
import { renderFile } from '../panel/files/file-notice';
import { renderReport } from '../panel/numbers/report-notice';
import { renderChart } from '../panel/statistics/chart-notice';
import { CHARTS } from '../panel/statistics/chart-pictures';
import type { Language } from '../texts/languages';
import type { MessagePayload, ScreenPayload } from './put';
import {
  putCard,
  rememberShown,
  renderAnswer,
  renderCard,
  renderNotice,
  renderOnce,
  renderScreen,
  takeAway,
} from './shown';

/** A row of the outbox as rendering sees it. */
export interface NoticeRow {
  readonly key: string;
  readonly userId: bigint | null;
  readonly language: Language | null;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** This one counted. */
  readonly attempts: number;
}

/** What a notice is made from, beside its payload. */
export interface Rendering {
  readonly app: App;
  readonly key: string;
  /** Null for posts that are about nobody. */
  readonly userId: bigint | null;
  readonly language: Language;
  /** Tried before, perhaps by a process that died: what was true then may be old. */
  readonly isRepeated: boolean;
  /** Without it nothing can be said that lies sealed. */
  readonly box?: SecretBox;
  /** As it stands now; undefined where there is none. */
  reservationOf(id: bigint): Promise<ReservationView | undefined>;
  /** Has the card of a reservation brought up to date, wherever it is on display. */
  putCard(draft: CardDraft): Promise<void>;
}

interface Kind<Payload> {
  /** Reads what the row holds. What does not fit, such as the row of a person who was erased, is not sent. */
  readonly payload: z.ZodType<Payload>;
  /** Made when it is sent, so that nothing old is said. Undefined: there is nothing to say (any more). */
  render(o: Rendering, payload: Payload): Promise<RenderedMessage | undefined> | RenderedMessage | undefined;
  /** Remembers what is shown where. The id is undefined when only a lost answer knew it. Repeated after a crash. */
  onSent?(o: Rendering, payload: Payload, messageId: number | undefined): Promise<void>;
}

const amount = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .transform(BigInt);
const id = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform(BigInt);
const channelId = z.number();
const isPreview = z.boolean().optional();
const reservation = z.object({ reservationId: id, messageId: id.optional() });
/** Answers are written by this program and read again and again: taken as they are. */
const own = <Payload>() => z.custom<Payload>(() => true);

const kind = <Payload>(
  payload: Kind<Payload>['payload'],
  render: Kind<Payload>['render'],
  onSent?: Kind<Payload>['onSent'],
) => ({ payload, render, onSent }) as Kind<unknown>;
/** About a reservation, as it stands. Its card, wherever it is shown, is brought up to date next. */
const notice = (view: NoticeView, onSent: typeof putCard = putCard) =>
  kind(reservation, (o, payload) => renderNotice(o, payload, view), onSent);

/** The same, but the card says it in the same words: where a card is on display, it alone is brought up to date. */
const noticeOrCard = (view: NoticeView) => kind(reservation, (o, payload) => renderOnce(o, payload, view));

/** Every kind of row: what it holds, what it becomes, what is remembered of it. */
export const KINDS: Readonly<Record<OutboxKind, Kind<unknown>>> = {
  // Answers to what a person did
  message: kind<MessagePayload>(own<MessagePayload>(), renderAnswer, rememberShown),
  screen: kind(own<ScreenPayload>(), renderScreen, async (o, screen, messageId) => {
    await takeAway(o, screen);
    await rememberShown(o, screen, messageId);
  }),
  card: kind(reservation.extend({ codeAt: z.number().optional(), at: z.number().optional() }), async (o, about) => {
    if (about.at === undefined) return renderCard(o, about);
    const earlier = await renderNotice(o, about, earlierCode);
    return earlier && { ...earlier, edit: about.at };
  }),

  // Put by the acts of a reservation
  code_received: notice(codeReceived),
  // Not a code yet: what stands above it keeps its buttons.
  late_code: notice(lateCode, (o, { reservationId }) => putCard(o, { reservationId })),
  number_arrived: noticeOrCard(numberArrived),
  reservation_ended: noticeOrCard(reservationEnded),

  // Put by a trigger on the ledger, by `take_back_reward` and by `raise_alert`
  balance_changed: kind(z.object({ transferId: id }), balanceChanged),
  reward_taken_back: kind(z.object({ title: z.string(), amount, available: amount }), rewardTakenBack),
  operator_alert: kind(
    z.object({
      alert: z.enum(ALERT_KINDS),
      facts: z.record(z.string(), z.any()),
      key: z.string().optional(),
      /** It is over: since when it stood. */
      since: z.coerce.date().optional(),
    }),
    operatorAlert,
  ),

  // Put while a broadcast runs and when it is done
  broadcast_card: kind(z.object({ broadcastId: z.number() }), renderBroadcastCard),
  broadcast_done: kind(z.object({ broadcastId: z.number() }), renderBroadcastDone),

  // Put when a payment begins, and by the acts that move its money
  invoice: kind(z.object({ paymentId: id }), invoice),
  payment_seen: kind(z.object({ paymentId: id }), paymentSeen),
  payment_received: kind(z.object({ receiptId: id }), paymentReceived, putPaymentScreen),
  payment_screen: kind(z.object({ paymentId: id }), paymentScreenOf),
  payment_usable: kind(z.object({ receiptId: id }), paymentUsable),
  payment_taken_back: kind(z.object({ chargeBackId: id }), paymentTakenBack),
  refund_ended: kind(z.object({ refundId: id }), refundEnded),
  refund_refused: kind(z.object({ refundRequestId: id }), refundRefused),

  referral_paid: kind(z.object({ rewardId: id }), referralPaid),
  gift_taken: kind(z.object({ giftId: id }), giftTaken),
  gift_returned: kind(z.object({ giftId: id }), giftReturned),

  // Put for whoever waits for an offer
  offer_back: kind(z.object({ offerId: z.number() }), offerBack),

  // Put by the acts of support, and asked for in the panel
  support_answer: kind(z.object({ messageId: id }), supportAnswer),
  support_closed: kind(z.object({ threadId: id }), supportClosed),
  support_picture: kind(z.object({ messageId: id }), supportPicture),

  // Asked for in the panel
  panel_chart: kind(z.object({ chart: z.enum(CHARTS), days: z.number().optional() }), renderChart),
  panel_file: kind(
    z.object({ file: z.enum([...EXPORT_ENTITIES, 'configuration']), isWorkbook: z.boolean().optional() }),
    renderFile,
  ),
  import_report: kind(z.object({ importId: id }), renderReport),
  panel_webhook_address: kind(
    z.object({
      providerId: z.number(),
      name: z.string(),
      sealed: z.string(),
      until: z.coerce.date().nullable(),
      isWhole: z.boolean(),
    }),
    renderAddress,
  ),

  // For many at once, and for channels
  broadcast: kind(z.object({ broadcastId: z.number(), isPreview }), renderBroadcast),
  user_data_post: kind(
    z.object({ channelId, event: z.enum(['joined', 'purchase']), reservationId: id.nullish(), isPreview }),
    userDataPost,
  ),
  user_data_greeting: kind(z.object({ channelId }), userDataGreeting),
  daily_summary: kind(z.object({ channelId, from: z.coerce.date(), until: z.coerce.date() }), dailySummary),
  announcement: kind(
    z.object({
      channelId,
      kind: z.enum(ANNOUNCEMENT_KINDS),
      items: z.array(z.object({ offerId: z.number(), oldPrice: amount.nullable() })),
      more: z.number(),
      isPreview,
    }),
    announcement,
  ),
  delete_posts: kind(z.object({ ids: z.array(z.number()) }), (_, { ids }) => ({ text: '', delete: ids })),
};

export interface Renderer {
  /** Undefined: there is nothing to send (any more). Throws for a kind that nobody renders. */
  render(row: NoticeRow): Promise<RenderedMessage | undefined>;
  /** Remembers where things are shown now. `messageId` undefined: sent, but its id is not known. */
  onSent(row: NoticeRow, messageId: number | undefined): Promise<void>;
}

/** Of so many rows what they are about is read by one statement. */
const MOST_TOGETHER = 100;

export function createRenderer(app: App, box?: SecretBox): Renderer {
  const reservationOf = gathering((ids: readonly bigint[]) => findReservations(app, ids), MOST_TOGETHER);
  const putCard = gathering(async (drafts: readonly CardDraft[]) => {
    if ((await app.db.outbox.putCards(drafts, app.clock.now())) > 0) app.wake('outbox');
    return drafts.map(() => undefined);
  }, MOST_TOGETHER);
  const renderingOf = ({ key, userId, language, attempts }: NoticeRow): Rendering => ({
    app,
    key,
    userId,
    language: language ?? 'en',
    isRepeated: attempts > 1,
    box,
    reservationOf,
    putCard,
  });

  function read(row: NoticeRow) {
    const found = Object.hasOwn(KINDS, row.kind) ? KINDS[row.kind as OutboxKind] : undefined;
    if (!found) throw new Error(`nobody renders an outbox row of kind ${row.kind}`);
    const { data, success } = found.payload.safeParse(row.payload);
    if (!success && Object.keys(row.payload).length > 0)
      app.log.warn({ key: row.key, kind: row.kind }, 'a row of the outbox does not hold what its kind needs');
    return success ? { ...found, data } : undefined;
  }

  return {
    async render(row) {
      const known = read(row);
      return known?.render(renderingOf(row), known.data);
    },
    async onSent(row, messageId) {
      const known = read(row);
      await known?.onSent?.(renderingOf(row), known.data, messageId);
    },
  };
}
