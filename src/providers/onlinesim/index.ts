import { z } from 'zod';
import { Secret } from '../../config/secret';
import type { AcquireRequest } from '../../ports/sms-provider';
import { cancelAfter, lifetime, settingsOf, type Vendor, type VendorActs, vendorAdapter } from '../kit/adapter';
import { CodeRepeats } from '../kit/code-repeats';
import { providerFault } from '../kit/reply';
import { findOperation, finish, giveBack, listOperations, operationState } from './operations';
import { readBalance, readCatalogue, readPrices } from './read-lists';
import { readClose, readPrice, readPurchase } from './read-operation';

const settings = settingsOf(
  z.strictObject({
    /** The language of names in the catalogue. */
    lang: z.enum(['en', 'ru', 'de', 'zh']).default('en'),
    /** A partner number that the vendor gives to developers. */
    devId: z.number().int().positive().optional(),
    cancelAfterMs: cancelAfter.default(120_000),
    lifetimeMs: lifetime.default(900_000),
  }),
  '/api',
);

/** The table of all countries is large. */
const LARGEST_BODY = 16 * 1024 * 1024;

/** OnlineSim: numbers for one SMS, by telephone code and service slug. */
export const onlineSimAdapter = vendorAdapter({
  protocol: 'onlinesim',
  settings,
  lifetimeMs: (own) => own.lifetimeMs,
  request: ({ row, own: { url, lang, devId } }, name, given) => ({
    url: `${url}/${name}.php`,
    query: { apikey: new Secret(row.apiKey()), lang, dev_id: devId, ...given },
    maxBytes: LARGEST_BODY,
  }),
  open: onlineSim,
  besides: () => ['stock'],
});

/** OnlineSim, `/api/<method>.php`. */
function onlineSim({ own, clock, ask }: Vendor<ReturnType<typeof settings>>): VendorActs {
  const repeats = new CodeRepeats();

  /** The vendor knows no ceiling, so the price is asked for first; a dearer number is not bought. */
  async function acquire({ serviceCode: service, countryCode: country, maxCost }: AcquireRequest) {
    const offer = { service, country };
    const priced = await ask('getPrice', offer, readPrice);
    if (priced.kind === 'fault') return priced;
    if (priced.price > maxCost) return providerFault('too_dear', 'dearer than the route allows');
    const askedAt = clock.now().getTime();
    const ordered = await ask('getNum', { ...offer, number: 'true' }, readPurchase, 'unknown_outcome');
    if (ordered.kind === 'fault') return ordered;
    const { orderId } = ordered;
    const phone = ordered.phone ?? (await phoneOf(orderId));
    if (phone === undefined) return providerFault('unknown_outcome', 'bought, but its number cannot be read yet');
    const expiresAt = new Date(askedAt + own.lifetimeMs);
    const cancelableAt = new Date(clock.now().getTime() + own.cancelAfterMs);
    return { kind: 'acquired', orderId, phone, cost: priced.price, expiresAt, cancelableAt } as const;
  }

  async function phoneOf(orderId: string): Promise<string | undefined> {
    const found = await findOperation(ask, orderId);
    return found.kind === 'found' ? found.operation.phone : undefined;
  }

  /** Not repeated by anybody when its outcome is unknown: a second one throws away a code that came after the first. */
  async function resend(tzid: string) {
    const reply = await ask('setOperationRevise', { tzid }, (one) => readClose('resend', one), 'unknown_outcome');
    if (reply.kind === 'done') repeats.waitingAgain(tzid);
    return reply;
  }

  return {
    acquire,
    orderState: (orderId) => operationState(ask, repeats, orderId),
    listActive: () => listOperations(ask, repeats, clock.now()),
    cancel: (orderId) => giveBack(ask, orderId, {}),
    ban: (orderId) => giveBack(ask, orderId, { ban: '1' }),
    finish: (orderId) => finish(ask, orderId),
    resend,
    prices: ({ serviceCode, countryCode: country = 'all' }) =>
      ask('getNumbersStats', { country }, (reply) => readPrices(reply, serviceCode)),
    catalogue: () => ask('getNumbersStats', { country: 'all' }, readCatalogue),
    balance: () => ask('getBalance', {}, readBalance),
  };
}
