import type { ResaleScope } from '../../src/domain/resale/resale-words';
import { createResaleKey } from '../../src/usecases/resale/create-resale-key';
import {
  type PlaceResaleOutcome,
  placeResaleOrder,
  type ResaleOrderWish,
} from '../../src/usecases/resale/place-resale-order';
import { recogniseResaleKey } from '../../src/usecases/resale/recognise-resale-key';
import type { ResaleCaller } from '../../src/usecases/resale/resale-caller';
import type { Shop, TestOffer } from './shop';

/** A program that buys by a key of a user. */
export async function openReseller(
  shop: Shop,
  userId: bigint,
  o: { name?: string; scopes?: readonly ResaleScope[]; priceGroupId?: number } = {},
) {
  const { name = 'shop', scopes = ['BUY', 'READ'], priceGroupId } = o;
  const actor = { type: 'USER', id: String(userId) } as const;
  const made = await createResaleKey(shop.app, { userId, name, scopes, priceGroupId, actor });
  if (made.kind !== 'created') throw new Error(`No key was made: ${made.problem.kind}`);

  async function caller(address = '203.0.113.7'): Promise<ResaleCaller> {
    const found = await recogniseResaleKey(shop.app, { key: made.kind === 'created' ? made.key : '', address });
    if (!('keyId' in found)) throw new Error(`The key is not good any more: ${found.kind}`);
    return found;
  }
  const first = await caller();

  return {
    key: made.key,
    keyId: made.row.id,
    userId,
    caller,
    /** As it was recognised at first: what a request in hand holds. */
    held: first,

    buys(offer: Pick<TestOffer, 'serviceId' | 'countryId'>, wish: Partial<ResaleOrderWish> = {}) {
      const { serviceId, countryId } = offer;
      return placeResaleOrder(shop.app, first, { serviceId, countryId, waitMs: 5_000, ...wish });
    },

    /** The kind of the outcome, or the reason of a refusal. */
    async outcomeOf(offer: TestOffer, wish: Partial<ResaleOrderWish> = {}): Promise<string> {
      return kindOf(await this.buys(offer, wish));
    },

    /** Buys, and the story goes on only if that worked. */
    async gets(offer: TestOffer, wish: Partial<ResaleOrderWish> = {}) {
      const outcome = await this.buys(offer, wish);
      if (outcome.kind === 'refused') throw new Error(`The order was refused: ${outcome.reason}`);
      return outcome.order;
    },
  };
}

export function kindOf(outcome: PlaceResaleOutcome): string {
  return outcome.kind === 'refused' ? outcome.reason : outcome.kind;
}

/** A price group, by SQL. */
export async function priceGroup(
  shop: Shop,
  o: { name?: string; markDown: number; maySellBelowCost?: boolean },
): Promise<number> {
  const { id } = await shop.one<{ id: number }>(
    `INSERT INTO price_groups (name, mark_down, may_sell_below_cost, created_at) VALUES ($1, $2, $3, $4) RETURNING id`,
    [o.name ?? `group ${o.markDown}`, o.markDown, o.maySellBelowCost ?? false, shop.clock.now()],
  );
  return id;
}
