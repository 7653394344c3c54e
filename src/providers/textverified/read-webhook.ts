import { createHmac } from 'node:crypto';
import type { WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { isJsonObject, parseJson, scalarText } from '../parse-json';
import { sameText } from '../webhook-kit/same-text';
import { toSms } from './read-sms';

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
  const body = parseJson(rawBody.toString('utf8'));
  if (!isJsonObject(body)) return { kind: 'unreadable', detail: 'Send a JSON object.' };
  const event = scalarText(body.event ?? body.Event);
  if (event !== 'v2.sms.received') return { kind: 'ignored', detail: 'About something else than an SMS.' };
  const data = body.data ?? body.Data;
  const orderId = isJsonObject(data) ? scalarText(data.reservationId) : undefined;
  if (orderId === undefined || orderId.length > 64)
    return { kind: 'unreadable', detail: 'The field reservationId is missing.' };
  const sms = toSms(data);
  if (!sms) return { kind: 'ignored', detail: 'The SMS has no content that can be read.' };
  return { kind: 'messages', trust: 'believe', messages: [{ ...sms.toText(orderId), orderId, phone: sms.to }] };
}
