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
    // Objects leave in one layer only: another client would not understand a word, so it is told at once.
    if (request._ === 'invokeWithLayer' && request.layer !== layer) throw badRequest('CONNECTION_LAYER_INVALID');
    if (request._ === 'invokeWithLayer' && key.layer !== request.layer) {
      key.layer = request.layer;
      keys.save(key);
    }
    if (request._ === 'invokeAfterMsg') after.push(request.msgId);
    if (request._ === 'invokeAfterMsgs') after.push(...request.msgIds);
    if (request._ === 'invokeWithoutUpdates') withoutUpdates = true;
  }
  return { request, after, withoutUpdates };
}

const isWrapper = (name: string) => name.startsWith('invoke') || name === 'initConnection';
