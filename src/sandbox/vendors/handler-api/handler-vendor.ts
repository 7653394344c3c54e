import { type SellingVendor, type SellingVendorOptions, startSellingVendor } from '../account/selling-vendor';
import { countryIso } from '../kernel/country-ids';
import { handlerActions } from './actions';
import { bowerSkin } from './bower-skin';
import { classicSkin } from './classic-skin';
import { daisySkin } from './daisy-skin';
import { defaultCatalogue } from './default-catalogue';
import { heroSkin } from './hero-skin';
import type { Refusal } from './refusal';
import type { HandlerDialect, Skin } from './skin';
import { tigerSkin } from './tiger-skin';

const SKINS: Readonly<Record<HandlerDialect, Skin>> = {
  classic: classicSkin,
  hero: heroSkin,
  tiger: tigerSkin,
  bower: bowerSkin,
  daisy: daisySkin,
};
const PAGE = '/stubs/handler_api.php';

export interface HandlerVendorOptions extends SellingVendorOptions {
  readonly dialect: HandlerDialect;
  /** Told the name of each action that the dialect does not have. */
  readonly onUnknownAction?: (action: string) => void;
}

export interface HandlerVendor extends SellingVendor {
  readonly protocol: 'handler_api';
  readonly dialect: HandlerDialect;
  /** The whole address of the API page. */
  readonly baseUrl: string;
  /** Blocks the account until the instant, in milliseconds since the epoch; undefined lets it in again. */
  ban(until: number | undefined): void;
}

/** Starts a shop that speaks the `handler_api.php` protocol in the given dialect. */
export async function startHandlerVendor(options: HandlerVendorOptions): Promise<HandlerVendor> {
  const skin = SKINS[options.dialect];
  let bannedUntil: number | undefined;
  const vendor = await startSellingVendor(options, {
    defaultCatalogue: () => defaultCatalogue().filter(skin.sells ?? (() => true)),
    collecting: skin.collecting,
    minCancelAgeMs: skin.minCancelAgeMs,
    lifetimeMs: skin.lifetimeMs,
    countryIso,
    actionOf: ({ path, params }) => (path === PAGE ? (params.get('action') ?? '') : undefined),
    refuseRate: (retryAfterSeconds, action) => skin.refuse({ kind: 'rate_limited', retryAfterSeconds }, action),
    answer(action, { method, params, headers }, keyRefused, { book, now: clock, terms, minCancelAgeMs }) {
      const no = (refusal: Refusal) => skin.refuse(refusal, action);
      if (method !== 'GET' && skin.refuseOtherMethods) return skin.refuseOtherMethods(method);
      const key = params.get('api_key') ?? (skin.keyHeader && headers[skin.keyHeader]);
      if (!key) return no({ kind: 'no_key' });
      if (keyRefused || key !== options.apiKey) return no({ kind: 'bad_key' });
      const run = skin.own?.[action] ?? (skin.actions.has(action) ? handlerActions.get(action) : undefined);
      if (!run) {
        options.onUnknownAction?.(action);
        return no({ kind: 'unknown_action' });
      }
      const now = clock();
      if (bannedUntil !== undefined && bannedUntil > now) return no({ kind: 'banned', until: bannedUntil, now });
      return run({ action, query: params, book, skin: { ...skin, minCancelAgeMs }, now, terms: terms() });
    },
  });
  return Object.assign(vendor, {
    protocol: 'handler_api' as const,
    dialect: options.dialect,
    baseUrl: vendor.origin + PAGE,
    ban(until: number | undefined) {
      bannedUntil = until;
    },
  });
}
