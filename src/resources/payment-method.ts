import { z } from 'zod';
import type { App } from '../app';
import { PaymentMethod } from '../database/entities/payment-method.entity';
import { parseAmount } from '../domain/money/money';
import { STARS } from '../domain/payment/quote';
import { STARS_PROTOCOL } from '../domain/payment/stars';
import { type Problem, problemAt } from '../domain/problems';
import { address, flag, formed, json, money, protocol, rate, secret, text, whole } from './kit/fields';
import { resource } from './kit/resource';
import { says } from './kit/zod-problems';

const CURRENCY = /^[A-Z][A-Z0-9]{1,9}$/;

export const paymentMethod = resource(PaymentMethod, {
  name: 'payment_method',
  key: ['name'],
  fields: {
    name: text({ most: 60 }),
    protocol: protocol('payments').fixed().described('Such as btcpay. Telegram Stars (stars) are there already.'),
    baseUrl: address({ mayLack: true }).asked(),
    apiKey: secret({ most: 500 }).asked().described('Stored encrypted; never shown again.'),
    webhookKey: secret({ most: 500 })
      .asked()
      .described('The key by which the provider signs its webhooks. Stored encrypted; never shown again.'),
    options: json().asked(),
    currency: formed(
      z.string().regex(CURRENCY, says('payment_currency')),
      { fits: CURRENCY, else: 'payment_currency' },
      { most: 10 },
    ).described('In which its invoices are priced: ISO 4217, or a coin. Stars have XTR.'),
    rate: rate()
      .asked()
      .usually('1')
      .described("What one unit of its currency is worth in the shop's, such as 0.0125; at most ten places."),
    minAmount: money().described("The least that buyers pay in at once, in the shop's currency."),
    maxAmount: money().described('The most.'),
    bonusFrom: money().described('From this amount on there is a bonus; null: never.'),
    bonusPercent: whole(0, 100).described('Whole per cent of the amount, on top.'),
    invoiceMinutes: whole(5, 1_440).described('For how long an invoice can be paid at its rate.'),
    firstHoldHours: whole(0, 720).described(
      "For so many hours after somebody's first payment by it nothing of what they pay in by it can be spent. Null: 24 for cards (stripe), else 0.",
    ),
    newPayerMost: money().described('All that somebody may pay in by it while they are new to it; null: no limit.'),
    newPayerDays: whole(1, 365).described('Somebody is new until their first payment by it is so many days old.'),
    mostADay: money().described('The most that one person may pay in by it in 24 hours; null: no limit.'),
    failuresADay: whole(1, 100).described(
      'After so many failed payments in 24 hours somebody has to wait; null: never.',
    ),
    timeoutMs: whole(100, 120_000),
    position: whole(-1_000_000, 1_000_000).described('Buyers see the lowest first.'),
    acceptsTerms: flag().described(
      "Needed to turn on anything but Stars. Telegram's terms take digital goods, which numbers are, to be sold in a bot for Stars alone; with another way to pay the owner risks a notice, and then the removal of the bot.",
    ),
  },
  refusals: {
    payment_methods_name_key: { kind: 'already_exists', field: 'name' },
    payment_methods_stars_once: { kind: 'invalid', problem: problemAt('protocol', 'stars_once') },
    payment_methods_max_above_min: { kind: 'invalid', problem: problemAt('maxAmount', 'most_below_least') },
  },
  since: { rateAt: 'rate' },
  rules: [fits],
  begins: (at) => ({ rateAt: at }),
});

/** A method as it shall stand. Amounts are units, or decimals as text where a document has them. */
interface Standing {
  readonly protocol?: unknown;
  readonly baseUrl?: unknown;
  readonly options?: unknown;
  readonly currency?: unknown;
  readonly minAmount?: unknown;
  readonly maxAmount?: unknown;
  readonly acceptsTerms?: unknown;
}

interface Around {
  readonly payments: Pick<App['payments'], 'protocols' | 'problemOf'>;
  readonly hasApiKey: boolean;
  /** Somebody has said what one unit of its currency is worth. */
  readonly hasRate: boolean;
  readonly isNew: boolean;
  /** It is turned on by this change. */
  readonly turnsOn: boolean;
  /** Its address or options are given by this change. */
  readonly changesSettings: boolean;
}

/** All that is wrong with it, each at the name of its field. Asks nobody. */
export function paymentMethodProblems(method: Standing, around: Around): Problem[] {
  const { protocol: spoken, currency, acceptsTerms } = method;
  const { payments, hasApiKey, hasRate, isNew, turnsOn } = around;
  const found: Problem[] = [];
  const isStars = spoken === STARS_PROTOCOL;
  if (isStars !== (currency === STARS)) found.push(problemAt('currency', isStars ? 'stars_currency' : 'stars_only'));
  const [least, most] = [unitsOf(method.minAmount), unitsOf(method.maxAmount)];
  if (least !== undefined && most !== undefined && most < least) found.push(problemAt('maxAmount', 'most_below_least'));
  if (turnsOn && !hasRate) found.push(problemAt('rate', 'rate_unsaid'));
  if (isStars) return found;
  const isKnown = payments.protocols.includes(String(spoken));
  if ((isNew || turnsOn) && !isKnown && payments.protocols.length > 0)
    found.push(problemAt('protocol', 'unknown_name', { names: payments.protocols.join(', ') }));
  if (turnsOn && !hasApiKey) found.push(problemAt('apiKey', 'key_missing'));
  if (turnsOn && acceptsTerms !== true) found.push(problemAt('acceptsTerms', 'terms_of_telegram'));
  const misfit = isKnown && optionsMisfit(method, around);
  return misfit ? [...found, misfit] : found;
}

/** What is not said yet is no mistake before it is turned on. */
function optionsMisfit({ protocol: spoken, baseUrl, options }: Standing, { payments, turnsOn, ...o }: Around) {
  const given = (options ?? {}) as Readonly<Record<string, unknown>>;
  const isBegun = o.changesSettings && Boolean(baseUrl) && Object.keys(given).length > 0;
  if (!turnsOn && !isBegun) return undefined;
  const detail = payments.problemOf({ protocol: String(spoken), baseUrl: String(baseUrl ?? ''), options: given });
  return detail === undefined
    ? undefined
    : problemAt('options', 'options_misfit', { protocol: String(spoken), detail });
}

async function fits(app: App, given: Given, id: number | undefined): Promise<Problem | undefined> {
  const row = id === undefined ? undefined : await app.db.payments.findMethod(id);
  if (id !== undefined && !row) return undefined;
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const [problem] = paymentMethodProblems(
    { ...row, ...said },
    {
      payments: app.payments,
      hasApiKey: given.apiKey !== undefined || (row?.apiKeySealed ?? null) !== null,
      hasRate: given.rate !== undefined || !row || knowsRate(app.currency, row),
      isNew: !row,
      turnsOn: given.isActive === true,
      changesSettings: given.baseUrl !== undefined || given.options !== undefined,
    },
  );
  return problem;
}

interface Given extends Standing {
  readonly apiKey?: unknown;
  readonly rate?: unknown;
  readonly isActive?: boolean;
}

/** The rate that a row of Stars begins with is in dollars: in another currency the operator says one first. */
export function knowsRate(own: string, { protocol: spoken, rateAt, createdAt }: PaymentMethod): boolean {
  return spoken !== STARS_PROTOCOL || own === 'USD' || rateAt.getTime() !== createdAt.getTime();
}

function unitsOf(amount: unknown): bigint | undefined {
  if (typeof amount === 'bigint') return amount;
  return typeof amount === 'string' ? parseAmount(amount) : undefined;
}
