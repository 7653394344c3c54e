import fastify, { type FastifyInstance } from 'fastify';
import type { CallLog } from './call-log';
import type { FaultSwitches } from './faults';
import { sendSpoiled, takesEffect } from './spoiled-reply';
import { textAnswer, type VendorAnswer } from './vendor-answer';
import { type VendorCall, vendorCall } from './vendor-call';
import type { VendorClock } from './vendor-clock';

export interface VendorServerParts {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: VendorClock;
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  /** `/control` and what else is for people and tests. */
  addControl(app: FastifyInstance): void;
  /** The vendor's name for what a call asks, by which calls are counted and broken; undefined where it serves nothing. */
  actionOf(call: VendorCall): string | undefined;
  /** The true answer. `keyRefused` makes the vendor treat the key as wrong. */
  answer(action: string, call: VendorCall, keyRefused: boolean): VendorAnswer;
  /** What it says where it serves nothing; a bare 404 by default. Neither counted nor broken. */
  nothingHere?(call: VendorCall): VendorAnswer;
}

export interface VendorServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves one vendor on loopback: its own API on every path, except `/control` by which people and tests move its world. */
export async function startVendorServer(parts: VendorServerParts): Promise<VendorServer> {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 });
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, step: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      step();
    }, ms);
    timers.add(timer);
  };
  parts.addControl(app);
  app.register(async (api) => {
    // Each vendor reads bodies in its own way, and answers broken ones in its own words.
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    api.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: '/*',
      handler: (request, reply) => {
        const call = vendorCall(request);
        const action = parts.actionOf(call);
        if (action === undefined) {
          const nothing = parts.nothingHere?.(call) ?? textAnswer('Not Found', 404);
          sendSpoiled(reply, undefined, nothing, later);
          return;
        }
        parts.calls.note(action, parts.clock.now());
        const fault = parts.faults.take(action);
        const keyRefused = fault?.kind === 'bad_key';
        const acts = takesEffect(fault) || keyRefused;
        sendSpoiled(reply, fault, acts ? parts.answer(action, call, keyRefused) : undefined, later);
      },
    });
  });
  const origin = await app.listen({ host: parts.host, port: parts.port });
  return {
    origin,
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      await app.close();
    },
  };
}
