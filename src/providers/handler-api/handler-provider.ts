import type { CloseReply, ProviderFault } from '../../ports/sms-provider';
import { CodeRepeats } from '../code-repeats';
import { lookAfterCancel, lookAfterFinish } from '../look-after-close';
import type { Vendor, VendorActs } from '../vendor-adapter';
import { buyNumber } from './buy-number';
import { handlerCapabilities } from './dialect';
import { handlerAsk } from './handler-ask';
import type { HandlerSettings } from './handler-settings';
import { judgeWebhook } from './judge-webhook';
import { listCatalogue } from './list-catalogue';
import { listOrders } from './list-orders';
import { orderState } from './order-state';
import { readBalance } from './read-balance';
import type { CloseStep } from './read-close';
import { readClose } from './read-close';
import { readPrices } from './read-prices';

/** Any shop that speaks the `handler_api.php` protocol; the dialect says how it differs from the others. */
export function handlerApi(vendor: Vendor<HandlerSettings>): VendorActs {
  const { dialect, idempotent } = vendor.own;
  const { activeList } = dialect;
  const capabilities = handlerCapabilities(dialect, idempotent);
  const ask = handlerAsk(vendor);
  const repeats = new CodeRepeats();
  /** No cancel before this age; the shop's own word for it, once heard, counts more than the settings. */
  let { cancelAfterMs } = dialect;

  const look = (orderId: string) => orderState(ask, dialect, repeats, orderId);

  async function close(step: CloseStep, id: string): Promise<CloseReply | ProviderFault> {
    const { action, status } = dialect[step];
    const reading = await ask(action, { id, status }, (reply) => readClose(step, reply), 'unknown_outcome');
    if (reading.kind !== 'too_early') return reading;
    const { minAgeMs, ...reply } = reading;
    if (minAgeMs !== undefined) cancelAfterMs = minAgeMs;
    return reply;
  }

  async function cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    return lookAfterCancel(await close('cancel', orderId), () => look(orderId));
  }

  async function finish(orderId: string): Promise<CloseReply | ProviderFault> {
    const isOver = async () => (await look(orderId)).kind === 'ended';
    return lookAfterFinish(await close('finish', orderId), isOver);
  }

  /** Not repeated by anybody when its outcome is unknown: a second request throws away a code that came after the first. */
  async function resend(orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await close('resend', orderId);
    if (reply.kind === 'done') repeats.waitingAgain(orderId);
    return reply;
  }

  return {
    capabilities,
    acquire: (request) => buyNumber(ask, vendor, request, cancelAfterMs),
    orderState: look,
    listActive: activeList && (() => listOrders(ask, activeList)),
    cancel,
    // The protocol's only way to call a number bad is the cancel with refund.
    ban: capabilities.has('ban') ? cancel : undefined,
    finish,
    resend: capabilities.has('resend') ? resend : undefined,
    prices: ({ serviceCode: service, countryCode: country }) => ask('getPrices', { service, country }, readPrices),
    catalogue: () => listCatalogue(ask, dialect),
    balance: () => ask('getBalance', {}, readBalance),
    readWebhook: judgeWebhook,
  };
}
