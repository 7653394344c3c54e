import type { Amount } from '../../domain/money/money';
import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { readPhone } from '../kit/phones';
import { readRows, type Unread, unread } from '../kit/readings';
import {
  notUnderstood,
  objectOf,
  providerFault,
  quoteForOperator,
  type ReplyShape,
  refused,
  shapeOf,
  type Unclear,
  type VendorReply,
} from '../kit/reply';
import { isJsonObject, type JsonObject, readDecimal, readZonedTime, scalarText } from '../kit/values';

/** A place that the provider names: it is followed as it stands. */
export interface Link {
  readonly href: string;
  readonly method: 'GET' | 'POST';
}

export interface Verification {
  readonly kind: 'verification';
  readonly id: string;
  /** `pending`: no SMS yet. `completed`: it has one. `over`: canceled, timed out, reported or refunded. */
  readonly phase: 'pending' | 'completed' | 'over';
  readonly phone?: string;
  readonly serviceCode?: string;
  readonly cost?: Amount;
  readonly createdAt?: Date;
  readonly endsAt?: Date;
  readonly sms?: Link;
  readonly cancel?: Link;
  readonly canCancel: boolean;
  readonly report?: Link;
  readonly canReport: boolean;
}

const PHASES: Readonly<Record<string, Verification['phase']>> = {
  verificationPending: 'pending',
  verificationReactivated: 'pending',
  verificationCompleted: 'completed',
  verificationReused: 'completed',
  verificationCanceled: 'over',
  verificationTimedOut: 'over',
  verificationReported: 'over',
  verificationRefunded: 'over',
};
const ID = /^[\w-]{1,64}$/;

export function readVerification(
  reply: VendorReply,
  unclear: 'unavailable' | 'unknown_outcome' = 'unavailable',
): Verification | ProviderFault {
  const shape = shapeOf(reply);
  const found = reply.status === 200 ? toVerification(objectOf(shape)) : undefined;
  return found ?? readFault(shape, reply.status, unclear);
}

/** Undefined for anything without an id and a known state. */
function toVerification(value: unknown): Verification | undefined {
  if (!isJsonObject(value)) return undefined;
  const id = scalarText(value.id);
  const state = scalarText(value.state) ?? '';
  const phase = Object.hasOwn(PHASES, state) ? PHASES[state] : undefined;
  if (id === undefined || !ID.test(id) || phase === undefined) return undefined;
  const [cancel, report] = [objectAt(value, 'cancel'), objectAt(value, 'report')];
  return {
    kind: 'verification',
    id,
    phase,
    phone: readNationalPhone(value.number),
    serviceCode: scalarText(value.serviceName),
    cost: readDecimal(value.totalCost, 'up'),
    createdAt: readZonedTime(value.createdAt),
    endsAt: readZonedTime(value.endsAt),
    sms: readLink(value.sms),
    cancel: readLink(cancel.link),
    canCancel: cancel.canCancel === true,
    report: readLink(report.link),
    canReport: report.canReport === true,
  };
}

/** `{href, method}` */
export function readLink(value: unknown): Link | undefined {
  if (!isJsonObject(value)) return undefined;
  const href = scalarText(value.href);
  const method = (scalarText(value.method) ?? 'GET').toUpperCase();
  return href !== undefined && (method === 'GET' || method === 'POST') ? { href, method } : undefined;
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const inner = value[name];
  return isJsonObject(inner) ? inner : {};
}

/**
 * Reads one page of the verifications.
 */
export function readVerificationPage(
  reply: VendorReply,
): ({ kind: 'page'; list: Verification[]; next: Link | undefined } & Unread) | ProviderFault {
  const shape = shapeOf(reply);
  const page = reply.status === 200 ? objectOf(shape) : undefined;
  if (!page || !Array.isArray(page.data)) return readFault(shape, reply.status, 'unavailable');
  const read = readRows(page.data, (row) => {
    const one = toVerification(row);
    return one && one.phase !== 'over' && one.phone === undefined ? undefined : one;
  });
  const next = page.hasNext === true && isJsonObject(page.links) ? readLink(page.links.next) : undefined;
  if (page.hasNext === true && !next) return providerFault('unavailable', 'list without a link to its next page');
  return { kind: 'page', list: read.rows, next, ...unread(read.unreadable) };
}

/** Reads the answer to a purchase: 201, and where the verification stands, in the body and in the header `Location`. */
export function readCreated(reply: VendorReply): { kind: 'created'; link: Link } | ProviderFault {
  const shape = shapeOf(reply);
  const body = reply.status === 201 ? objectOf(shape) : undefined;
  const location = reply.headers.location;
  const link = body && location ? { href: location, method: 'GET' as const } : readLink(body);
  if (link) return { kind: 'created', link };
  const fault = readFault(shape, reply.status, 'unknown_outcome');
  // Words about an existing order make no sense for a purchase, so they prove nothing.
  return fault.fault === 'gone' ? { ...fault, fault: 'unknown_outcome' } : fault;
}

/** Reads the answer to a cancel or a report: any success that is no web page. */
export function readDone(reply: VendorReply): { kind: 'done' } | ProviderFault {
  const shape = shapeOf(reply);
  const isDone = reply.status >= 200 && reply.status < 300 && shape.kind !== 'unclear';
  return isDone ? { kind: 'done' } : readFault(shape, reply.status, 'unknown_outcome');
}

const CODES: Readonly<Record<string, ProviderFaultKind>> = {
  InsufficientBalance: 'balance_empty',
  Unavailable: 'out_of_stock',
  PricingFailure: 'too_dear',
  TooManyUnfinishedVerifications: 'blocked',
  // The first request with this key is still under way: it may buy.
  IdempotencyConflict: 'unknown_outcome',
};

/** What an answer says when it is not the wanted one: `{errorCode, errorDescription}`. */
export function readFault(shape: ReplyShape, status: number, unclear: Unclear): ProviderFault {
  if (status === 401 || status === 403) return providerFault('auth', `HTTP ${status}`);
  if (status === 404) return providerFault('gone', 'HTTP 404');
  const code = scalarText(objectOf(shape)?.errorCode);
  if (code === undefined || !/^\w{1,60}$/.test(code)) return notUnderstood(shape, status, unclear);
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (known) return providerFault(known, code);
  if (/idempoten/i.test(code)) return providerFault(unclear, quoteForOperator(code));
  const detail = `HTTP ${status}: ${quoteForOperator(code)}`;
  const saying = refused(code, detail, status);
  if (saying && saying.said === undefined) return saying;
  // A refusal in its own words did nothing; which words there are besides is not told.
  return providerFault(status >= 400 && status < 500 ? 'mapping' : unclear, detail);
}

/** Numbers come without the country code, which is always that of the United States. */
export function readNationalPhone(value: unknown): string | undefined {
  const digits = readPhone(value);
  return digits?.length === 10 ? `1${digits}` : digits;
}
