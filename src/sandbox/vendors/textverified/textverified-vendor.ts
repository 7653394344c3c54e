import { createHmac, randomUUID } from 'node:crypto';
import { type SellingVendor, type SellingVendorOptions, startSellingVendor } from '../account/selling-vendor';
import type { CatalogueRow } from '../account/shelf';
import { createVendorRoutes } from '../kernel/vendor-routes';
import { createWebhookSender, type WebhookSender } from '../kernel/webhook-sender';
import { createAccess } from './access';
import { refusal, type TextVerifiedRoute } from './textverified-call';
import { smsContent } from './verification-json';
import * as routes from './verification-routes';

const BASE = '/api/pub/v2';
const find = createVendorRoutes({
  auth: `POST ${BASE}/auth`,
  'verifications/create': `POST ${BASE}/verifications`,
  'verifications/list': `GET ${BASE}/verifications`,
  'verifications/read': `GET ${BASE}/verifications/:id`,
  'verifications/cancel': `POST ${BASE}/verifications/:id/cancel`,
  'verifications/report': `POST ${BASE}/verifications/:id/report`,
  sms: `GET ${BASE}/sms`,
  pricing: `POST ${BASE}/pricing/verifications`,
  inventory: `POST ${BASE}/inventory/verifications`,
  account: `GET ${BASE}/account/me`,
  services: `GET ${BASE}/services`,
});
type Action = NonNullable<ReturnType<typeof find>>['action'];

const ROUTES: Readonly<Record<Exclude<Action, 'auth'>, TextVerifiedRoute>> = {
  'verifications/create': routes.create,
  'verifications/list': routes.list,
  'verifications/read': routes.read,
  'verifications/cancel': routes.cancel,
  'verifications/report': routes.report,
  sms: routes.sms,
  pricing: routes.pricing,
  inventory: routes.inventory,
  account: routes.account,
  services: routes.services,
};

const NAMES =
  'telegram,whatsapp,google,facebook,instagram,discord,tiktok,amazon,microsoft,tinder,uber,apple,signal'.split(',');
/** Real pauses are minutes; the order of things is what matters here. */
const AGAIN_AFTER_MS = [200, 1_000, 3_000];

export interface TextVerifiedOptions extends SellingVendorOptions {
  readonly username?: string;
  /** Each SMS is delivered there, signed; it may be set later. */
  readonly webhook?: TextVerifiedWebhook;
}

export interface TextVerifiedWebhook {
  readonly url: string;
  /** `whsec_...` */
  readonly secret: string;
  /** Every name with a capital letter, as public receivers show the deliveries. */
  readonly capitals?: boolean;
}

export interface TextVerifiedVendor extends SellingVendor {
  readonly protocol: 'textverified';
  readonly baseUrl: string;
  readonly username: string;
  readonly deliveries: Pick<WebhookSender, 'answers'>;
  setWebhook(webhook: TextVerifiedWebhook | undefined): void;
}

function withCapitals(fields: object): object {
  const spelled = Object.entries(fields).map(([name, value]): [string, unknown] => {
    const isObject = typeof value === 'object' && value !== null;
    return [name.charAt(0).toUpperCase() + name.slice(1), isObject ? withCapitals(value) : value];
  });
  return Object.fromEntries(spelled);
}

/** Starts a TextVerified, which sells numbers of the United States and delivers each SMS to a webhook. */
export async function startTextVerifiedVendor(options: TextVerifiedOptions): Promise<TextVerifiedVendor> {
  const username = options.username ?? 'shop@example.test';
  const sender = createWebhookSender(AGAIN_AFTER_MS);
  let { webhook } = options;
  let access: ReturnType<typeof createAccess> | undefined;
  let orders = 0;
  let origin = '';
  const vendor = await startSellingVendor(options, {
    defaultCatalogue: () =>
      NAMES.map(
        (service, index): CatalogueRow => ({ service, country: 'us', cost: `${(25 + index * 5) / 100}`, count: 900 }),
      ),
    collecting: 'on_request',
    minCancelAgeMs: 0,
    lifetimeMs: 900_000,
    countryIso: () => 'US',
    newOrderId() {
      orders += 1;
      return `lr_${randomUUID().replaceAll('-', '').slice(0, 20)}${orders}`;
    },
    actionOf: (call) => find(call)?.action,
    refuseRate: (seconds) => ({ ...refusal('TooManyRequests', 429), headers: { 'retry-after': String(seconds) } }),
    answer(action, call, keyRefused, shop) {
      access ??= createAccess({ username, apiKey: shop.apiKey, now: shop.now });
      if (action === 'auth') return access.give(call, keyRefused);
      if (!access.admits(call, keyRefused)) return refusal('Unauthorized', 401);
      const { parts } = find(call)!;
      return ROUTES[action as Exclude<Action, 'auth'>]({ call, parts, shop, base: origin + BASE });
    },
    delivered(order) {
      if (!webhook) return;
      const { url, secret, capitals } = webhook;
      const event = {
        occurredAt: new Date().toISOString(),
        data: { ...smsContent(order, order.sms.at(-1)!), reservationId: order.id },
        ...{ event: 'v2.sms.received', id: `evt_${randomUUID()}`, idempotencyKey: randomUUID() },
      };
      sender.push(url, (attempt) => {
        const body = JSON.stringify(capitals ? withCapitals({ attempt, ...event }) : { attempt, ...event });
        const signature = createHmac('sha512', secret).update(body).digest('base64');
        return {
          body,
          headers: { 'content-type': 'application/json', 'x-webhook-signature': `HMAC-SHA512=${signature}` },
        };
      });
    },
  });
  ({ origin } = vendor);
  const { stop } = vendor;
  return Object.assign(vendor, {
    protocol: 'textverified' as const,
    baseUrl: vendor.origin + BASE,
    username,
    deliveries: sender,
    setWebhook(next: TextVerifiedWebhook | undefined) {
      webhook = next;
    },
    async stop() {
      sender.stop();
      await stop();
    },
  });
}
