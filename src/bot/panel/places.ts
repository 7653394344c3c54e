import { entityCallbacks } from './catalogue/entity-callbacks';
import { channelCallbacks } from './channels/channel-callbacks';
import { promoCallbacks } from './growth/growth-callbacks';
import { numberCallbacks } from './numbers/number-callbacks';
import { methodCallbacks, paymentCallbacks } from './payments/payment-callbacks';
import { peopleCallbacks } from './people/people-callbacks';
import { supportCallbacks } from './support/support-callbacks';

const card = (prefix: string) => (id: string) => entityCallbacks(prefix).card({ id: Number(id), page: 0, of: 0 });

/** Where a thing stands in the panel. */
const PLACES: Readonly<Record<string, (id: string) => string>> = {
  service: card('ASV'),
  country: card('ACO'),
  offer: card('AOF'),
  route: card('ARO'),
  provider: card('APR'),
  sim: card('ASI'),
  promo_code: card(promoCallbacks.prefix),
  payment_method: card(methodCallbacks.prefix),
  user: (id) => peopleCallbacks.card({ user: BigInt(id) }),
  reservation: (id) => peopleCallbacks.reservation({ reservation: BigInt(id) }),
  number: (id) => numberCallbacks.number({ number: BigInt(id) }),
  number_import: (id) => numberCallbacks.import({ import: BigInt(id) }),
  receipt: (id) => paymentCallbacks.receipt({ receipt: BigInt(id) }),
  support_thread: (id) => supportCallbacks.thread({ thread: BigInt(id), before: 0n }),
  channel: (id) => channelCallbacks.card({ channel: Number(id) }),
  reward: (id) => channelCallbacks.card({ channel: Number(id) }),
};

/** The page of a thing, by what the audit log calls it; undefined when it has none. */
export function linkOf(entity: string, entityId: string): string | undefined {
  return /^[1-9]\d{0,17}$/.test(entityId) ? PLACES[entity]?.(entityId) : undefined;
}

/** What an alert is about, by the beginning of its key; behind the colon stands which one. */
const OF_ALERTS: readonly (readonly [RegExp, string])[] = [
  [/^route_refused:/, 'route'],
  [/^stock_low:/, 'offer'],
  [/^sim_(unmapped|silent):/, 'sim'],
  [/^(provider|link|orders|account|purchase|catalogue|inbox|daemon)_[a-z]+:/, 'provider'],
  [/^payment_unclaimed:/, 'receipt'],
  [/^payment_provider_trouble:/, 'payment_method'],
  [/^panel_locked:/, 'user'],
  [/^support_undelivered:/, 'support_thread'],
  [/^channel:/, 'channel'],
];

/** Where a trouble is repaired. */
export function placeOfAlert(key: string): string | undefined {
  if (key === 'support_waiting') return supportCallbacks.list({ closed: false, page: 0 });
  const [, request] = /^refund_requested:(\d+)$/.exec(key) ?? [];
  if (request) return paymentCallbacks.askedCard({ request: BigInt(request) });
  const entity = OF_ALERTS.find(([pattern]) => pattern.test(key))?.[1];
  return entity && linkOf(entity, key.slice(key.indexOf(':') + 1));
}
