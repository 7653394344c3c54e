import { GraphQLError } from 'graphql';
import type * as Ws from 'ws';
import type { App } from '../../app';
import { type KeyHolder, recogniseApiKey } from '../../usecases/access/recognise-api-key';
import { authenticate } from '../authenticate';
import type { FailedKeys } from '../limits/failed-keys';

/** Whoever holds a connection. */
export interface Guest {
  readonly holder: KeyHolder;
  readonly key: string;
  readonly requestId: string;
  readonly subscriptions: Set<string>;
}

interface Arrival {
  readonly authorization: string;
  readonly address: () => string;
  readonly requestId: string;
}

/** How often the keys of all connections are looked at again. */
const RECHECK_MS = 500;
/** Code of the protocol: the connection is closed by us, because its key opens nothing any more. */
const FORBIDDEN = 4403;

/** The connections that showed a key, for as long as the key is valid. */
export class Guests {
  private readonly guests = new Map<Ws.WebSocket, Guest>();
  private recheck: { cancel(): void } | undefined;

  constructor(
    private readonly app: App,
    private readonly failed: FailedKeys,
  ) {}

  find(socket: Ws.WebSocket): Guest | undefined {
    return this.guests.get(socket);
  }

  /** False for a key that opens nothing. */
  async welcome(socket: Ws.WebSocket, arrival: Arrival): Promise<boolean> {
    const { authorization, requestId } = arrival;
    try {
      const holder = await authenticate(this.app, this.failed, arrival);
      const key = authorization.slice('Bearer '.length);
      this.guests.set(socket, { holder, key, requestId, subscriptions: new Set() });
    } catch (error) {
      if (error instanceof GraphQLError) return false;
      throw error;
    }
    this.recheckLater();
    return true;
  }

  leave(socket: Ws.WebSocket): void {
    this.guests.delete(socket);
  }

  close(): void {
    this.recheck?.cancel();
  }

  /** A revoked or expired key closes its connections within a second. */
  private recheckLater(): void {
    this.recheck ??= this.app.clock.after(RECHECK_MS, () => void this.recheckNow());
  }

  private async recheckNow(): Promise<void> {
    for (const [socket, { key }] of this.guests) {
      const holder = await recogniseApiKey(this.app, key).catch(() => 'unknown' as const); // nobody is cut off by our faults
      if (!holder) socket.close(FORBIDDEN, 'The API key is no longer valid.');
    }
    this.recheck = undefined;
    if (this.guests.size > 0) this.recheckLater();
  }
}
