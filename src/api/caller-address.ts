import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { networksOf, unmapped } from '../platform/networks';

/** From which address a request comes: what limits are counted by. Empty where the connection is gone already. */
export type CallerAddress = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/**
 * The only reader of callers' addresses. Whoever connects is the caller, unless it is a trusted proxy: then the one it names
 * in `X-Forwarded-For`, read from the right for as long as the named are trusted proxies themselves. What a caller writes
 * there himself stands further to the left and is not believed.
 */
export function createCallerAddress(trustedProxies: readonly string[] = []): CallerAddress {
  const isTrusted = networksOf(trustedProxies);
  return ({ socket, headers }) => {
    let caller = unmapped(socket.remoteAddress ?? '');
    if (trustedProxies.length === 0) return caller;
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    while (isTrusted(caller)) {
      const named = unmapped(withoutPort(forwarded.pop()?.trim() ?? ''));
      if (isIP(named) === 0) break; // nobody is named, or in no form that one can read
      caller = named;
    }
    return caller;
  };
}

/** Some proxies write "203.0.113.9:4711" or "[2001:db8::9]:4711". */
function withoutPort(text: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}
