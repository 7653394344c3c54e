import type { App } from '../../app';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import { type OurSide, readNamedPayments, readOurSide } from '../../database/queries/payment-sides';
import type { DayResult } from '../../database/queues/payment-days';
import { compareDay, type Span, type TheirMoney } from '../../domain/payment/compare-day';
import { STARS_PROTOCOL } from '../../domain/payment/stars';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time';
import { clearAlert, raiseAlert } from '../alerts/raise-alert';
import { noteProviderFault } from './provider-trouble';
import { shareOf } from './take-back';
import { moneyOf, readInvoices, readTheirSide, readTheirStars, type TheirSide } from './their-side';

export type DayOutcome =
  | ({ readonly kind: 'compared' } & DayResult)
  /** The provider could not be asked, and nothing is known. */
  | { readonly kind: 'not_compared'; readonly why: string }
  /** Stars, in a process that does not own the bot's session: nothing was done. */
  | { readonly kind: 'not_connected' };

/** A day is compared when so much of the next one is over: by then lost webhooks were made good. */
export const SETTLES_MS = 3 * HOUR_MS;
/** The calls of one comparison end long before. */
export const RECONCILE_LEASE_MS = 15 * MINUTE_MS;
const PLANNED_DAYS = 7;
/** What differs is looked at each hour for a day, then each day for a month. */
const OFTEN = 24;
const WATCHED_MS = 31 * DAY_MS;
const GIVEN_UP_MS = 3 * DAY_MS;

/** `2026-01-31`, in UTC. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
/** Undefined: that is no day. */
export function parseDay(text: string): string | undefined {
  const at = new Date(`${text}T00:00:00.000Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && dayOf(at) === text ? text : undefined;
}

export function spanOf(day: string): Span {
  const from = new Date(`${day}T00:00:00.000Z`);
  return { from, until: addMs(from, DAY_MS) };
}

/** Puts down the days that are over and were not compared yet. */
export async function planDays(app: Pick<App, 'db'>, now: Date): Promise<void> {
  const last = addMs(now, -DAY_MS - SETTLES_MS);
  await app.db.paymentDays.plan({
    from: dayOf(addMs(last, -(PLANNED_DAYS - 1) * DAY_MS)),
    to: dayOf(last),
    dueAt: now,
  });
}

/** Compares the days that are due. Each worker takes its own share. */
export async function claimDays(app: App, now: Date) {
  const leasedUntil = addMs(now, RECONCILE_LEASE_MS);
  return app.db.paymentDays.claim({ now, leasedUntil, stars: STARS_PROTOCOL, limit: 4 });
}

/**
 * Compares what a provider says that it took on a day (UTC) with our receipts, to the last unit, and keeps what is not the same.
 * Moves no money. Operators are told, and told no more when it is over.
 */
export async function reconcileDay(app: App, o: { methodId: number; day: string }): Promise<DayOutcome> {
  const method = await app.db.payments.findMethod(o.methodId);
  if (!method) return { kind: 'not_compared', why: 'no such method' };
  const span = spanOf(o.day);
  const known = await app.db.paymentDays.find(o.methodId, o.day);
  const result = await compare(app, method, span);
  if (result.kind === 'not_connected') return result;
  const now = app.clock.now();
  const ageMs = now.getTime() - span.until.getTime();
  const tries = known?.tries ?? 0;
  if (result.kind === 'fault') {
    await noteProviderFault(app, method, result);
    const problem = `${result.fault}: ${result.detail}`;
    const waitMs = Math.min(HOUR_MS, 10 * MINUTE_MS * Math.max(1, tries));
    await app.db.paymentDays.fail({ ...o, why: problem, dueAt: ageMs > GIVEN_UP_MS ? null : addMs(now, waitMs) });
    return { kind: 'not_compared', why: problem };
  }
  const again = ageMs > WATCHED_MS ? null : addMs(now, tries < OFTEN ? HOUR_MS : DAY_MS);
  const whenOver = ageMs < SETTLES_MS ? addMs(span.until, SETTLES_MS) : null;
  const dueAt = result.differences.length > 0 ? (whenOver ?? again) : whenOver;
  await app.db.paymentDays.keep({ ...o, result, dueAt, now });
  await tell(app, method);
  return result;
}

async function tell(app: App, method: PaymentMethod): Promise<void> {
  const key = `payments_differ:${method.id}`;
  const differences = await app.db.paymentDays.countDifferences(method.id);
  if (differences === 0) return clearAlert(app, key);
  await raiseAlert(app, {
    ...{ key, kind: 'payments_differ', facts: { name: method.name, differences } },
    everyS: DAY_MS / 1000,
  });
}

async function compare(
  app: App,
  method: PaymentMethod,
  day: Span,
): Promise<({ readonly kind: 'compared' } & DayResult) | Exclude<TheirSide, { kind: 'read' }>> {
  const isStars = method.protocol === STARS_PROTOCOL;
  const provider = isStars ? undefined : app.payments.get(method);
  if (!isStars && !provider)
    return { kind: 'fault', fault: 'unsupported', detail: 'the settings of the method fit no adapter' };
  const read = provider ? await readTheirSide(app, method, provider, day) : await readTheirStars(app, day);
  if (read.kind !== 'read') return read;
  // Ours are read later than theirs: what came meanwhile is known here by now.
  const keys = read.money.map(({ receiptKey }) => receiptKey);
  const ours = await readOurSide(app.db, { methodId: method.id, span: day, keys });
  const listed = new Set(keys);
  const unlisted = ours.filter(({ receiptKey }) => !listed.has(receiptKey));
  const more = provider ? await lookUp(provider, unlisted) : unlisted.filter(isBefore(day)).map(untouched);
  if (!Array.isArray(more)) return more;
  const theirs = await withShares(app, method, [...read.money, ...more], ours);
  const payments = await readNamedPayments(app.db, {
    methodId: method.id,
    tokens: theirs.flatMap(({ token }) => token ?? []),
    externalIds: theirs.flatMap(({ externalId }) => externalId ?? []),
  });
  const byToken = new Map(payments.map(({ token, id }) => [token, id]));
  const byInvoice = new Map(payments.map(({ externalId, id }) => [externalId, id]));
  const invoices = new Map(ours.map(({ receiptId, externalId }) => [receiptId, externalId]));
  const differences = compareDay(day, {
    ...{ theirs, ours },
    paymentOf: ({ token, externalId }) => byToken.get(token ?? '') ?? byInvoice.get(externalId ?? ''),
    invoiceOf: ({ receiptId }) => invoices.get(receiptId) ?? null,
    tellsTakings: isStars || provider!.capabilities.has('chargeback'),
  });
  const isToday = (at: Date | undefined) => at !== undefined && at >= day.from && at < day.until;
  return {
    ...{ kind: 'compared', isListed: read.isListed, differences },
    theirs: theirs.filter(({ arrived }) => isToday(arrived?.at)).length,
    ours: ours.filter(({ arrivedAt }) => isToday(arrivedAt)).length,
  };
}

/** Receipts whose invoice is too old for the list are asked for one by one. */
async function lookUp(provider: Parameters<typeof readInvoices>[0], unlisted: readonly OurSide[]) {
  const names = [...new Set(unlisted.flatMap(({ externalId }) => externalId ?? []))];
  const read = await readInvoices(provider, names);
  return Array.isArray(read) ? read.flatMap(moneyOf) : read;
}

/** Stars that came before the list begins, and of which it would tell if they had gone back. */
const isBefore =
  ({ from }: Span) =>
  ({ arrivedAt }: OurSide) =>
    arrivedAt < from;
const untouched = ({ receiptKey }: OurSide): TheirMoney => ({
  ...{ receiptKey, externalId: null, token: null, arrived: null, takings: [] },
});

/** Takings that are known here, with what they are of our receipt. */
async function withShares(
  app: App,
  method: PaymentMethod,
  theirs: readonly TheirMoney[],
  ours: readonly OurSide[],
): Promise<TheirMoney[]> {
  const known = new Map(ours.map((one) => [one.receiptKey, one]));
  return Promise.all(
    theirs.map(async (money) => {
      const here = known.get(money.receiptKey);
      if (!here || here.credited === null) return money;
      const { money: received, paymentId, credited: amount } = here;
      const receipt = { received: received.amount, currency: received.currency, paymentId, amount };
      const takings = money.takings.map(async (taking) => ({
        ...taking,
        share: here.takings.some(({ takingKey }) => takingKey === taking.takingKey)
          ? await shareOf(app, method, receipt, taking)
          : undefined,
      }));
      return { ...money, takings: await Promise.all(takings) };
    }),
  );
}
