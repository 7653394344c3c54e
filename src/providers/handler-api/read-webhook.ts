import type { ReceivedText, WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { smsText, textIdentity } from '../kit/shown-sms';
import { isJsonObject, parseJson, readZonedTime, scalarText } from '../kit/values';

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

/** One SMS as a shop of this family posts it. Nothing in it proves who sent it. */
interface PushedSms {
  readonly orderId: string;
  readonly serviceCode?: string;
  readonly message: ReceivedText;
}

/**
 * Reads the body of a shop's webhook: `{activationId, service, text, code, country, receivedAt}`, ids as numbers or strings, code or
 * text possibly missing. Undefined when it is none. The SMS has the id that the status and the list give it, unless the
 * same code came to the order before; only the status, read afterwards, can tell that.
 */
export function readHandlerWebhook(rawBody: string): PushedSms | undefined {
  const body = parseJson(rawBody.replace(/^\uFEFF/, ''));
  if (!isJsonObject(body)) return undefined;
  const orderId = scalarText(body.activationId);
  const [code, text] = [smsText(body.code), smsText(body.text)];
  const value = code ?? text;
  if (orderId === undefined || value === undefined) return undefined;
  return {
    orderId,
    serviceCode: scalarText(body.service),
    message: { externalId: textIdentity(orderId, value), text: text ?? value, code },
  };
}
