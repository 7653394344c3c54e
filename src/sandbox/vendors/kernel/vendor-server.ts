import type { FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import { z } from 'zod';
import type { CallLog } from './call-log';
import type { FaultSwitches, VendorFault } from './faults';
import { sendSpoiled, takesEffect } from './spoiled-reply';
import type { VendorAnswer } from './vendor-answer';
import { jsonAnswer } from './vendor-answer';
import type { VendorClock } from './vendor-clock';

/** What became of a text sent to a number: readable at once, kept until another one is asked for, or nobody has the number. */
export type SmsArrival = { readonly kind: 'delivered' | 'held' | 'unknown_phone' };

export interface VendorServerParts {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: VendorClock;
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  /** Where the vendor's API answers, and how it names the action of a call. */
  readonly apiPath: string;
  readonly methods: ('GET' | 'POST')[];
  actionOf(query: URLSearchParams): string;
  /** The true answer. `keyRefused` makes the vendor treat the key as wrong. */
  answer(action: string, query: URLSearchParams, headers: FastifyRequest['headers'], keyRefused: boolean): VendorAnswer;
  receive(phone: string, text: string, sender?: string): SmsArrival;
  /** Numbers that can receive now, for a page that shows them. */
  numbers(): readonly object[];
}

export interface VendorServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  stop(): Promise<void>;
}

const smsBody = z.object({
  phone: z.string().max(40),
  text: z.string().min(1).max(4000),
  sender: z.string().max(40).optional(),
});
const advanceBody = z.object({ ms: z.number().nonnegative() });
const faultBody = z.object({
  fault: z.looseObject({ kind: z.string() }),
  action: z.string().optional(),
  times: z.number().int().positive().optional(),
});

/** Serves one vendor on loopback: its own API, and `/control` by which people and tests let SMS arrive. */
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
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.route({
    method: parts.methods,
    url: parts.apiPath,
    handler: (request, reply) => {
      const query = readQuery(request);
      const action = parts.actionOf(query);
      parts.calls.note(action, parts.clock.now());
      const fault = parts.faults.take(action);
      const keyRefused = fault?.kind === 'bad_key';
      const acts = takesEffect(fault) || keyRefused;
      sendSpoiled(reply, fault, acts ? parts.answer(action, query, request.headers, keyRefused) : undefined, later);
    },
  });
  app.post('/control', (request, reply) => {
    const parsed = smsBody.safeParse(request.body);
    if (!parsed.success) return send(reply, jsonAnswer({ error: 'send JSON {"phone": "...", "text": "..."}' }, 400));
    const { phone, text, sender } = parsed.data;
    const arrival = parts.receive(phone.replace(/\D/g, ''), text, sender);
    if (arrival.kind !== 'unknown_phone')
      return send(reply, jsonAnswer({ arrived: true, readable: arrival.kind === 'delivered' }));
    return send(reply, jsonAnswer({ error: 'no open order or own number has this phone' }, 404));
  });
  app.get('/control/numbers', (_request, reply) => send(reply, jsonAnswer({ numbers: parts.numbers() })));
  app.post('/control/advance', (request, reply) => {
    const parsed = advanceBody.safeParse(request.body);
    if (!parsed.success) return send(reply, jsonAnswer({ error: 'send JSON {"ms": 1000}' }, 400));
    parts.clock.advance(parsed.data.ms);
    return send(reply, jsonAnswer({ now: new Date(parts.clock.now()).toISOString() }));
  });
  app.post('/control/faults', (request, reply) => {
    const parsed = faultBody.safeParse(request.body);
    if (!parsed.success)
      return send(reply, jsonAnswer({ error: 'send JSON {"fault": {"kind": "..."}, "action"?, "times"?}' }, 400));
    parts.faults.next(parsed.data.fault as unknown as VendorFault, parsed.data);
    return send(reply, jsonAnswer({ set: true }));
  });
  app.delete('/control/faults', (_request, reply) => {
    parts.faults.clear();
    return send(reply, jsonAnswer({ set: false }));
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

/** The query first, then a form body, as PHP shops read them; the first value of a name counts. */
function readQuery(request: FastifyRequest): URLSearchParams {
  const merged = new URLSearchParams(request.url.split('?')[1] ?? '');
  if (typeof request.body === 'string')
    for (const [name, value] of new URLSearchParams(request.body)) merged.append(name, value);
  return merged;
}

const send = (reply: FastifyReply, answer: VendorAnswer) =>
  reply
    .code(answer.status)
    .headers({ ...answer.headers })
    .send(answer.body);
