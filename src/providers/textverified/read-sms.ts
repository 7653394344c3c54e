import { createHmac } from 'node:crypto';
import type { ProviderFault, ReceivedText, WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { sameText } from '../kit/read-fields';
import { objectOf, shapeOf, type VendorReply } from '../kit/reply';
import { smsText, textIdentity } from '../kit/shown-sms';
import { isJsonObject, parseJson, readZonedTime, scalarText } from '../kit/values';
import { readFault, readNationalPhone } from './read-verification';

export interface ListedSms {
  readonly to: string | undefined;
  readonly createdAt: Date | undefined;
  toText(orderId: string): ReceivedText;
}

/** A page of the list of SMS; oldest first, as it is to be read. */
export function readSmsPage(reply: VendorReply): { kind: 'sms'; list: ListedSms[]; hasNext: boolean } | ProviderFault {
  const shape = shapeOf(reply);
  const page = reply.status === 200 ? objectOf(shape) : undefined;
  if (!page || !Array.isArray(page.data)) return readFault(shape, reply.status, 'unavailable');
  const list = page.data.map(toSms).filter((one) => one !== undefined);
  list.sort((one, other) => (one.createdAt?.getTime() ?? 0) - (other.createdAt?.getTime() ?? 0));
  return { kind: 'sms', list, hasNext: page.hasNext === true };
}

/**
 * One SMS of the list or of a delivery. The delivery does not name the SMS's own id, so its identity is made from what both
 * show: reservation, second and content. Undefined for one without content, or encrypted for the website alone.
 */
function toSms(value: unknown): ListedSms | undefined {
  if (!isJsonObject(value) || value.encrypted === true) return undefined;
  const code = smsText(value.parsedCode);
  const content = smsText(value.smsContent) ?? code;
  if (content === undefined) return undefined;
  const createdAt = readZonedTime(value.createdAt);
  const second = createdAt ? Math.floor(createdAt.getTime() / 1_000) : '';
  return {
    to: readNationalPhone(value.to),
    createdAt,
    toText: (orderId) => ({
      externalId: textIdentity(orderId, `${second}\n${content}`),
      text: content,
      code,
      sender: scalarText(value.from),
      receivedAt: createdAt,
    }),
  };
}

/** Its schema says `reservationId` where its deliveries, as receivers show them, say `ReservationId`: both are read, all the way down. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (!isJsonObject(value)) return value;
  const small = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [small(name), inCamelCase(inner)]));
}

const PREFIX = 'HMAC-SHA512=';

/** The value of `X-Webhook-Signature` for a body. */
export function textVerifiedSignature(secret: string, rawBody: Buffer): string {
  return PREFIX + createHmac('sha512', secret).update(rawBody).digest('base64');
}

/** Judges and reads one delivery of TextVerified's, which signs every one of them. */
export function readTextVerifiedWebhook({ headers, rawBody }: WebhookRequest, secret: string): WebhookReading {
  if (!secret) return { kind: 'refused', detail: 'No webhook secret is stored. Enter it as webhookKey.' };
  const given = headers['x-webhook-signature'] ?? '';
  // Whether the prefix is part of the key is not documented.
  const keys = [secret, secret.replace(/^whsec_/, '')];
  if (!keys.some((key) => sameText(textVerifiedSignature(key, rawBody), given)))
    return { kind: 'refused', detail: 'The header X-Webhook-Signature is missing or does not fit.' };
  const body = inCamelCase(parseJson(rawBody.toString('utf8').replace(/^\uFEFF/, '')));
  if (!isJsonObject(body)) return { kind: 'unreadable', detail: 'Send a JSON object.' };
  const { data } = body;
  if (scalarText(body.event)?.toLowerCase() !== 'v2.sms.received')
    return { kind: 'ignored', detail: 'About something else than an SMS.' };
  const orderId = isJsonObject(data) ? scalarText(data.reservationId) : undefined;
  if (orderId === undefined || orderId.length > 64)
    return { kind: 'unreadable', detail: 'The field reservationId is missing.' };
  const sms = toSms(data);
  if (!sms) return { kind: 'ignored', detail: 'The SMS has no content that can be read.' };
  return { kind: 'messages', trust: 'believe', messages: [{ ...sms.toText(orderId), orderId, phone: sms.to }] };
}
