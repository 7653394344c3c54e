import { z } from 'zod';
import { release } from '../../../platform/release';
import type { Operation } from './operation';
import { restOperations } from './operations';
import { PROBLEMS, type RestProblemCode } from './problems';
import * as shapes from './shapes';

/** What every operation may be refused for. */
const ALWAYS: readonly RestProblemCode[] = [
  'unauthorized',
  'address_not_allowed',
  'banned',
  'rate_limited',
  'internal',
];
const COMPONENTS = '#/components/schemas/';

const ProblemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string().describe('For people.'),
    status: z.int(),
    code: z.enum(Object.keys(PROBLEMS) as [RestProblemCode, ...RestProblemCode[]]),
    requestId: z.string().describe('Tell it when you ask what happened.'),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
    price: z.string().optional().describe('Of price_above_max: what it costs.'),
    retryAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Problem' });

/** The OpenAPI document (3.1) of the REST, from the operations themselves. */
export function openApiDocument(): object {
  const { Balance, Service, Country, Offer, Sms, Order, Webhook, WebhookWish, Delivery, OrderEvent } = shapes;
  const wish = restOperations.find(({ id }) => id === 'placeOrder')!.body!;
  const trade = [Balance, Service, Country, Offer, Sms, Order, wish];
  const named = [...trade, Webhook, WebhookWish, Delivery, OrderEvent, ProblemSchema];
  return {
    openapi: '3.1.0',
    info: {
      title: 'numbershop: REST for shops and programs that buy here',
      version: release(),
      summary: 'Temporary phone numbers for receiving SMS codes, paid only when a code comes',
      description:
        "Make a key in the bot (Balance, API) and send it as X-API-Key or Authorization: Bearer. Money is a decimal string with four places. Every refusal is a problem with a `code` that keeps its meaning. Orders by key are the buyer's own reservations: same wallet, same history.",
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ apiKey: [] }, { bearer: [] }],
    tags: [
      { name: 'Account', description: 'The wallet behind the key.' },
      { name: 'Catalogue', description: 'What is sold, and for how much.' },
      { name: 'Orders', description: 'A number, from its purchase to its end.' },
      { name: 'Events', description: 'A stream of what happens to your orders.' },
      { name: 'Webhook', description: 'Being told of the orders of a key.' },
    ],
    paths: paths(),
    webhooks: { orderEvent: { post: webhookObject() } },
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas: Object.fromEntries(named.map((schema) => [schema.meta()!.id!, jsonSchema(schema, schema.meta()!.id)])),
    },
  };
}

/** What is posted to the webhook of a key. */
function webhookObject(): object {
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  });
  return {
    operationId: 'orderEvent',
    tags: ['Webhook'],
    summary: 'An SMS, or the end of an order',
    description:
      'Signed by Standard Webhooks. Any 2xx within four seconds is taken for an answer; otherwise it is sent again after 20 seconds, seven times, and then after 1, 5 and 30 minutes, 2 and 6 hours. The order is not promised, and one may come twice: keep webhook-id.',
    parameters: [
      header('webhook-id', 'The same however often it is sent.'),
      header('webhook-timestamp', 'Seconds since 1970. Refuse those that are older than five minutes.'),
      header('webhook-signature', 'v1, and the signature; two with a blank between while a secret is changed.'),
    ],
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(shapes.OrderEvent) } } },
    responses: {
      '2XX': { description: 'You have it.' },
      '410': { description: 'You want no more: the webhook is turned off.' },
    },
    security: [],
  };
}

function paths(): Record<string, Record<string, object>> {
  const table: Record<string, Record<string, object>> = {};
  for (const one of restOperations) {
    table[one.path] ??= {};
    table[one.path]![one.method] = operationObject(one);
  }
  return table;
}

function operationObject(one: Operation): object {
  return {
    operationId: one.id,
    tags: [one.tag],
    summary: one.summary,
    description:
      [one.description, one.isBuying ? 'Needs a key that may buy.' : undefined].filter(Boolean).join('\n\n') ||
      undefined,
    parameters: parameters(one),
    requestBody: one.body && {
      required: true,
      content: { 'application/json': { schema: jsonSchema(one.body), example: one.example } },
    },
    responses: { ...answers(one), ...refusals(one) },
  };
}

function parameters(one: Operation): object[] {
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'Your own name for this act; the same name is the same act.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_.:@-]{1,64}$' },
    example: 'order-1',
  };
  return [...fields(one.params, 'path'), ...fields(one.query, 'query'), ...(one.isKeyed ? [key] : [])];
}

function fields(shape: z.ZodObject | undefined, place: 'path' | 'query'): object[] {
  return Object.entries(shape?.shape ?? {}).map(([name, field]) => {
    const { description, ...schema } = jsonSchema(field as z.ZodType) as { description?: string };
    const isRequired = place === 'path' || !(field as z.ZodType).safeParse(undefined).success;
    return { name, in: place, required: isRequired, description, schema };
  });
}

function answers(one: Operation): Record<string, object> {
  const rate = Object.fromEntries(
    ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'].map((name) => [
      name,
      { schema: { type: 'integer' } },
    ]),
  );
  return Object.fromEntries(
    Object.entries(one.answers).map(([status, { description, schema, type = 'application/json' }]) => [
      status,
      { description, headers: rate, content: { [type]: { schema: jsonSchema(schema) } } },
    ]),
  );
}

/** One response for each status, which names the codes that come with it. */
function refusals(one: Operation): Record<string, object> {
  const reads: RestProblemCode[] = one.body ? ['malformed', 'payload_too_large', 'unsupported_media_type'] : [];
  if (one.body || one.query) reads.push('invalid_request');
  if (one.isBuying) reads.push('scope_missing');
  const codes = [...new Set([...ALWAYS, ...reads, ...one.problems])];
  const table: Record<string, object> = {};
  for (const status of [...new Set(codes.map((code) => PROBLEMS[code][0]))].sort()) {
    const here = codes.filter((code) => PROBLEMS[code][0] === status);
    const description = here.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}`).join('\n\n');
    const content = { 'application/problem+json': { schema: { $ref: `${COMPONENTS}Problem` } } };
    table[status] = { description, content };
  }
  return table;
}

/** In JSON Schema; a named one by reference, except where `self` says that it is the one to be written. */
function jsonSchema(schema: z.ZodType, self?: string): object {
  const { $schema: _, $defs, ...written } = z.toJSONSchema(schema, { io: 'input' });
  const { id: __, ...own } = self === undefined ? written : ($defs?.[self] ?? written);
  // The format says it all; its pattern is half a page.
  const tidy = (_: string, value: { format?: string; pattern?: string }) =>
    value?.format === 'date-time' ? { ...value, pattern: undefined } : value;
  return JSON.parse(JSON.stringify(own, tidy).replaceAll('"#/$defs/', `"${COMPONENTS}`));
}
