// biome-ignore lint/suspicious/noExplicitAny: answers are read loosely; what they hold is what the tests check
export type Loose = any;

/** What came back over HTTP. */
export interface Answer<Result> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Result;
  readonly errors:
    | { message: string; path?: unknown[]; extensions: { code: string; requestId?: string } }[]
    | undefined;
}

export interface Call {
  /** Undefined: no Authorization header. */
  readonly key?: string;
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
  /** Instead of the JSON of the operation. */
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

export async function send<Result = Loose>(address: string, call: Call): Promise<Answer<Result>> {
  const { key, query, variables, operationName } = call;
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...call.headers,
    },
    body: call.body ?? JSON.stringify({ query, variables, operationName }),
  });
  const text = await response.text();
  const parsed = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, data: parsed.data, errors: parsed.errors };
}
