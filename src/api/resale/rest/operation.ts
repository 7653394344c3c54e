import type { ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { App } from '../../../app';
import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import type { Author } from '../../../usecases/catalogue/save-row';
import type { ResaleCaller } from '../../../usecases/resale/resale-caller';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import type { ResaleCall } from '../../limits/resale-limiter';
import type { RenderedBytes } from '../tables/rendered-bytes';
import type { ResaleTables } from '../tables/resale-tables';
import type { ChangeWatch } from './change-watch';
import type { EventStreams } from './event-streams';
import type { RestProblem, RestProblemCode } from './problems';
import type { RestCodes } from './shapes';

/** One request that was read and allowed. */
export interface RestCall<Params, Query, Body> {
  readonly app: App;
  readonly caller: ResaleCaller;
  /** Who does it, for the audit log. */
  readonly author: Author;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Of an operation that demands one. */
  readonly idempotencyKey: string;
  readonly trade: TradeTable;
  readonly codes: RestCodes;
  readonly tables: ResaleTables<ResaleOfferRow>;
  readonly orderWatch: ChangeWatch<number>;
  readonly streams: EventStreams;
  /** What the caller of a stream got last, by the header of that name; empty for none. */
  readonly lastEventId: string;
  /** Whether the key that was shown still opens the door. */
  readonly isStillAllowed: () => Promise<boolean>;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
}

export type RestAnswer =
  | { readonly kind: 'json'; readonly body: unknown; readonly status?: number; readonly isReplay?: boolean }
  | { readonly kind: 'table'; readonly table: RenderedBytes }
  /** Server-sent events, for as long as `run` writes them. */
  | { readonly kind: 'stream'; readonly run: (raw: ServerResponse) => Promise<void> }
  | RestProblem;

export const json = (body: unknown, status = 200): RestAnswer => ({ kind: 'json', body, status });

type Shape = z.ZodObject;

/**
 * One operation of the REST: what the route reads and answers, and what the OpenAPI document says, stand here once. Its path
 * is in the form of OpenAPI, below /api/v1.
 */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly tag: 'Account' | 'Catalogue' | 'Orders' | 'Events' | 'Webhook';
  readonly summary: string;
  readonly description?: string;
  readonly isBuying?: boolean;
  readonly cost: ResaleCall;
  readonly params?: Shape;
  readonly query?: Shape;
  readonly body?: Shape;
  /** The header Idempotency-Key must be there. */
  readonly isKeyed?: boolean;
  readonly answers: Readonly<
    Record<number, { readonly description: string; readonly schema: z.ZodType; readonly type?: string }>
  >;
  /** Besides those of every operation. */
  readonly problems: readonly RestProblemCode[];
  /** A body that works in the sandbox, for the document. */
  readonly example?: unknown;
  readonly handle: (call: RestCall<never, never, never>) => Promise<RestAnswer>;
}

type Of<T extends Shape | undefined> = T extends Shape ? z.output<T> : Record<string, never>;

/** Gives the handler the types of what the operation reads. */
export function operation<
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends Shape | undefined = undefined,
>(
  o: Omit<Operation, 'params' | 'query' | 'body' | 'handle'> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    readonly handle: (call: RestCall<Of<Params>, Of<Query>, Of<Body>>) => Promise<RestAnswer>;
  },
): Operation {
  return o as unknown as Operation;
}
