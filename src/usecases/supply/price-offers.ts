import { createHash } from 'node:crypto';
import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { Stores } from '../../database/stores';
import type { PricedOffer } from '../../database/stores/supply';
import { type Amount, formatAmount } from '../../domain/money/money';
import { priceBy, ruleFor } from '../../domain/pricing/price-rule';
import { addMs } from '../../domain/time';
import type { Author } from '../catalogue/save-row';

/** As long as a deletion. */
const UNDO_MS = 10 * 60_000;

export interface PriceProposal extends PricedOffer {
  readonly proposed: Amount;
  readonly ruleId: number;
}

export interface PricePreview {
  /** Only those that would change. */
  readonly proposals: readonly PriceProposal[];
  /** Stands for exactly these proposals; to be given when they are to be applied. */
  readonly token: string;
  /** Offers without a rule, or without a known cost that their rule needs. */
  readonly untouched: number;
}

/** The prices that the rules make of today's costs, next to those that stand. Changes nothing. */
export function previewPrices(app: App): Promise<PricePreview> {
  return propose(app.db);
}

export type ApplyOutcome =
  /** `batchId` takes them back until `undoUntil`; none when nothing was to be changed. */
  | { readonly kind: 'applied'; readonly changed: number; readonly batchId?: number; readonly undoUntil?: Date }
  /** Costs, rules or prices are not as they were in the preview. Nothing was changed. */
  | { readonly kind: 'changed_meanwhile' };

/** Sets the prices of a preview, all or none; each with its line in the audit log. Buyers who saw the old one are asked again. */
export async function applyPrices(app: App, token: string, author: Author): Promise<ApplyOutcome> {
  const stale = Symbol('stale');
  try {
    return await app.db.transact(async (tx): Promise<ApplyOutcome> => {
      const { proposals, token: now } = await propose(tx);
      if (now !== token) return { kind: 'changed_meanwhile' };
      if ((await setPrices(app, tx, proposals, author)).length !== proposals.length) throw stale;
      if (proposals.length === 0) return { kind: 'applied', changed: 0 };
      const madeAt = app.clock.now();
      const undoUntil = addMs(madeAt, UNDO_MS);
      const changes = proposals.map(({ offerId, price, proposed }) => ({
        offerId,
        from: `${price}`,
        to: `${proposed}`,
      }));
      const batchId = await tx.supply.putPriceBatch({ changes, madeAt, undoUntil });
      return { kind: 'applied', changed: changes.length, batchId, undoUntil };
    });
  } catch (error) {
    if (error === stale) return { kind: 'changed_meanwhile' };
    throw error;
  }
}

const KEEPER = { type: 'JOB', id: 'keep-prices' } as const;

/** Gives offers that follow their rule the price that it makes of today's costs. Answers how many got another one. */
export async function keepPrices(app: App): Promise<number> {
  return app.db.transact(async (tx) => {
    const { proposals } = await propose(tx, { onlyFollowing: true });
    return proposals.length === 0 ? 0 : (await setPrices(app, tx, proposals, { actor: KEEPER })).length;
  });
}

async function setPrices(
  app: App,
  tx: Tx,
  proposals: readonly PriceProposal[],
  { actor, requestId }: Author,
): Promise<number[]> {
  const changes = proposals.map(({ offerId, price, proposed }) => ({ offerId, from: price, to: proposed }));
  const changed = await tx.supply.setPrices(changes);
  const at = app.clock.now();
  for (const { offerId, price, proposed, cost, ruleId } of proposals) {
    const facts = {
      price: formatAmount(proposed),
      before: formatAmount(price),
      cost: cost === null ? null : formatAmount(cost),
      rule: ruleId,
    };
    await tx.audit.write({ actor, action: 'offer.priced', entity: 'offer', entityId: offerId, facts, requestId, at });
  }
  return changed;
}

export type UndoPricesOutcome =
  /** `kept`: so many offers got another price meanwhile, which stands. */
  | { readonly kind: 'undone'; readonly restored: number; readonly kept: number }
  | { readonly kind: 'already' | 'too_late' | 'not_found' };

/** Takes prices back that were set together: each offer that still has its new one gets the one before. */
export async function undoPrices(app: App, batchId: number, { actor, requestId }: Author): Promise<UndoPricesOutcome> {
  const at = app.clock.now();
  return app.db.transact(async (tx): Promise<UndoPricesOutcome> => {
    const batch = await tx.supply.lockPriceBatch(batchId);
    if (!batch) return { kind: 'not_found' };
    if (batch.undoneAt) return { kind: 'already' };
    if (batch.undoUntil <= at) return { kind: 'too_late' };
    const back = batch.changes.map(({ offerId, from, to }) => ({ offerId, from: BigInt(to), to: BigInt(from) }));
    const restored = new Set(await tx.supply.setPrices(back));
    await tx.supply.markUndone(batchId, at);
    for (const { offerId, from, to } of back.filter((one) => restored.has(one.offerId))) {
      const facts = { price: formatAmount(to), before: formatAmount(from) };
      await tx.audit.write({ actor, action: 'offer.priced', entity: 'offer', entityId: offerId, facts, requestId, at });
    }
    return { kind: 'undone', restored: restored.size, kept: back.length - restored.size };
  });
}

async function propose(db: Pick<Stores, 'supply'>, o: { onlyFollowing?: boolean } = {}): Promise<PricePreview> {
  const rules = await db.supply.listRules();
  const offers = await db.supply.listPricedOffers(o);
  let untouched = 0;
  const proposals = offers.flatMap((offer): PriceProposal[] => {
    const rule = ruleFor(rules, offer);
    if (!rule || (offer.cost === null && rule.kind === 'MARKUP')) {
      untouched += 1;
      return [];
    }
    const proposed = priceBy(rule, { cost: offer.cost ?? 0n, floor: offer.floor });
    return proposed === offer.price ? [] : [{ ...offer, proposed, ruleId: rule.id }];
  });
  const said = proposals.map(({ offerId, price, proposed }) => `${offerId}:${price}:${proposed}`).join(',');
  return { proposals, untouched, token: createHash('sha256').update(said).digest('base64url').slice(0, 16) };
}
