import { isIP } from 'node:net';
import { z } from 'zod';
import { SettingsMisfit } from '../../platform/vendor/settings';
import type { ProviderSettings } from '../../ports/sms-provider';

const octets = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\x20-\x7e]*$/);
const octet = z.number().int().min(0).max(255);

const options = z.strictObject({
  /** The name that the centre gave us; the password is the key of the row. */
  systemId: octets(32).min(1),
  systemType: octets(12).default(''),
  bind: z.enum(['receiver', 'transceiver']).default('transceiver'),
  /** How many sessions are held at once; the centre says how many it allows. */
  sessions: z.number().int().min(1).max(8).default(1),
  /** Which numbers the session is for, where the centre wants to be told. */
  addressRange: octets(40).default(''),
  addrTon: octet.default(0),
  addrNpi: octet.default(0),
  /** What data_coding 0 means there, and 1. */
  alphabet: z.enum(['gsm', 'gsm_packed', 'latin1', 'ascii', 'utf8']).default('gsm'),
  ia5: z.enum(['ascii', 'gsm']).default('ascii'),
  /** Whose numbers those are that come without a country's code. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** After so long without a word the centre is asked whether it is there. */
  enquireLinkS: z.number().int().min(5).max(300).default(30),
  /** After so long without a session the owners are told. */
  alertAfterS: z.number().int().min(5).max(86_400).default(60),
  /** Who may vouch for the centre, in PEM; those that Node knows when left out. For `smpps://` alone. */
  ca: z.string().max(20_000).startsWith('-----BEGIN CERTIFICATE-----').optional(),
  /** The name in its certificate, when it is another one than its address. */
  serverName: octets(255).min(1).optional(),
});

export interface SmppSettings extends z.infer<typeof options> {
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

/** Reads the row of a link. Throws a ZodError or SettingsMisfit that names the wrong field. */
export function readSmppSettings(row: ProviderSettings): SmppSettings {
  const own = options.parse(row.options);
  const url = new URL(row.baseUrl);
  const isTls = url.protocol === 'smpps:';
  if (!isTls && url.protocol !== 'smpp:')
    throw new SettingsMisfit('baseUrl: write smpp://host:port, or smpps://host:port for a link over TLS');
  if (url.hostname === '') throw new SettingsMisfit('baseUrl: the host is missing');
  if (own.ca !== undefined && !isTls)
    throw new SettingsMisfit('options.ca: needs an address that begins with smpps://');
  return { ...own, host: withoutBrackets(url.hostname), port: Number(url.port) || (isTls ? 3550 : 2775), isTls };
}

function withoutBrackets(host: string): string {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 6 ? bare : host;
}
