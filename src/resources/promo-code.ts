import { z } from 'zod';
import type { App } from '../app';
import { PromoCode } from '../database/entities/promo-code.entity';
import { freshCode } from '../domain/growth/fresh-code';
import { PROMO_KINDS } from '../domain/growth/growth-words';
import { type Problem, problemAt } from '../domain/problems';
import { choice, flag, formed, instant, money, whole } from './kit/fields';
import { resource } from './kit/resource';
import { says } from './kit/zod-problems';

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
      .described('BALANCE brings amount at once; TOPUP_BONUS brings percent of the next payment on top.'),
    amount: money().fixed().described('Of BALANCE alone.'),
    percent: whole(1, 100).fixed().described('Of TOPUP_BONUS alone: whole per cent of the payment.'),
    maxUses: whole(1, MOST_USES).asked().described('By all people together.'),
    maxUsesOfUser: whole(1, 1_000).described('By one person.'),
    isForNew: flag().described('Only for people who never paid anything in.'),
    startsAt: instant().described('Null: at once.'),
    endsAt: instant().asked().described('It cannot be given from here on; null: never.'),
  },
  refusals: {
    promo_codes_code_key: { kind: 'already_exists', field: 'code' },
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
  readonly startsAt?: unknown;
  readonly endsAt?: unknown;
}

/** All that is wrong with it, each at the name of its field. */
export function promoCodeProblems({ kind, amount, percent, startsAt, endsAt }: Standing): Problem[] {
  const found: Problem[] = [];
  const has = (value: unknown) => value !== null && value !== undefined;
  if (kind === 'BALANCE' && (!has(amount) || has(percent))) found.push(problemAt('amount', 'promo_amount'));
  if (kind === 'TOPUP_BONUS' && (!has(percent) || has(amount))) found.push(problemAt('percent', 'promo_percent'));
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
