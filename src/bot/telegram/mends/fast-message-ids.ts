import type { BigInteger } from 'big-integer';
import { MTProtoState } from 'telegram/network/MTProtoState';
import { native } from './fast-integers';
import { expectFunction, type Mend, replaced } from './mend';

const bigInt = require('big-integer') as (value: bigint) => BigInteger;

interface State {
  readonly timeOffset: number;
  _lastMsgId: BigInteger;
  _getNewMsgId(): BigInteger;
}
const state = MTProtoState.prototype as unknown as State;

/** Seconds since 1970 in the upper half, their fraction in nanoseconds times four in the lower; always above the last one. */
function newMessageId(this: State): BigInteger {
  const now = Date.now() / 1000 + this.timeOffset;
  const seconds = Math.floor(now);
  const nanoseconds = Math.floor((now - seconds) * 1e9);
  const fresh = (BigInt(seconds) << 32n) | (BigInt(nanoseconds) << 2n);
  const last = native(this._lastMsgId);
  this._lastMsgId = bigInt(fresh > last ? fresh : last + 4n);
  return this._lastMsgId;
}

/** Each message needs a new id, put together by general arithmetic on objects. */
export const fastMessageIds: Mend = {
  name: 'fast-message-ids',
  reason: 'The id of each message is put together by a dozen operations on big-integer objects.',
  apply: () => replaced(state, '_getNewMsgId', newMessageId),
  check: () => expectFunction(state, '_getNewMsgId'),
};
