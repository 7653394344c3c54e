import { z } from 'zod';
import { Secret } from '../../config/secret';
import type { Answered } from '../../platform/vendor/client';
import type { ProviderFault } from '../../ports/sms-provider';
import { lifetime, type Reader, settingsOf, type Vendor } from '../kit/adapter';
import { objectOf, providerFault, shapeOf, type Unclear } from '../kit/reply';
import { scalarText } from '../kit/values';
import { type Link, readFault } from './read-verification';

/** Reads the row of TextVerified. */
export const readSettings = settingsOf(
  z.strictObject({
    /** The account's name, an e-mail address; the key stands in the row. */
    username: z.string().min(1).max(200),
    /** Used when a verification does not say when it ends. */
    lifetimeMs: lifetime.default(900_000),
  }),
  '/api/pub/v2',
);
export type Account = Omit<Vendor<ReturnType<typeof readSettings>>, 'ask'>;

interface Question {
  /** What the call is called in faults. */
  readonly name: string;
  readonly whenLost?: Unclear;
  readonly body?: Record<string, unknown>;
  readonly query?: Record<string, string>;
  readonly idempotencyKey?: string;
}

/** Follows a link, and reads what stands there. */
export type FollowLink = <Reply>(
  link: Link,
  question: Question,
  reader: Reader<Reply>,
) => Promise<Reply | ProviderFault>;

/** The only way to the wire. A refused token is renewed once: a call that was refused for it did nothing. */
export function followLinks(account: Account): FollowLink {
  const { own, client } = account;
  const tokens = createAccessToken(account);

  async function ask({ href, method }: Link, question: Question): Promise<Answered | ProviderFault> {
    const { name, whenLost = 'unavailable', body, query, idempotencyKey } = question;
    const url = placeOf(own.url, href);
    if (url === undefined) return providerFault(whenLost, `${name}: a link to another host`);
    for (let attempt = 1; ; attempt += 1) {
      const token = await tokens.get();
      if (token.kind === 'fault') return token;
      const headers = {
        Authorization: new Secret(`Bearer ${token.value.reveal()}`),
        ...(idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {}),
      };
      const answer = await client.ask({ name, whenLost, url, method, query, body, headers });
      if (answer.kind === 'fault' || answer.status !== 401 || attempt > 1) return answer;
      tokens.forget(token.value);
    }
  }

  return async (link, question, reader) => {
    const answer = await ask(link, question);
    return answer.kind === 'fault' ? answer : reader(answer);
  };
}

/** Paths are ours; whole addresses come from the provider, and the token goes to its own host only. */
function placeOf(base: string, href: string): string | undefined {
  const { pathname, origin } = new URL(base);
  if (href.startsWith('/') && !href.startsWith('//')) {
    return href.startsWith(`${pathname}/`) ? origin + href : base + href;
  }
  return URL.canParse(href) && new URL(href).origin === origin ? href : undefined;
}

type Token = { readonly kind: 'token'; readonly value: Secret };

/** Renewed so long before it ends. */
const EARLY_MS = 30_000;
const USUAL_LIFE_S = 600;

interface AccessToken {
  /** The present token, or a new one. Asked for by many at once it is fetched once. */
  get(): Promise<Token | ProviderFault>;
  /** The provider refused this one. */
  forget(token: Secret): void;
}

/** The bearer token that TextVerified gives for name and key, for about a quarter of an hour. */
function createAccessToken({ row, own, client, clock }: Account): AccessToken {
  const now = () => clock.monotonicMs();
  let known: { value: Secret; untilMs: number } | undefined;
  let asking: Promise<Token | ProviderFault> | undefined;

  async function ask(): Promise<Token | ProviderFault> {
    const answer = await client.ask({
      name: 'auth',
      whenLost: 'unavailable',
      method: 'POST',
      url: `${own.url}/auth`,
      headers: { 'X-API-USERNAME': new Secret(own.username), 'X-API-KEY': new Secret(row.apiKey()) },
    });
    if (answer.kind === 'fault') return answer;
    const shape = shapeOf(answer);
    const body = answer.status === 200 ? objectOf(shape) : undefined;
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
