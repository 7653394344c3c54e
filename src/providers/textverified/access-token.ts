import { Secret } from '../../config/secret';
import type { Clock } from '../../ports/clock';
import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import type { VendorDoor } from '../vendor-door';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';

type Token = { readonly kind: 'token'; readonly value: Secret };

/** Renewed so long before it ends. */
const EARLY_MS = 30_000;
const USUAL_LIFE_S = 600;

export interface AccessToken {
  /** The present token, or a new one. Asked for by many at once it is fetched once. */
  get(): Promise<Token | ProviderFault>;
  /** The supplier refused this one. */
  forget(token: Secret): void;
}

/** The bearer token that TextVerified gives for name and key, for about a quarter of an hour. */
export function createAccessToken(o: {
  url: string;
  username: string;
  apiKey: () => string;
  door: VendorDoor;
  clock: Clock;
}): AccessToken {
  const now = () => o.clock.monotonicMs?.() ?? o.clock.now().getTime();
  let known: { value: Secret; untilMs: number } | undefined;
  let asking: Promise<Token | ProviderFault> | undefined;

  async function ask(): Promise<Token | ProviderFault> {
    const answer = await o.door.ask({
      name: 'auth',
      whenLost: 'unavailable',
      method: 'POST',
      url: `${o.url}/auth`,
      headers: { 'X-API-USERNAME': new Secret(o.username), 'X-API-KEY': new Secret(o.apiKey()) },
    });
    if (answer.kind === 'fault') return answer;
    const shape = shapeOf(answer);
    const body = shape.kind === 'json' && isJsonObject(shape.value) && answer.status === 200 ? shape.value : undefined;
    const value = scalarText(body?.token);
    if (value === undefined) return readFault(shape, answer.status, 'unavailable');
    const lifeS = typeof body?.expiresIn === 'number' && body.expiresIn > 0 ? body.expiresIn : USUAL_LIFE_S;
    known = { value: new Secret(value), untilMs: now() + lifeS * 1_000 - EARLY_MS };
    return { kind: 'token', value: known.value };
  }

  return {
    async get() {
      if (known && known.untilMs > now()) return { kind: 'token', value: known.value };
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget(token) {
      if (known?.value === token) known = undefined;
    },
  };
}
