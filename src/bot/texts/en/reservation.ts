import type { Amount } from '../../../domain/money/money';
import type { EndReason, ReservationStatus } from '../../../domain/reservation/reservation-status';
import type { CustomizableTexts } from '../customizable-texts';
import { type CardFacts, type NumberFacts, type SmsFacts, STAGE_MARKS } from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, code, lines, type Rich, rich } from '../rich';
import type { general } from './general';
import type { shopping } from './shopping';

/** The life of one number: its card, its codes, and what a press on its buttons led to. */
export const reservation = (
  f: Format,
  w: CustomizableTexts,
  g: ReturnType<typeof general>,
  s: ReturnType<typeof shopping>,
) => {
  const remaining = (until: Date, now: Date) => {
    const seconds = (until.getTime() - now.getTime()) / 1000;
    return seconds > 0 ? `${g.duration(seconds)} left` : 'time is up';
  };
  const phoneLine = (o: NumberFacts) => (o.phone ? rich`📞 ${f.isolated(code(`+${o.phone}`))}` : undefined);
  const returned = (price: Amount) => rich`↩️ ${bold(f.money(price))} is back on your balance. Nothing was charged.`;
  const sms = (o: SmsFacts) =>
    lines(o.code ? rich`🔑 ${f.isolated(code(o.code))} · ${f.time(o.at)}` : `📩 ${f.time(o.at)}`, f.quoted(o.text));
  const endReasons: Record<EndReason, string> = {
    BUYER_CANCELED: 'You canceled it.',
    BUYER_CHANGED_NUMBER: 'You changed it for another number.',
    TIMED_OUT: 'No code arrived in time.',
    OUT_OF_STOCK: 'No number was to be had.',
    TOO_DEAR: 'No number was to be had at this price.',
    PROVIDER_REFUSED: 'The supplier could not give a number.',
    PROVIDER_LOST_ORDER: 'The supplier lost the number.',
    SERVICE_DELETED: 'This service is no longer offered.',
    OPERATOR_CANCELED: 'The shop canceled it.',
  };
  const endedTitle: Record<'CANCELED' | 'EXPIRED', string> = { CANCELED: '❌ Canceled', EXPIRED: '⌛ Time is up' };
  return {
    remaining,
    endReasons,
    cardButtons: {
      copyNumber: '📋 Copy number',
      copyCode: (smsCode: string) => `📋 ${smsCode}`,
      copyText: '📋 Copy text',
      cancel: '❌ Cancel',
      change: '🔁 Change number',
      more: '📩 Another SMS',
      again: '🔂 Buy again',
      open: '👁 Open',
      openNew: '➡️ The new number',
      claim: (price: Amount) => `🔓 Take the code · ${f.money(price)}`,
    },
    /** What stands on a card; `until` is the deadline, `cancelDueAt` when a pending cancel takes effect. */
    card: {
      REQUESTED: (o) =>
        lines(
          bold('⏳ Getting a number…'),
          s.where(o),
          `🔒 ${f.money(o.price)} is held, nothing is charged.`,
          'The number appears here by itself; if there is none, the money returns.',
        ),
      WAITING_CODE: (o) =>
        lines(
          bold(s.where(o)),
          phoneLine(o),
          '⏳ Waiting for the SMS: it appears here.',
          rich`⏰ Until ${f.time(o.until)} · ${bold(remaining(o.until, o.now))}`,
          o.replacesId === null
            ? '🔁 Another number has the same deadline.'
            : '🔁 Another number; the deadline stayed.',
          `🔒 ${f.money(o.price)} is held until a code comes.`,
        ),
      CANCEL_PENDING: (o) =>
        lines(
          bold(s.where(o)),
          phoneLine(o),
          bold('❌ Canceling…'),
          `${f.money(o.price)} returns ${g.inTime(o.cancelableAt ?? o.now, o.now)}.`,
          'A code that comes before is yours, and charged.',
        ),
      COMPLETED: (o) =>
        lines(
          bold(s.where(o)),
          phoneLine(o),
          `✅ ${f.money(o.price)} was charged for the code.`,
          o.canAskForMore && `📩 More SMS are free until ${f.time(o.until)}.`,
          ...o.messages.flatMap((message) => ['', sms(message)]),
        ),
      EXPIRED: (o) =>
        lines(
          bold(endedTitle.EXPIRED),
          s.where(o),
          phoneLine(o),
          o.endReason && endReasons[o.endReason],
          returned(o.price),
        ),
      CANCELED: (o) =>
        lines(
          bold(endedTitle.CANCELED),
          s.where(o),
          phoneLine(o),
          o.endReason && endReasons[o.endReason],
          o.endReason === 'BUYER_CHANGED_NUMBER'
            ? `🔁 ${f.money(o.price)} went on to the new number. Nothing was charged.`
            : returned(o.price),
        ),
    } satisfies Record<ReservationStatus, (o: CardFacts) => Rich>,
    lateOnCard: (o: { price: Amount }): Rich =>
      lines(
        '',
        rich`📬 A code came too late. You can take it for ${bold(f.money(o.price))}; nothing is charged unless you do.`,
      ),
    codeMessage: (o: NumberFacts & SmsFacts & { isPaid: boolean; until: Date; canAskForMore: boolean }): Rich =>
      lines(
        o.code ? rich`🔑 ${f.isolated(code(o.code))}` : bold('📩 SMS'),
        '',
        f.quoted(o.text),
        s.where(o),
        phoneLine(o),
        o.isPaid ? `✅ ${f.money(o.price)} was charged.` : '🎁 Free: this number is already paid.',
        o.canAskForMore && `📩 More SMS are free until ${f.time(o.until)}.`,
        ...w.afterCode(o),
      ),
    lateCode: (o: NumberFacts & { claimUntil: Date }): Rich =>
      lines(
        bold('📬 A code came after the number had ended'),
        s.where(o),
        phoneLine(o),
        'Your money is back, nothing was charged.',
        rich`You can take it for ${bold(f.money(o.price))} until ${f.time(o.claimUntil)}.`,
      ),
    numberArrived: (o: NumberFacts & { until: Date; now: Date }): Rich =>
      lines(
        bold('📞 Your number is here'),
        s.where(o),
        phoneLine(o),
        rich`⏰ Until ${f.time(o.until)} · ${bold(remaining(o.until, o.now))}`,
        `🔒 ${f.money(o.price)} is held until a code comes.`,
      ),
    gone: lines(
      bold('🤷 That number is not among yours'),
      '',
      'Nothing was changed. Your numbers are in the list below.',
    ),
    canceled: {
      canceled: () => 'Canceled. The money is back.',
      pending: (o: { dueAt: Date | null; now: Date }) =>
        `Canceling: the money returns ${g.inTime(o.dueAt ?? o.now, o.now)}.`,
      completed: () => 'The code came first: here it is.',
      still_asking: () => 'The number is still being bought. Try again in a moment.',
      already_ended: () => 'It had already ended. Nothing changed.',
      not_yours: () => 'That number is not yours.',
    },
    changed: {
      changed: (o: { until: Date | null; now: Date }) =>
        o.until
          ? `Here is another number, for the same money. The deadline stays ${f.time(o.until)}.`
          : 'Here is another number, for the same money.',
      repeated: () => 'Here is your new number.',
      too_early: (o: { until: Date | null; now: Date }) =>
        o.until ? `You can change it ${g.inTime(o.until, o.now)}.` : 'It is too early to change it.',
      not_waiting: () => 'It no longer waits for a code. Nothing changed.',
      not_yours: () => 'That number is not yours.',
      out_of_stock: () => 'No other number is in stock. You keep this one.',
    },
    asked: {
      asked: () => 'Ready for another SMS. It appears here, free of charge.',
      not_completed: () => 'The first code has not come yet.',
      over: () => 'The time of this number is over.',
      not_yours: () => 'That number is not yours.',
      unsupported: () => 'This supplier sends one SMS only.',
      unavailable: () => 'The supplier does not answer right now. Try again in a minute; it stays free.',
    },
    claimed: {
      claimed: (o: { price: Amount | null }) =>
        o.price === null ? 'The code is yours.' : `The code is yours. ${f.money(o.price)} was charged.`,
      repeated: () => 'The code is already yours.',
      not_yours: () => 'That code is not yours.',
      too_late: () => 'Too late: the number has gone on. Nothing was charged.',
      insufficient_funds: (o: { price: Amount | null; available: Amount | null }) =>
        o.price === null || o.available === null
          ? 'Not enough money. Nothing was charged.'
          : `The price is ${f.money(o.price)}, you have ${f.money(o.available)}. Nothing was charged.`,
      banned: () => 'Your access is closed. Nothing was charged.',
    },
    numbersScreen: (o: { which: 'mine' | 'history'; total: number }): Rich =>
      o.which === 'mine'
        ? lines(
            bold('📋 My numbers'),
            plural('en', o.total, { one: '# is yours now', other: '# are yours now' }, f.number),
            '',
            'Press one to see its code.',
          )
        : lines(bold('🗂 History'), plural('en', o.total, { one: '# reservation', other: '# reservations' }, f.number)),
    noOpenNumbers: lines(bold('📋 No open numbers'), '', 'Get one, and it appears here. Nothing is held.'),
    noHistory: lines(bold('🗂 Nothing here yet'), '', 'Numbers that ended are kept here with their codes.'),
    historyButton: '🗂 History',
    openButton: '📋 Open numbers',
    /** `at`: when it was got; null where that is plain. */
    numberRow: (o: NumberFacts & { stage: ReservationStatus; at: Date | null }) =>
      `${STAGE_MARKS[o.stage]} ${`${o.serviceEmoji} ${f.name(o.serviceName, 20)}`.trim()} ${f.flag(o.countryIso)} ${o.phone ? f.phone(o.phone) : '…'} · ${o.at ? f.day(o.at) : f.money(o.price)}`,
  };
};
