import { Secret } from '../../config/secret';
import { formatAmountShort } from '../../domain/money/money';
import type { AcquiredNumber, AcquireRequest, CloseReply, ProviderFault } from '../../ports/sms-provider';
import { type Vendor, type VendorActs, vendorAdapter } from '../kit/adapter';
import { CodeRepeats } from '../kit/code-repeats';
import { lookAfterCancel, lookAfterFinish } from '../kit/look-after-close';
import { capabilitiesBesides, type HandlerSettings, readHandlerSettings } from './dialect';
import { listOrders, orderState } from './orders';
import { listCatalogue, readBalance } from './read-lists';
import { type CloseStep, readClose, readPurchase } from './read-order';
import { readPrices } from './read-prices';
import { judgeWebhook } from './read-webhook';

/** A whole price table is about 1 MB at the largest shop. */
const LARGEST_BODY = 8 * 1024 * 1024;

/** Shops that speak the `handler_api.php` protocol. */
export const handlerApiAdapter = vendorAdapter({
  protocol: 'handler_api',
  settings: readHandlerSettings,
  lifetimeMs: ({ dialect }) => dialect.lifetimeMs,
  request: ({ row, own }, name, given) => ({
    url: own.url,
    query: { api_key: new Secret(row.apiKey()), action: name, ...given },
    maxBytes: LARGEST_BODY,
  }),
  open: handlerApi,
  besides: capabilitiesBesides,
});

/** Any shop that speaks the `handler_api.php` protocol; the dialect says how it differs from the others. */
function handlerApi(vendor: Vendor<HandlerSettings>): VendorActs {
  const { ask } = vendor;
  const { dialect } = vendor.own;
  const { activeList, lacks } = dialect;
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
    acquire: (request) => buyNumber(vendor, request, cancelAfterMs),
    orderState: look,
    listActive: activeList && (() => listOrders(ask, activeList, dialect.lifetimeMs)),
    cancel,
    // The protocol's only way to call a number bad is the cancel with refund.
    ban: lacks.includes('ban') ? undefined : cancel,
    finish,
    resend: lacks.includes('resend') ? undefined : resend,
    prices: (filter) =>
      ask('getPrices', { service: filter.serviceCode, country: filter.countryCode }, (reply) =>
        readPrices(reply, filter),
      ),
    catalogue: () => listCatalogue(ask, dialect),
    balance: () => ask('getBalance', {}, readBalance),
    readWebhook: judgeWebhook,
  };
}

/** Buys a number. `cancelAfterMs`: no cancel before this age. */
async function buyNumber(
  { own, clock, ask }: Vendor<HandlerSettings>,
  request: AcquireRequest,
  cancelAfterMs: number,
): Promise<AcquiredNumber | ProviderFault> {
  const { purchaseAction, maxPriceParam, operatorParam, orderKeyParam, lifetimeMs } = own.dialect;
  const query: Record<string, string | undefined> = {
    service: request.serviceCode,
    country: request.countryCode,
    [maxPriceParam]: formatAmountShort(request.maxCost),
  };
  if (operatorParam !== undefined) query[operatorParam] = request.operator;
  if (orderKeyParam !== undefined && purchaseAction === 'getNumberV2') query[orderKeyParam] = request.reservationKey;
  const askedAt = clock.now().getTime();
  const bought = await ask(purchaseAction, query, readPurchase, 'unknown_outcome');
  if (bought.kind === 'fault') return bought;
  // The shop's own clock started somewhere between asking and reading: each deadline is taken at its safe end.
  const cancelableAt = cancelAfterMs > 0 ? new Date(clock.now().getTime() + cancelAfterMs) : undefined;
  const { endsAt, lifetimeMs: theirsMs, ...number } = bought;
  const isAhead = endsAt !== undefined && endsAt.getTime() > askedAt;
  const expiresAt = theirsMs === undefined && isAhead ? endsAt : new Date(askedAt + (theirsMs ?? lifetimeMs));
  return { ...number, expiresAt, cancelableAt };
}
