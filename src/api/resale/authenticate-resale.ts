import type { IncomingHttpHeaders } from 'node:http';
import type { App } from '../../app';
import {
  type KeyRefusal,
  recogniseBelievedKey,
  recogniseResaleKey,
  wasRecognisedForResale,
} from '../../usecases/resale/recognise-resale-key';
import type { ResaleCaller } from '../../usecases/resale/resale-caller';
import type { FailedKeys } from '../limits/failed-keys';

export interface ResaleCredentials {
  readonly headers: IncomingHttpHeaders;
  /** The parameter `api_key`, where the protocol sends one. */
  readonly parameter?: string;
  readonly address: () => string;
}

export type ResaleAuthentication =
  | { readonly kind: 'caller'; readonly caller: ResaleCaller }
  | { readonly kind: 'no_key' }
  /** Too many wrong keys came from this address. */
  | { readonly kind: 'throttled'; readonly waitMs: number }
  | KeyRefusal;

const AUTHORIZATION = /^(?:ApiKey|Bearer) +(\S{1,200})$/i;

/**
 * Whose program calls. The key is the parameter `api_key`, the header X-API-Key, or Authorization with ApiKey or Bearer; the
 * first that is there counts. Each protocol says in its own words what came of it.
 */
export async function authenticateResale(
  app: App,
  failed: FailedKeys,
  credentials: ResaleCredentials,
): Promise<ResaleAuthentication> {
  const key = keyOf(credentials);
  if (!key) return { kind: 'no_key' };
  const address = credentials.address();
  const found = recogniseBelievedKey(app, { key, address }) ?? (await lookUp(app, failed, { key, address }));
  return 'keyId' in found ? { kind: 'caller', caller: found } : found;
}

function lookUp(app: App, failed: FailedKeys, shown: { key: string; address: string }) {
  const find = () => recogniseResaleKey(app, shown);
  // A key that is known to us is no guess, whatever became of it; only unknown ones are counted.
  if (wasRecognisedForResale(app, shown.key)) return find();
  return failed.look(shown.address, async () => {
    const looked = await find();
    return 'keyId' in looked || looked.kind !== 'unknown' ? looked : undefined;
  });
}

function keyOf({ headers, parameter }: ResaleCredentials): string | undefined {
  const header = headers['x-api-key'];
  const named = parameter?.trim() || (Array.isArray(header) ? header[0] : header)?.trim();
  return named || AUTHORIZATION.exec(headers.authorization?.trim() ?? '')?.[1];
}
