import { isIP } from 'node:net';
import { z } from 'zod';

const name = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/);
const header = name;
const tolerance = { toleranceS: z.number().int().min(1).max(86_400).default(300) };

/** `10.0.0.1`, `10.0.0.0/8` or the same of IPv6. */
const network = z.string().refine((text) => {
  const [address = '', bits] = text.split('/');
  const family = isIP(address);
  return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}, 'an address or a network');

/** How deliveries are signed, each with the webhook key, or with the API key where there is none of its own. */
export const signature = z.discriminatedUnion('scheme', [
  /** HMAC in a header. */
  z.strictObject({
    scheme: z.literal('hmac'),
    header,
    algorithm: z.enum(['sha1', 'sha256', 'sha512']),
    encoding: z.enum(['hex', 'base64']).default('hex'),
    prefix: z.string().max(40).default(''),
    /** The key as it is, or the bytes of its digest. */
    key: z.enum(['plain', 'sha256']).default('plain'),
    /** The bytes as they came, or the JSON with its names sorted at every depth. */
    over: z.enum(['body', 'sorted_json']).default('body'),
  }),
  /** A digest of some fields and the key: `{merchant}:{amount}:{key}:{order}`, in a field or a header. */
  z
    .strictObject({
      scheme: z.literal('digest'),
      algorithm: z.enum(['md5', 'sha1', 'sha256', 'sha512']),
      template: z
        .string()
        .max(500)
        .regex(/\{key\}/, 'contains {key}'),
      field: z.string().max(120).optional(),
      header: header.optional(),
    })
    .refine((one) => (one.field === undefined) !== (one.header === undefined), {
      path: ['field'],
      error: 'name field or header',
    }),
  /** MD5 of base64 of the JSON without the signature's field, slashes escaped as PHP does, and the key. */
  z.strictObject({ scheme: z.literal('php_json'), field: name.default('sign') }),
  /** `t=<seconds>,v1=<hex>` of HMAC-SHA256 over the time, a dot and the body. */
  z.strictObject({ scheme: z.literal('timestamped'), header, ...tolerance }),
  /** Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature. */
  z.strictObject({ scheme: z.literal('standard_webhooks'), ...tolerance }),
  /** Nothing is signed: what is delivered only rings, and may be refused by where it comes from. */
  z.strictObject({ scheme: z.literal('none'), addresses: z.array(network).max(50).default([]) }),
]);

export type Signature = z.infer<typeof signature>;
