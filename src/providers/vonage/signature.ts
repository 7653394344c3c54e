import { createHash, createHmac } from 'node:crypto';
import { isJsonObject, parseJson } from '../parse-json';
import { type Fields, firstOf } from '../webhook-kit/read-fields';
import { sameText } from '../webhook-kit/same-text';

/** How an account signs; its support sets it. `md5hash` appends the secret, the others are HMACs with it. */
export type FieldSignature = 'md5hash' | 'md5' | 'sha1' | 'sha256' | 'sha512';

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

export function isSignedByVonage(algorithm: FieldSignature, secret: string, fields: Fields): boolean {
  const sig = firstOf(fields, 'sig');
  return sig !== undefined && sameText(vonageSignature(algorithm, secret, fields), sig.toLowerCase());
}

const LEEWAY_S = 60;

/** Why this token does not prove the body: a JWT signed with HS256 whose claim `payload_hash` is the body's SHA-256. */
export function problemOfToken(o: { token: string; secret: string; rawBody: Buffer; now: Date }): string | undefined {
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
