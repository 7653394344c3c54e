import { Secret } from '../../config/secret';
import type { ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import type { Vendor } from '../vendor-adapter';
import type { Answered, Reader } from '../vendor-door';
import type { Unclear } from '../vendor-reply';
import { createAccessToken } from './access-token';
import type { Link } from './read-verification';
import type { TextVerifiedSettings } from './textverified-settings';

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

/** The only door to the wire. A refused token is renewed once: a call that was refused for it did nothing. */
export function textVerifiedCall({ row, own, door, clock }: Vendor<TextVerifiedSettings>): FollowLink {
  const tokens = createAccessToken({ ...own, apiKey: row.apiKey, door, clock });

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
      const answer = await door.ask({ name, whenLost, url, method, query, body, headers });
      if (answer.kind === 'fault' || answer.status !== 401 || attempt > 1) return answer;
      tokens.forget(token.value);
    }
  }

  return async (link, question, reader) => {
    const answer = await ask(link, question);
    return answer.kind === 'fault' ? answer : reader(answer);
  };
}

/** Paths are ours; whole addresses come from the supplier, and the token goes to its own host only. */
function placeOf(base: string, href: string): string | undefined {
  const { pathname, origin } = new URL(base);
  if (href.startsWith('/') && !href.startsWith('//')) {
    return href.startsWith(`${pathname}/`) ? origin + href : base + href;
  }
  return URL.canParse(href) && new URL(href).origin === origin ? href : undefined;
}
