import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { FaultSwitches, VendorFault } from './faults';
import { jsonAnswer, type VendorAnswer } from './vendor-answer';
import type { VendorClock } from './vendor-clock';

/** What became of a text sent to a number: readable at once, kept until another one is asked for, or nobody has the number. */
export type SmsArrival = { readonly kind: 'delivered' | 'held' | 'unknown_phone' };

interface WorldParts {
  readonly clock: VendorClock;
  readonly faults: FaultSwitches;
}

export interface ControlParts extends WorldParts {
  receive(phone: string, text: string, sender?: string): SmsArrival | Promise<SmsArrival>;
  /** Numbers that can receive now, for a page that shows them. */
  numbers(): readonly object[];
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

/** `/control`, by which people and tests let SMS arrive, move the clock and break the vendor. */
export function addControlRoutes(app: FastifyInstance, parts: ControlParts): void {
  app.post('/control', async (request, reply) => {
    const parsed = smsBody.safeParse(request.body);
    if (!parsed.success) return send(reply, jsonAnswer({ error: 'send JSON {"phone": "...", "text": "..."}' }, 400));
    const { phone, text, sender } = parsed.data;
    const arrival = await parts.receive(phone.replace(/\D/g, ''), text, sender);
    if (arrival.kind !== 'unknown_phone')
      return send(reply, jsonAnswer({ arrived: true, readable: arrival.kind === 'delivered' }));
    return send(reply, jsonAnswer({ error: 'no open order or own number has this phone' }, 404));
  });
  app.get('/control/numbers', (_request, reply) => send(reply, jsonAnswer({ numbers: parts.numbers() })));
  addWorldRoutes(app, parts);
}

/** `/control/advance` and `/control/faults`, which every vendor has. */
export function addWorldRoutes(app: FastifyInstance, parts: WorldParts): void {
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
}

const send = (reply: FastifyReply, answer: VendorAnswer) =>
  reply
    .code(answer.status)
    .headers({ ...answer.headers })
    .send(answer.body);
