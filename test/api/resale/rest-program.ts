import type { ResaleShop } from '../../conformance/support/resale-shop';

export interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  /** The Idempotency-Key. */
  readonly name?: string;
  readonly headers?: Record<string, string>;
}

export type RestProgram = Awaited<ReturnType<typeof restProgram>>;

/** A program of somebody with money and a key, that speaks the REST. */
export async function restProgram(world: ResaleShop, o: Parameters<ResaleShop['reseller']>[0] = {}) {
  const reseller = await world.reseller(o);
  async function send(path: string, { method, body, name, headers }: Sent = {}) {
    const answer = await fetch(`${world.address}/api/v1${path}`, {
      method: method ?? (body === undefined && name === undefined ? 'GET' : 'POST'),
      headers: {
        'x-api-key': reseller.key,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(name === undefined ? {} : { 'idempotency-key': name }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const isJson = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
  }
  const buys = async (name: string, wish: object = { service: 'wa', country: 'LV' }) =>
    send('/orders', { name, body: wish });
  return { reseller, send, buys };
}
