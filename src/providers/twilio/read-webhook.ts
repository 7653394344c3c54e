import type { WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { readPhone } from '../read-phone';
import { type Fields, firstOf, readFlatJson, readForm } from '../webhook-kit/read-fields';
import { hasSignedBody, isSignedByTwilio } from './signature';

export interface TwilioKeys {
  /** Empty when none is stored. */
  readonly token: string;
  readonly accountSid?: string;
}

const none: Fields = new Map();

/** Judges and reads one delivery of Twilio's. The address must be the one that Twilio called, so `PUBLIC_URL` must be right. */
export function readTwilioWebhook(request: WebhookRequest, keys: TwilioKeys): WebhookReading {
  if (!keys.token) return refused('No auth token of Twilio is stored. Enter it as the key of this provider.');
  const signature = request.headers['x-twilio-signature'];
  if (!signature) return refused('The header X-Twilio-Signature is missing.');
  const form = readForm(request);
  const signed = {
    token: keys.token,
    url: request.url,
    signature,
    fields: request.method === 'GET' ? none : (form ?? none),
  };
  if (!isSignedByTwilio(signed))
    return refused(
      'The signature does not fit. Check the auth token, and that PUBLIC_URL is the address Twilio calls.',
    );
  if (!form && !hasSignedBody(request.url, request.rawBody)) return refused('The hash of the body does not fit.');
  const fields = form ?? readFlatJson(request);
  return fields ? readFields(fields, keys.accountSid) : { kind: 'unreadable', detail: 'Send a form or a JSON object.' };
}

function readFields(fields: Fields, accountSid: string | undefined): WebhookReading {
  if (accountSid !== undefined && firstOf(fields, 'AccountSid') !== accountSid)
    return refused('It is from another account of Twilio.');
  const externalId = firstOf(fields, 'MessageSid') ?? firstOf(fields, 'SmsSid');
  const status = firstOf(fields, 'SmsStatus') ?? 'received';
  if (status !== 'received' && status !== 'receiving') return ignored('About a text that was sent, not received.');
  const text = firstOf(fields, 'Body');
  if (externalId === undefined || text === undefined)
    return { kind: 'unreadable', detail: 'MessageSid or Body is missing.' };
  if (text.trim() === '') return ignored('No text.');
  const phone = readPhone(firstOf(fields, 'To'));
  if (phone === undefined) return ignored('To is no phone number.');
  const message = { phone, text, externalId, sender: firstOf(fields, 'From') };
  return { kind: 'messages', trust: 'believe', messages: [message] };
}

const refused = (detail: string): WebhookReading => ({ kind: 'refused', detail });
const ignored = (detail: string): WebhookReading => ({ kind: 'ignored', detail });
