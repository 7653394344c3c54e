import type { WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { isJsonObject, parseJson, scalarText } from '../parse-json';
import { readZonedTime } from '../read-zoned-time';
import { readHandlerWebhook } from './read-webhook';

const LONGEST_ID = 64;

/** What a delivery of a shop of the family is worth. None of them signs, so its order is asked before anybody sees the code. */
export function judgeWebhook(request: Pick<WebhookRequest, 'rawBody' | 'contentType'>): WebhookReading {
  const text = request.rawBody.toString('utf8').replace(/^\uFEFF/, '');
  const body = parseJson(text);
  if (!isJsonObject(body))
    return { kind: 'unreadable', detail: `Send a JSON object; this was ${request.contentType || 'without a type'}.` };
  if ((scalarText(body.activationId) ?? '').length > LONGEST_ID || scalarText(body.activationId) === undefined)
    return { kind: 'unreadable', detail: 'The field activationId is missing.' };
  const sms = readHandlerWebhook(text);
  if (!sms) return { kind: 'ignored', detail: 'Neither text nor code: no SMS.' };
  const { orderId, message } = sms;
  const receivedAt = readZonedTime(body.receivedAt);
  return { kind: 'messages', trust: 'confirm', messages: [{ ...message, orderId, receivedAt }] };
}
