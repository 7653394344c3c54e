import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosError, type AxiosInstance } from 'axios';
import { Secret } from '../config/secret';
import { watchSending } from './watch-sending';

type QueryValue = string | number | boolean | bigint | Secret | undefined;

export interface HttpRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without secrets; those belong into `query`, `headers` or `body`. */
  url: string;
  /** Appended to the URL; undefined values are left out. */
  query?: Record<string, QueryValue>;
  headers?: Record<string, string | Secret>;
  /** A string goes as it is, URLSearchParams as a form, another object as JSON. */
  body?: string | URLSearchParams | Record<string, unknown> | unknown[];
  /** From the call to the last byte of the answer; default 15 000. */
  timeoutMs?: number;
  /** Largest body taken, after decompression; default 2 MiB. */
  maxBytes?: number;
}

/**
 * What became of a request. `sent: false` means that it certainly never reached the server, so that it may be repeated
 * without doing anything twice; otherwise its effect is unknown.
 */
type HttpAnswer =
  | { kind: 'answered'; status: number; headers: Record<string, string>; body: string }
  | { kind: 'timed_out'; sent: boolean }
  | { kind: 'failed'; sent: boolean; reason: string };

export interface HttpClient {
  /** Never throws for what the network or the server does, whatever the status. Follows no redirects. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes idle connections. */
  close(): void;
}

/** An HTTP client that keeps connections open. Nothing it returns contains the URL, the query, headers or the body sent. */
export function createHttpClient(options: { maxSockets?: number } = {}): HttpClient {
  const pool = { keepAlive: true, maxSockets: options.maxSockets ?? 50, timeout: 60_000 };
  const agents = { httpAgent: new HttpAgent(pool), httpsAgent: new HttpsAgent(pool) };
  const client = axios.create({
    ...agents,
    proxy: false, // what the program talks to is decided by its configuration alone
    maxRedirects: 0, // a redirect could carry the key to another host
    responseType: 'text',
    transformResponse: (body) => body, // vendors call JSON text/html and the other way round: readers decide
    validateStatus: () => true,
    headers: { 'User-Agent': 'numbershop', Accept: '*/*' },
  });
  return {
    send: (request) => send(client, request),
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

async function send(client: AxiosInstance, request: HttpRequest): Promise<HttpAnswer> {
  const { method = 'GET', timeoutMs = 15_000, maxBytes = 2 * 1024 * 1024 } = request;
  const deadline = new AbortController();
  // axios' own timeout starts anew with every byte of a trickling body.
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  const sending = watchSending(request.url.startsWith('https:'));
  try {
    const answer = await client.request<string>({
      method,
      url: withQuery(request.url, request.query),
      headers: revealed(request.headers ?? {}),
      data: request.body,
      maxContentLength: maxBytes,
      signal: deadline.signal,
      transport: sending.transport,
    } as Parameters<AxiosInstance['request']>[0]);
    return {
      kind: 'answered',
      status: answer.status,
      headers: plain(sending.headers() ?? answer.headers),
      body: answer.data ?? '',
    };
  } catch (error) {
    if (deadline.signal.aborted) return { kind: 'timed_out', sent: sending.begun() };
    return { kind: 'failed', sent: sending.begun(), reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Codes only: messages of the network stack and of axios may quote the address. */
function reasonOf(error: unknown): string {
  const { code, message } = error as AxiosError;
  if (/maxContentLength/.test(message)) return 'too_large';
  return typeof code === 'string' && /^[A-Z0-9_]+$/.test(code) ? code : 'unknown_error';
}

function withQuery(url: string, query: HttpRequest['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  if (given.length === 0) return url;
  const text = (value: QueryValue) => (value instanceof Secret ? value.reveal() : String(value));
  const pairs = given.map(([name, value]): [string, string] => [name, text(value)]);
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(pairs)}`;
}

function revealed(headers: Record<string, string | Secret>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value instanceof Secret ? value.reveal() : value]),
  );
}

function plain(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
