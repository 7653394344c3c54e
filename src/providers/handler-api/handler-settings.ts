import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';
import { cancelAfter, lifetime } from '../vendor-options';
import type { HandlerDialect, HandlerDialectName } from './dialect';
import { handlerDialects } from './dialect';

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
