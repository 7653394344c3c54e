import type { VendorOrder } from '../account/order';
import type { VendorAnswer } from '../kernel/vendor-answer';
import type { Refusal } from './refusal';

/** The names under which a vendor of this family is simulated. A further dialect is one more skin. */
export type HandlerDialect = 'classic' | 'hero';

/** Everything in which the shops of this family differ: words, HTTP codes, shapes, and which actions exist. */
export interface Skin {
  readonly dialect: HandlerDialect;
  readonly actions: ReadonlySet<string>;
  /** The dialect's words and HTTP code for a no; some depend on the action asked. */
  refuse(refusal: Refusal, action: string): VendorAnswer;
  purchase(order: VendorOrder): unknown;
  activeList(open: readonly VendorOrder[], start: number, limit: number): VendorAnswer;
  statusV2(order: VendorOrder): unknown;
  /** `getNumberV2` takes `orderId` and refuses the second purchase under it. */
  readonly takesOrderKey: boolean;
  /** `setStatus=1` is a known hint. */
  readonly takesReady: boolean;
  /** The vendor's way to print an instant. */
  time(at: number): string;
  readonly minCancelAgeMs: number;
  readonly lifetimeMs: number;
}
