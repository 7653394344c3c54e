import { createHash, createHmac } from 'node:crypto';
import type { PushedText, WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { readPhone } from '../kit/phones';
import { type Fields, firstOf, readFlatJson, readForm, sameText } from '../kit/read-fields';
import { isJsonObject, parseJson } from '../kit/values';

interface VonageKeys {
  readonly signature: 'none' | 'jwt' | FieldSignature;
  /** Empty when none is stored. */
  readonly secret: string;
}

const MOST_PARTS = 255;

/** Judges and reads one delivery of the SMS API (GET, form or JSON) or of the Messages API (JSON). */
export function readVonageWebhook(request: WebhookRequest, keys: VonageKeys): WebhookReading {
  const fields = readForm(request) ?? readFlatJson(request);
  if (!fields) return { kind: 'unreadable', detail: 'Send parameters, a form or a JSON object.' };
  const detail = problemOf(request, keys, fields);
  if (detail !== undefined) return { kind: 'refused', detail };
  const type = firstOf(fields, 'type') ?? firstOf(fields, 'message_type') ?? 'text';
  if (type !== 'text' && type !== 'unicode') return { kind: 'ignored', detail: 'No text.' };
  const text = firstOf(fields, 'text');
  const externalId = firstOf(fields, 'messageId') ?? firstOf(fields, 'message_uuid');
  const phone = readPhone(firstOf(fields, 'to'));
  if (text === undefined || externalId === undefined) {
    // The account's check of an address comes without parameters.
    if (fields.size === 0) return { kind: 'ignored', detail: 'Empty.' };
    return { kind: 'unreadable', detail: 'messageId or text is missing.' };
  }
  if (phone === undefined) return { kind: 'ignored', detail: 'The field to is no phone number.' };
  const sender = firstOf(fields, 'msisdn') ?? firstOf(fields, 'from');
  const message = {
    phone,
    text,
    externalId,
    sender,
    receivedAt: readTime(fields),
    part: readPart(fields),
  };
  return { kind: 'messages', trust: 'believe', messages: [message] };
}

function problemOf(request: WebhookRequest, { signature, secret }: VonageKeys, fields: Fields): string | undefined {
  if (signature === 'none') return undefined;
  if (!secret) return 'No signature secret of Vonage is stored. Enter it as the key of this provider.';
  if (signature !== 'jwt')
    return isSignedByVonage(signature, secret, fields) ? undefined : 'The parameter sig is missing or does not fit.';
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return 'The header Authorization has no bearer token.';
  return problemOfToken({ token, secret, rawBody: request.rawBody, now: request.now });
}

/** `2026-01-02 03:04:05` is in UTC at the SMS API; the Messages API sends ISO 8601 with a zone. */
function readTime(fields: Fields): Date | undefined {
  const plain = firstOf(fields, 'message-timestamp');
  const zoned = firstOf(fields, 'timestamp');
  const text = plain && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(plain) ? `${plain.replace(' ', 'T')}Z` : zoned;
  if (text === undefined || !/(Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function readPart(fields: Fields): PushedText['part'] {
  if (firstOf(fields, 'concat') !== 'true') return undefined;
  const number = Number(firstOf(fields, 'concat-part'));
  const total = Number(firstOf(fields, 'concat-total'));
  const isPart =
    Number.isInteger(number) && Number.isInteger(total) && number >= 1 && number <= total && total <= MOST_PARTS;
  if (!isPart || total === 1) return undefined;
  return { group: firstOf(fields, 'concat-ref') ?? '', number, total };
}

/** How an account signs; its support sets it. `md5hash` appends the secret, the others are HMACs with it. */
type FieldSignature = 'md5hash' | 'md5' | 'sha1' | 'sha256' | 'sha512';

/** The signature of the SMS API over all parameters but `sig`, in hexadecimal digits. */
export function vonageSignature(algorithm: FieldSignature, secret: string, fields: Fields): string {
  const told = [...fields.keys()]
    .filter((name) => name !== 'sig')
    .sort()
    .map((name) => `&${name}=${firstOf(fields, name)!.replace(/[&=]/g, '_')}`)
    .join('');
  if (algorithm === 'md5hash')
    return createHash('md5')
      .update(told + secret, 'utf8')
      .digest('hex');
  return createHmac(algorithm, secret).update(told, 'utf8').digest('hex');
}

function isSignedByVonage(algorithm: FieldSignature, secret: string, fields: Fields): boolean {
  const sig = firstOf(fields, 'sig');
  return sig !== undefined && sameText(vonageSignature(algorithm, secret, fields), sig.toLowerCase());
}

const LEEWAY_S = 60;

/** Why this token does not prove the body: a JWT signed with HS256 whose claim `payload_hash` is the body's SHA-256. */
function problemOfToken(o: { token: string; secret: string; rawBody: Buffer; now: Date }): string | undefined {
  const [head = '', claims = '', signature = '', ...rest] = o.token.split('.');
  const read = (part: string) => parseJson(Buffer.from(part, 'base64url').toString('utf8'));
  const header = read(head);
  if (rest.length > 0 || !isJsonObject(header) || header.alg !== 'HS256') return 'The token is no JWT with HS256.';
  const expected = createHmac('sha256', o.secret).update(`${head}.${claims}`).digest('base64url');
  if (!sameText(expected, signature)) return 'The signature of the token does not fit. Check the signature secret.';
  const told = read(claims);
  if (!isJsonObject(told)) return 'The token has no claims.';
  if (typeof told.exp === 'number' && told.exp + LEEWAY_S < o.now.getTime() / 1000) return 'The token is too old.';
  const hash = createHash('sha256').update(o.rawBody).digest('hex');
  const isOfBody = typeof told.payload_hash === 'string' && sameText(told.payload_hash.toLowerCase(), hash);
  return isOfBody ? undefined : 'The token does not name this body.';
}
