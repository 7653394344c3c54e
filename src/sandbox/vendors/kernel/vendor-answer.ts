/** What a vendor puts on the wire, before a fault spoils it. */
export interface VendorAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A plain token; vendors label even JSON as HTML, so clients must judge by the body. */
export function textAnswer(body: string, status = 200, headers?: Record<string, string>): VendorAnswer {
  return { status, body, headers: { 'content-type': 'text/html; charset=UTF-8', ...headers } };
}

export function jsonAnswer(value: unknown, status = 200, headers?: Record<string, string>): VendorAnswer {
  return { status, body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } };
}
