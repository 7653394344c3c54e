/**
 * Why a connection is no more:
 * - `cut`: the connection closed or spoke nonsense.
 * - `silent`: no answer to a ping.
 * - `key_dead`: the server does not know the key (any more), or has banned it.
 * - `closed`: we closed it.
 */
export type ConnectionEnd = 'cut' | 'silent' | 'key_dead' | 'closed';

/** The connection ended before the answer came: the call may have been done. */
export class ConnectionEnded extends Error {
  constructor(readonly end: ConnectionEnd) {
    super(`The link to Telegram ended: ${end}.`);
  }
}

/** No answer in time: the call may have been done. */
export class CallTimedOut extends Error {
  constructor(readonly wasConnected: boolean) {
    super('Telegram did not answer in time.');
  }
}
