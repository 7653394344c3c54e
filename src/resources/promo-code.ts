import { z } from 'zod';
import type { App } from '../app';
import { PromoCode } from '../database/entities/promo-code.entity';
import { freshCode } from '../domain/growth/fresh-code';
import { PROMO_KINDS } from '../domain/growth/growth-words';
import { type Problem, problemAt } from '../domain/problems';
import { country } from './country';
import { choice, flag, formed, instant, money, reference, whole } from './kit/fields';
import { resource } from './kit/resource';
import { says } from './kit/zod-problems';
import { service } from './service';

const CODE = /^[A-Za-z0-9_-]{4,32}$/;
const MOST_USES = 1_000_000;

/** What a code brings is fixed with it: whoever was told of it gets that. For another amount another code is made. */
export const promoCode = resource(PromoCode, {
  name: 'promo_code',
  key: ['code'],
  fields: {
    code: formed(
      z
        .string()
        .regex(CODE, says('promo_code'))
        .transform((given) => given.toUpperCase()),
      { fits: CODE, else: 'promo_code' },
      { least: 4, most: 32, inDocument: z.string().regex(/^[A-Z0-9_-]{4,32}$/, says('promo_code_in_capitals')) },
    )
      .fixed()
      .asked()
      .made()
      .described('4 to 32 letters, digits, - or _; kept in capitals. One is made up when it is left out.'),
    kind: choice(PROMO_KINDS, 'promo_kind')
      .fixed()
      .described(
        'BALANCE brings amount at once; TOPUP_BONUS brings percent of the next payment on top; PURCHASE_DISCOUNT takes amount or percent off a price.',
      ),
    amount: money().fixed().described('Of BALANCE; of PURCHASE_DISCOUNT, where it has no percent.'),
    percent: whole(1, 100)
      .fixed()
      .described('Whole per cent: of the payment, or of the list price where PURCHASE_DISCOUNT has no amount.'),
    serviceId: reference(service).fixed().described('Of PURCHASE_DISCOUNT: where it counts; null: for every service.'),
    countryId: reference(country).fixed().described('Of PURCHASE_DISCOUNT: where it counts; null: in every country.'),
    minPrice: money().fixed().described('Of PURCHASE_DISCOUNT: what the list price must be at least.'),
    maxDiscount: money().fixed().described('Of PURCHASE_DISCOUNT: the most that one purchase saves.'),
    budget: money().described('Of PURCHASE_DISCOUNT: the most that all purchases together save; null: no limit.'),
    maxUses: whole(1, MOST_USES).asked().described('By all people together.'),
    maxUsesOfUser: whole(1, 1_000).described('By one person.'),
    isForNew: flag().described('Only for people who never paid anything in; a discount: who never got a code.'),
    startsAt: instant().described('Null: at once.'),
    endsAt: instant().asked().described('It cannot be given from here on; null: never.'),
  },
  refusals: {
    promo_codes_code_key: { kind: 'already_exists', field: 'code' },
    promo_codes_service_fk: { kind: 'not_found', entity: 'service' },
    promo_codes_country_fk: { kind: 'not_found', entity: 'country' },
    promo_codes_within_budget: { kind: 'invalid', problem: problemAt('budget', 'promo_saved_more') },
    promo_codes_within_uses: { kind: 'invalid', problem: problemAt('maxUses', 'promo_used_more') },
  },
  rules: [fits],
  complete: (app, given, isNew) => (isNew ? { ...given, code: given.code ?? freshCode(app.ids.token()) } : given),
});

/** A code as it shall stand; in a document amounts and instants are text. */
interface Standing {
  readonly kind?: unknown;
  readonly amount?: unknown;
  readonly percent?: unknown;
  readonly minPrice?: unknown;
  readonly maxDiscount?: unknown;
  readonly budget?: unknown;
  readonly serviceId?: unknown;
  readonly countryId?: unknown;
  /** In a document. */
  readonly service?: unknown;
  readonly country?: unknown;
  readonly startsAt?: unknown;
  readonly endsAt?: unknown;
}

const OF_DISCOUNTS = ['serviceId', 'countryId', 'service', 'country', 'minPrice', 'maxDiscount', 'budget'] as const;

/** All that is wrong with it, each at the name of its field. */
export function promoCodeProblems(code: Standing): Problem[] {
  const { kind, amount, percent, startsAt, endsAt } = code;
  const found: Problem[] = [];
  const has = (value: unknown) => value !== null && value !== undefined;
  if (kind === 'BALANCE' && (!has(amount) || has(percent))) found.push(problemAt('amount', 'promo_amount'));
  if (kind === 'TOPUP_BONUS' && (!has(percent) || has(amount))) found.push(problemAt('percent', 'promo_percent'));
  if (kind === 'PURCHASE_DISCOUNT' && has(amount) === has(percent))
    found.push(problemAt(has(amount) ? 'percent' : 'amount', 'promo_discount'));
  for (const field of kind === 'PURCHASE_DISCOUNT' ? [] : OF_DISCOUNTS)
    if (has(code[field])) found.push(problemAt(field, 'promo_only_discount'));
  if (has(startsAt) && has(endsAt) && instantOf(startsAt) >= instantOf(endsAt))
    found.push(problemAt('endsAt', 'promo_ends'));
  return found;
}

const instantOf = (value: unknown) => new Date(value as string | Date).getTime();

async function fits(app: App, given: Standing, id: number | undefined): Promise<Problem | undefined> {
  const row = id === undefined ? undefined : await app.db.growth.findPromo(id);
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return promoCodeProblems({ ...row, ...said })[0];
}
