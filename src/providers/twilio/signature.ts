import { createHash, createHmac } from 'node:crypto';
import type { Fields } from '../webhook-kit/read-fields';
import { sameText } from '../webhook-kit/same-text';

/** HMAC-SHA1 over the address and all parameters, sorted by name, values of one name sorted and without doubles; base64. */
export function twilioSignature(token: string, url: string, fields: Fields): string {
  const names = [...fields.keys()].sort();
  const told = names.map((name) =>
    [...new Set(fields.get(name))]
      .sort()
      .map((value) => name + value)
      .join(''),
  );
  return createHmac('sha1', token)
    .update(url + told.join(''), 'utf8')
    .digest('base64');
}

/** Whether Twilio signed this. The address counts with and without a port, since it is written either way. */
export function isSignedByTwilio(o: { token: string; url: string; fields: Fields; signature: string }): boolean {
  let isSigned = false;
  for (const url of spellings(o.url))
    isSigned = sameText(twilioSignature(o.token, url, o.fields), o.signature) || isSigned;
  return isSigned;
}

/** A body that is no form is not part of the signature; its hash stands in the signed address. */
export function hasSignedBody(url: string, rawBody: Buffer): boolean {
  const named = new URL(url).searchParams.get('bodySHA256');
  return named !== null && sameText(named.toLowerCase(), createHash('sha256').update(rawBody).digest('hex'));
}

function spellings(url: string): string[] {
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/s.exec(url) ?? [];
  const bare = host.replace(/:\d+$/, '');
  const standard = scheme === 'https://' ? ':443' : ':80';
  return [...new Set([host, bare, bare + standard])].map((place) => scheme + place + rest);
}
