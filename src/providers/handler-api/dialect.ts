import { z } from 'zod';
import type { ProviderCapability, ProviderSettings } from '../../ports/sms-provider';
import { cancelAfter, lifetime } from '../kit/adapter';

/** A call that closes an order: the action, and the `status` it takes where the action is `setStatus`. */
interface CloseCall {
  readonly action: string;
  readonly status?: string;
}

/** Everything in which the shops of this protocol differ, as far as a client must know. A new shop is a new row below. */
export interface HandlerDialect {
  readonly purchaseAction: 'getNumber' | 'getNumberV2';
  readonly maxPriceParam: string;
  /** The name under which a wanted operator goes out; left out where the shop ignores it. */
  readonly operatorParam?: string;
  /** Our reservation key goes out under this name; only some shops refuse a second purchase under it. */
  readonly orderKeyParam?: string;
  readonly cancel: CloseCall;
  readonly finish: CloseCall;
  readonly resend: CloseCall;
  /** `getStatusV2` tells the whole text beside the code, but not that another SMS is waited for. */
  readonly statusAction: 'getStatus' | 'getStatusV2';
  /** Sent with each question for the status: some shops tell more when asked for it. */
  readonly statusExtra?: Readonly<Record<string, string>>;
  /** The shop has lists of its services and countries, or they must be gathered from its price table. */
  readonly catalogue: 'lists' | 'prices';
  /** The list of open orders, and whether it comes in pages of `start` and `limit`. */
  readonly activeList?: { readonly action: string; readonly paged: boolean };
  /** No cancel before this age. */
  readonly cancelAfterMs: number;
  /** How long an order lives; its deadline is counted on our clock, since remote times often lack a zone. */
  readonly lifetimeMs: number;
  /** What the shop cannot do, though the protocol has it. */
  readonly lacks: readonly ('operators' | 'resend' | 'ban')[];
}

const classic: HandlerDialect = {
  purchaseAction: 'getNumberV2',
  maxPriceParam: 'maxPrice',
  operatorParam: 'operator',
  orderKeyParam: 'orderId',
  cancel: { action: 'setStatus', status: '8' },
  finish: { action: 'setStatus', status: '6' },
  resend: { action: 'setStatus', status: '3' },
  statusAction: 'getStatus',
  catalogue: 'lists',
  activeList: { action: 'getActiveActivations', paged: false },
  cancelAfterMs: 120_000,
  lifetimeMs: 1_200_000,
  lacks: [],
};

const hero: HandlerDialect = {
  ...classic,
  orderKeyParam: undefined,
  cancel: { action: 'cancelActivation' },
  finish: { action: 'finishActivation' },
  activeList: { action: 'getActiveActivations', paged: true },
};

/** Words at the old actions, JSON at the newer ones. A wanted operator is ignored without a word, so none is sent. */
const tiger: HandlerDialect = {
  ...classic,
  orderKeyParam: undefined,
  operatorParam: undefined,
  activeList: { action: 'getActiveActivations', paged: true },
  lacks: ['operators'],
};

/** Has no list of open orders: a purchase without an answer cannot be looked up here. */
const bower: HandlerDialect = { ...classic, orderKeyParam: undefined, activeList: undefined };

/**
 * Sells numbers of one country. Price and text travel in headers; further SMS come without being asked for, so there is
 * nothing to ask. A cancel that came too late is answered with `ACCESS_READY`.
 */
const daisy: HandlerDialect = {
  ...classic,
  purchaseAction: 'getNumber',
  maxPriceParam: 'max_price',
  operatorParam: 'carriers',
  orderKeyParam: undefined,
  statusExtra: { text: '1' },
  catalogue: 'prices',
  activeList: undefined,
  cancelAfterMs: 0,
  lacks: ['resend', 'ban'],
};

const handlerDialects = { classic, hero, tiger, bower, daisy } as const satisfies Record<string, HandlerDialect>;
type HandlerDialectName = keyof typeof handlerDialects;

const options = z.strictObject({
  dialect: z.enum(Object.keys(handlerDialects) as [HandlerDialectName, ...HandlerDialectName[]]).default('classic'),
  /** For shops without `getNumberV2`. */
  purchaseAction: z.enum(['getNumber', 'getNumberV2']).optional(),
  /** `getStatusV2` for the whole text of each SMS, at shops that have it. */
  statusAction: z.enum(['getStatus', 'getStatusV2']).optional(),
  /** True only when the shop is known to refuse a second purchase under the same `orderId`. */
  idempotentPurchase: z.boolean().default(false),
  cancelAfterMs: cancelAfter.optional(),
  lifetimeMs: lifetime.optional(),
  /** `-1` for shops that know the old cancel only. */
  cancelStatus: z.enum(['8', '-1']).optional(),
  /** False for shops without a list of open orders. */
  activeList: z.boolean().default(true),
  /** `getCurrentActivations` for SMSHub, whose list has another name. */
  activeListAction: z.enum(['getActiveActivations', 'getCurrentActivations']).optional(),
});

export interface HandlerSettings {
  readonly url: string;
  readonly dialect: HandlerDialect;
  readonly idempotent: boolean;
}

/** Reads the row of a shop. Throws a ZodError or TypeError that names the wrong field, never a value. */
export function readHandlerSettings(settings: ProviderSettings): HandlerSettings {
  const chosen = options.parse(settings.options);
  const base: HandlerDialect = handlerDialects[chosen.dialect];
  const url = new URL(settings.baseUrl);
  if (url.pathname === '/') url.pathname = '/stubs/handler_api.php';
  return {
    url: url.origin + url.pathname,
    idempotent: chosen.idempotentPurchase,
    dialect: {
      ...base,
      purchaseAction: chosen.purchaseAction ?? base.purchaseAction,
      statusAction: chosen.statusAction ?? base.statusAction,
      cancel: chosen.cancelStatus ? { action: 'setStatus', status: chosen.cancelStatus } : base.cancel,
      activeList: chosen.activeList ? listOf(base, chosen.activeListAction) : undefined,
      cancelAfterMs: chosen.cancelAfterMs ?? base.cancelAfterMs,
      lifetimeMs: chosen.lifetimeMs ?? base.lifetimeMs,
    },
  };
}

const listOf = (base: HandlerDialect, action: string | undefined): HandlerDialect['activeList'] =>
  action === undefined ? base.activeList : { action, paged: base.activeList?.paged ?? false };

/** What no action stands for. `idempotentPurchase` only when the operator knows that the shop keeps its promise. */
export function capabilitiesBesides({ dialect, idempotent }: HandlerSettings): readonly ProviderCapability[] {
  const isIdempotent = idempotent && dialect.orderKeyParam !== undefined && dialect.purchaseAction === 'getNumberV2';
  const operators = dialect.lacks.includes('operators') ? [] : ['operators' as const];
  return ['stock', 'maxPrice', ...operators, ...(isIdempotent ? ['idempotentPurchase' as const] : [])];
}
