import { GraphQLError } from 'graphql';
import type { App } from '../app';
import { type KeyHolder, recogniseApiKey, recognisedLately, wasRecognised } from '../usecases/access/recognise-api-key';
import type { FailedKeys } from './limits/failed-keys';

const BEARER = /^Bearer ([\w-]{1,200})$/i;

export interface Credentials {
  readonly authorization: string | undefined;
  readonly address: () => string;
  readonly requestId: string;
}

/**
 * Who sends `Authorization: Bearer nsk_...`. Throws UNAUTHENTICATED (401), THROTTLED (429) for unknown keys from an
 * address that sent too many of them, or what the database says when it is away.
 */
export function authenticate(app: App, failed: FailedKeys, credentials: Credentials): KeyHolder | Promise<KeyHolder> {
  const key = BEARER.exec(credentials.authorization ?? '')?.[1];
  return (key && recognisedLately(app, key)) || lookUp(app, failed, key, credentials);
}

async function lookUp(
  app: App,
  failed: FailedKeys,
  key: string | undefined,
  { authorization, address, requestId }: Credentials,
): Promise<KeyHolder> {
  if (key) {
    const recognise = () => recogniseApiKey(app, key);
    const found = wasRecognised(app, key) ? await recognise() : await failed.look(address(), recognise);
    if (found && 'keyId' in found) return found;
    if (found?.kind === 'throttled') throw throttled(found.waitMs, requestId);
  }
  const message = authorization
    ? 'This API key is not valid: it is unknown, expired or revoked.'
    : 'Send an API key: "Authorization: Bearer nsk_...".';
  const http = { status: 401, headers: new Map([['www-authenticate', 'Bearer']]) };
  throw new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', requestId, http } });
}

function throttled(waitMs: number, requestId: string): GraphQLError {
  const seconds = Math.ceil(waitMs / 1000);
  const message = `Too many wrong API keys came from your address. Wait ${seconds} s.`;
  const http = { status: 429, headers: new Map([['retry-after', String(seconds)]]) };
  return new GraphQLError(message, { extensions: { code: 'THROTTLED', requestId, http } });
}
