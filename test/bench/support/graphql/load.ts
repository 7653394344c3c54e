import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Figures, figures } from '../measure';
import type { LoadFigures, LoadOrder } from './load-worker';

export interface Load extends Figures {
  readonly bytesEach: number;
  readonly failures: number;
}

/** Puts a server under load from a thread of its own. */
export async function load(order: LoadOrder): Promise<Load> {
  const worker = new Worker(join(__dirname, 'load-worker.js'), { workerData: order });
  const result = await new Promise<LoadFigures>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  await worker.terminate();
  const { count, bytes, failures } = result;
  return {
    ...figures([...result.latencies], result.elapsedMs),
    bytesEach: Math.round(bytes / Math.max(1, count)),
    failures,
  };
}

/** A GraphQL operation as an HTTP request, byte for byte. */
export function graphqlRequest(o: { key?: string; query: string; variables?: object }): string {
  const body = JSON.stringify({ query: o.query, variables: o.variables });
  const auth = o.key ? `authorization: Bearer ${o.key}\r\n` : '';
  return `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${auth}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

export function getRequest(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n`;
}

interface RawCall {
  readonly key: string;
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Any call, however wrong, as an HTTP request. */
export function rawRequest({ key, query, variables, operationName, body, headers }: RawCall): string {
  const content = body ?? JSON.stringify({ query, variables, operationName });
  const all = { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}content-length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
}
