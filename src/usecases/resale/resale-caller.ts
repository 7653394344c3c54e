import type { RepeatedOrderRule, ResaleScope, ResaleWording } from '../../domain/resale/resale-words';

/** A program that showed a living key. */
export interface ResaleCaller {
  readonly keyId: number;
  /** Whose wallet it buys from. */
  readonly userId: bigint;
  readonly scopes: ReadonlySet<ResaleScope>;
  readonly wording: ResaleWording;
  readonly repeatedOrder: RepeatedOrderRule;
  readonly priceGroupId: number | null;
}
