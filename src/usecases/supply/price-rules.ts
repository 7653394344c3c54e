import { z } from 'zod';
import type { App } from '../../app';
import type { Tx } from '../../database/database';
import { formatAmount } from '../../domain/money/money';
import { PRICE_RULE_KINDS, type PriceRule } from '../../domain/pricing/price-rule';
import { form } from '../../resources/kit/fields';
import { says } from '../../resources/kit/zod-problems';
import { type Author, checked, type SaveOutcome } from '../catalogue/save-row';

const MOST = 10_000_000_000n;
const money = (least: bigint) =>
  z
    .bigint()
    .refine((value) => value >= least && value <= MOST, says('amount_at_least', { least: formatAmount(least) }));

const draft = z
  .object({
    serviceId: z.int().nullish(),
    countryId: z.int().nullish(),
    kind: z.enum(PRICE_RULE_KINDS),
    fixedPrice: form.amount().nullish(),
    /** Hundredths of a per cent. */
    markupBp: form.whole(0, 1_000_000).nullish(),
    minimum: money(0n).optional(),
    roundTo: money(1n).optional(),
    isActive: z.boolean().optional(),
  })
  .refine(({ kind, fixedPrice }) => kind !== 'FIXED' || fixedPrice != null, {
    path: ['fixedPrice'],
    ...says('rule_without_price'),
  })
  .refine(({ kind, markupBp }) => kind !== 'MARKUP' || markupBp != null, {
    path: ['markupBp'],
    ...says('rule_without_markup'),
  });

export type PriceRuleDraft = z.input<typeof draft>;

export function listPriceRules(app: App): Promise<PriceRule[]> {
  return app.db.supply.listRules();
}

/** The rule for a service and a country, or for all of them: there is one at most, which this makes or changes. */
export function savePriceRule(app: App, input: PriceRuleDraft, author: Author): Promise<SaveOutcome> {
  return checked(draft, input, async (rule) => {
    const row = {
      serviceId: rule.serviceId ?? null,
      countryId: rule.countryId ?? null,
      kind: rule.kind,
      fixedPrice: rule.kind === 'FIXED' ? rule.fixedPrice! : null,
      markupBp: rule.kind === 'MARKUP' ? rule.markupBp! : null,
      minimum: rule.minimum ?? 0n,
      roundTo: rule.roundTo ?? 1n,
      isActive: rule.isActive ?? true,
    };
    const at = app.clock.now();
    try {
      return await app.db.transact(async (tx): Promise<SaveOutcome> => {
        const id = await tx.supply.putRule(row, at);
        await trace(tx, 'price_rule.saved', id, factsOf(row), author, at);
        return { kind: 'saved', id };
      });
    } catch (error) {
      const { constraint = '' } = error as { constraint?: string };
      if (constraint === 'price_rules_service_fk') return { kind: 'not_found', entity: 'service' };
      if (constraint === 'price_rules_country_fk') return { kind: 'not_found', entity: 'country' };
      throw error;
    }
  });
}

export async function deletePriceRule(
  app: App,
  id: number,
  author: Author,
): Promise<{ readonly kind: 'deleted' | 'not_found' }> {
  return app.db.transact(async (tx) => {
    if (!(await tx.supply.deleteRule(id))) return { kind: 'not_found' };
    await trace(tx, 'price_rule.deleted', id, {}, author, app.clock.now());
    return { kind: 'deleted' };
  });
}

function trace(
  tx: Pick<Tx, 'audit'>,
  action: string,
  id: number,
  facts: Record<string, unknown>,
  { actor, requestId }: Author,
  at: Date,
) {
  return tx.audit.write({ actor, action, entity: 'price_rule', entityId: id, facts, requestId, at });
}

function factsOf(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? formatAmount(value) : value]),
  );
}
