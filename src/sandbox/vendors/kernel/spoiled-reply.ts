import type { FastifyReply } from 'fastify';
import { blanksInPhone } from './blanks-in-phone';
import type { VendorFault } from './faults';
import { textAnswer, type VendorAnswer } from './vendor-answer';

const MAINTENANCE_PAGE = '<html><body><h1>We are down for maintenance</h1></body></html>';

/** Whether the vendor does its work before the fault shows. */
export function takesEffect(fault: VendorFault | undefined): boolean {
  if (!fault) return true;
  switch (fault.kind) {
    case 'rate_limited':
    case 'bad_key':
      return false;
    case 'delay':
    case 'trickle':
    case 'truncated':
    case 'bom':
    case 'blanks_in_phone':
      return true;
    default:
      return fault.effect === 'done';
  }
}

/**
 * Sends the answer as the fault wants it. `answer` is the true one, undefined when the fault kept the vendor from acting.
 * `later` runs a step after real milliseconds and forgets it when the vendor stops.
 */
export function sendSpoiled(
  reply: FastifyReply,
  fault: VendorFault | undefined,
  answer: VendorAnswer | undefined,
  later: (ms: number, step: () => void) => void,
): void {
  reply.hijack();
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'close_socket') {
    reply.raw.destroy();
    return;
  }
  const spoiled = spoil(fault, answer);
  if (!spoiled) throw new Error(`a vendor acted on no call, yet had to answer (${fault?.kind ?? 'no fault'})`);
  if (fault?.kind === 'delay') later(fault.ms, () => write(reply, spoiled));
  else if (fault?.kind === 'trickle') trickle(reply, spoiled, (step) => later(fault.everyMs ?? 1_000, step));
  else write(reply, spoiled);
}

function spoil(fault: VendorFault | undefined, answer: VendorAnswer | undefined): VendorAnswer | undefined {
  switch (fault?.kind) {
    case 'status':
      return textAnswer(fault.body ?? '<html><body>Bad Gateway</body></html>', fault.status);
    case 'rate_limited': {
      const wait = fault.retryAfterSeconds;
      return textAnswer('Too Many Requests', 429, wait === undefined ? {} : { 'retry-after': String(wait) });
    }
    case 'html':
      return textAnswer(MAINTENANCE_PAGE);
    case 'body':
      return textAnswer(fault.text);
    case 'truncated':
      return answer && { ...answer, body: answer.body.slice(0, Math.max(1, Math.floor(answer.body.length / 2))) };
    case 'bom':
      return answer && { ...answer, body: `\uFEFF${answer.body}\r\n` };
    case 'blanks_in_phone':
      return answer && { ...answer, body: blanksInPhone(answer.body) };
    default:
      return answer;
  }
}

function write(reply: FastifyReply, { status, headers, body }: VendorAnswer): void {
  if (reply.raw.destroyed) return;
  const bytes = Buffer.from(body);
  reply.raw.writeHead(status, { ...headers, 'content-length': bytes.length });
  // As bytes, since Node encodes the headers anew together with a body that is a string.
  reply.raw.end(status === 204 ? undefined : bytes);
}

function trickle(reply: FastifyReply, { status, headers, body }: VendorAnswer, next: (step: () => void) => void): void {
  const bytes = Buffer.from(body);
  reply.raw.writeHead(status, { ...headers, 'content-length': bytes.length });
  const drop = (at: number): void => {
    if (reply.raw.destroyed) return;
    if (at >= bytes.length) {
      reply.raw.end();
      return;
    }
    reply.raw.write(bytes.subarray(at, at + 1));
    next(() => drop(at + 1));
  };
  drop(0);
}
