import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { addWorldRoutes } from '../../vendors/kernel/control-routes';
import type { FaultSwitches } from '../../vendors/kernel/faults';
import type { VendorClock } from '../../vendors/kernel/vendor-clock';
import { ACTS, type Act, type ActOutcome } from './acts';
import type { WebhookSwitches } from './deliveries';
import type { Invoice } from './invoice';
import { payPage } from './pay-page';

export interface PaymentControlParts {
  readonly provider: string;
  readonly clock: VendorClock;
  readonly faults: FaultSwitches;
  readonly switches: WebhookSwitches;
  find(externalId: string): Invoice | undefined;
  invoices(): readonly Invoice[];
  taken(): readonly object[];
  act(invoice: Invoice, act: Act): ActOutcome;
  setWebhook(url: string | undefined): void;
}

const actBody = z.object({ externalId: z.union([z.string(), z.number()]).transform(String), act: z.enum(ACTS) });
const chance = z.number().min(0).max(1).optional();
const switchBody = z.strictObject({ lost: chance, doubled: chance, forged: chance });
const webhookBody = z.object({ url: z.url().nullable() });

/** `/control`, by which tests move money, and `/pay/<id>`, where a person does. */
export function addPaymentControl(app: FastifyInstance, parts: PaymentControlParts): void {
  addWorldRoutes(app, parts);
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.post('/control', (request, reply) => {
    const parsed = actBody.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, `send JSON {"externalId": "...", "act": "${ACTS.join(' | ')}"}`);
    const invoice = parts.find(parsed.data.externalId);
    if (!invoice) return refuse(reply, 404, 'no such invoice');
    const outcome = parts.act(invoice, parsed.data.act);
    return outcome.kind === 'done' ? reply.send({ done: true }) : refuse(reply, 409, outcome.why);
  });
  app.get('/control/invoices', (_request, reply) => reply.send({ invoices: parts.invoices() }));
  app.get('/control/taken', (_request, reply) => reply.send({ taken: parts.taken() }));
  app.post('/control/webhook', (request, reply) => {
    const parsed = webhookBody.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'send JSON {"url": "https://..." or null}');
    parts.setWebhook(parsed.data.url ?? undefined);
    return reply.send({ set: true });
  });
  app.post('/control/deliveries', (request, reply) => {
    const parsed = switchBody.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'send JSON {"lost"?, "doubled"?, "forged"?}, each from 0 to 1');
    return reply.send(Object.assign(parts.switches, parsed.data));
  });

  app.get<{ Params: { id: string } }>('/pay/:id', (request, reply) => showPage(reply, parts, request.params.id));
  app.post<{ Params: { id: string }; Body: unknown }>('/pay/:id', (request, reply) => {
    const { id } = request.params;
    const parsed = actBody.safeParse({ externalId: id, act: (request.body as { act?: unknown } | null)?.act });
    const invoice = parts.find(id);
    if (!parsed.success || !invoice) return showPage(reply, parts, id);
    const outcome = parts.act(invoice, parsed.data.act);
    return showPage(reply, parts, id, outcome.kind === 'done' ? 'Done.' : `Impossible: ${outcome.why}.`);
  });
}

function showPage(reply: FastifyReply, { provider, clock, find }: PaymentControlParts, id: string, note?: string) {
  const invoice = find(id);
  reply.type('text/html; charset=utf-8');
  return invoice
    ? reply.send(payPage(invoice, { provider, now: clock.now(), note }))
    : reply.code(404).send('No such invoice.');
}

const refuse = (reply: FastifyReply, status: number, error: string) => reply.code(status).send({ error });
