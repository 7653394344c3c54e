import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** One request as a vendor sees it, whatever its protocol. */
export interface VendorCall {
  readonly method: string;
  /** As it was sent, without the query: percent signs still in it. */
  readonly path: string;
  /** The query first, then a form body, as PHP shops read them; the first value of a name counts. */
  readonly params: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as it was sent; empty without one. */
  readonly body: string;
}

export function vendorCall(request: FastifyRequest): VendorCall {
  const [path = '', query = ''] = request.url.split('?', 2);
  const body = typeof request.body === 'string' ? request.body : '';
  const params = new URLSearchParams(query);
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    for (const [name, value] of new URLSearchParams(body)) params.append(name, value);
  return { method: request.method, path, params, headers: request.headers, body };
}

/** The JSON body; undefined when it is none. */
export function jsonBody(call: VendorCall): unknown {
  try {
    return JSON.parse(call.body);
  } catch {
    return undefined;
  }
}
