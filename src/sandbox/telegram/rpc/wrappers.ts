import type { AuthKey, AuthKeys } from '../mtproto/auth-keys';
import { layer } from '../tl/telegram-schema';
import type { TlObject } from '../tl/tl-object';
import { badRequest } from './rpc-error';

export interface Unwrapped {
  request: TlObject;
  /** Message ids that must have been answered before. */
  after: bigint[];
  withoutUpdates: boolean;
}

/** Takes invokeWithLayer and its kind off a request. Layer and client facts are remembered with the key. */
export function unwrap(wrapped: TlObject, key: AuthKey, keys: AuthKeys): Unwrapped {
  const after: bigint[] = [];
  let withoutUpdates = false;
  let request = wrapped;
  for (; request.query !== undefined && isWrapper(request._); request = request.query) {
    if (request._ === 'invokeWithLayer') rememberLayer(request.layer, key, keys);
    if (request._ === 'invokeAfterMsg') after.push(request.msgId);
    if (request._ === 'invokeAfterMsgs') after.push(...request.msgIds);
    if (request._ === 'invokeWithoutUpdates') withoutUpdates = true;
  }
  return { request, after, withoutUpdates };
}

/** Any layer is taken; a newer one than the server's own counts as its own, which it answers in. */
function rememberLayer(asked: number, key: AuthKey, keys: AuthKeys): void {
  if (asked < 1) throw badRequest('CONNECTION_LAYER_INVALID');
  const spoken = Math.min(asked, layer);
  if (key.layer === spoken) return;
  key.layer = spoken;
  keys.save(key);
}

const isWrapper = (name: string) => name.startsWith('invoke') || name === 'initConnection';
