import type { Amount } from '../../domain/money/money';
import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, type JsonObject, scalarText } from '../parse-json';
import { readDecimal } from '../read-decimal';
import { readZonedTime } from '../read-zoned-time';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';
import { readNationalPhone } from './read-national-phone';

/** A place that the supplier names: it is followed as it stands. */
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
  const found = shape.kind === 'json' && reply.status === 200 ? toVerification(shape.value) : undefined;
  return found ?? readFault(shape, reply.status, unclear);
}

/** Undefined for anything without an id and a known state. */
export function toVerification(value: unknown): Verification | undefined {
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
