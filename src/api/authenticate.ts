import { GraphQLError } from 'graphql';
import type { App } from '../app';
import { type KeyHolder, recogniseApiKey } from '../usecases/access/recognise-api-key';

const BEARER = /^Bearer ([\w-]{1,200})$/i;

/** Who sends `Authorization: Bearer nsk_...`. Throws UNAUTHENTICATED (401), or what the database says when it is away. */
export async function authenticate(app: App, authorization: string | undefined, requestId: string): Promise<KeyHolder> {
  const key = BEARER.exec(authorization ?? '')?.[1];
  const holder = key && (await recogniseApiKey(app, key));
  if (holder) return holder;
  const message = authorization
    ? 'This API key is not valid: it is unknown, expired or revoked.'
    : 'Send an API key: "Authorization: Bearer nsk_...".';
  const http = { status: 401, headers: new Map([['www-authenticate', 'Bearer']]) };
  throw new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', requestId, http } });
}
