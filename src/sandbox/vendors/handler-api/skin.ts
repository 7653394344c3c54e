import type { VendorOrder, VendorSms } from '../account/order';
import type { SmsCollecting } from '../account/order-book';
import type { CatalogueRow, ShelfRow } from '../account/shelf';
import type { VendorAnswer } from '../kernel/vendor-answer';
import type { HandlerAction } from './handler-call';
import type { Refusal } from './refusal';

/** The names under which a vendor of this family is simulated. A further dialect is one more skin. */
export type HandlerDialect = 'classic' | 'hero' | 'tiger' | 'bower' | 'daisy';

/** Everything in which the shops of this family differ: words, HTTP codes, shapes, and which actions exist. */
export interface Skin {
  readonly dialect: HandlerDialect;
  readonly actions: ReadonlySet<string>;
  /** Actions that no other shop has, or that this one answers in its own way. */
  readonly own?: Readonly<Record<string, HandlerAction>>;
  /** What it says to anything but GET, where it takes GET alone. */
  readonly refuseOtherMethods?: (method: string) => VendorAnswer;
  /** A header that may carry the key instead of the query. */
  readonly keyHeader?: string;
  /** What it sells when a test or the demo does not say; undefined sells everything everywhere. */
  readonly sells?: (row: CatalogueRow) => boolean;
  /** The dialect's words and HTTP code for a no; some depend on the action asked. */
  refuse(refusal: Refusal, action: string): VendorAnswer;
  purchase(order: VendorOrder): unknown;
  activeList(open: readonly VendorOrder[], start: number, limit: number): VendorAnswer;
  statusV2(order: VendorOrder): unknown;
  /** `getStatus` of an order that waits for one more SMS, and of a closed one. */
  waitingAgain(last: VendorSms): string;
  closed(order: VendorOrder): string;
  /** With this parameter `getStatus` shows the text in place of the code. */
  readonly fullTextParam?: string;
  priceCell(row: ShelfRow): object;
  countries(ids: readonly string[]): unknown;
  /** Headers of the answer to `getNumber`. */
  purchaseHeaders?(order: VendorOrder): Record<string, string>;
  readonly maxPriceParam: string;
  /** The name of a wanted operator; undefined where it is ignored. */
  readonly operatorParam?: string;
  /** What the wish for an operator adds to the price. */
  readonly operatorSurchargePercent?: number;
  /** `fixedPrice=true` buys at the highest price given. */
  readonly takesFixedPrice: boolean;
  readonly collecting: SmsCollecting;
  /** `getNumberV2` takes `orderId` and refuses the second purchase under it. */
  readonly takesOrderKey: boolean;
  /** `setStatus=1` is a known hint. */
  readonly takesReady: boolean;
  /** The vendor's way to print an instant. */
  time(at: number): string;
  readonly minCancelAgeMs: number;
  readonly lifetimeMs: number;
}
