import type { ReceivedText } from '../../ports/sms-provider';
import { isJsonObject, parseJson, scalarText } from '../parse-json';
import { textIdentity } from '../text-identity';

/** One SMS as a shop of this family posts it. Nothing in it proves who sent it. */
export interface PushedSms {
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
  const [code, text] = [scalarText(body.code), scalarText(body.text)];
  const value = code ?? text;
  if (orderId === undefined || value === undefined) return undefined;
  return {
    orderId,
    serviceCode: scalarText(body.service),
    message: { externalId: textIdentity(orderId, value), text: text ?? value, code },
  };
}
