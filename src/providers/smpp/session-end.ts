import type { LinkTrouble } from '../../ports/sms-provider';
import { STATUS, statusWords } from './commands';

/**
 * Why no session came about, or why one ended: `refused` and `distrusted` are for a person to repair, the rest heals by
 * itself. `status` is the centre's, when it refused the bind.
 */
export interface SessionEnd {
  readonly kind: 'refused' | 'distrusted' | 'unreachable' | 'lost' | 'unbound' | 'closed';
  readonly status?: number;
  readonly reason?: LinkTrouble;
  readonly detail: string;
}

/** What a centre says when it would let us in at another time. */
const PASSING: Readonly<Record<number, LinkTrouble | undefined>> = {
  [STATUS.alreadyBound]: 'held_elsewhere',
  [STATUS.throttled]: 'throttled',
  [STATUS.queueFull]: 'throttled',
  [STATUS.systemError]: undefined,
};

export function bindRefused(status: number): SessionEnd {
  const kind = status in PASSING ? 'unreachable' : 'refused';
  return { kind, status, reason: PASSING[status], detail: `the centre refused the bind: ${statusWords(status)}` };
}

const UNKNOWN_SIGNER = 'nobody whom the shop trusts has signed its certificate';
const CERTIFICATES: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_SIGNER,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_SIGNER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_SIGNER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_SIGNER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_SIGNER,
  CERT_SIGNATURE_FAILURE: UNKNOWN_SIGNER,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  HOSTNAME_MISMATCH: 'its certificate is for another name',
  CERT_HAS_EXPIRED: 'its certificate has run out',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
};
/** Of OpenSSL, when it judges a certificate. What the other side thinks of ours names an alert. */
const CERTIFICATE = /^(?!.*ALERT).*CERT|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$/;
/** Of OpenSSL, when what it reads is no TLS. */
const NO_TLS = /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNEXPECTED_MESSAGE))$/;

/** `tls`: something answers at the address, and TLS is not through. */
export type Stage = 'connecting' | 'tls' | 'binding' | 'session';

/** An error of the socket, by its code. */
export function brokenBy(error: NodeJS.ErrnoException, during: Stage): SessionEnd {
  const code = error.code ?? error.name;
  const words = CERTIFICATES[code];
  if (words !== undefined || CERTIFICATE.test(code))
    return { kind: 'distrusted', detail: `${words ?? 'its certificate is not valid'} (${code})` };
  if (NO_TLS.test(code) || (during === 'tls' && code === 'ECONNRESET'))
    return { kind: 'unreachable', reason: 'other_protocol', detail: `it does not speak TLS (${code})` };
  if (/ALERT_CERTIFICATE_REQUIRED$/.test(code))
    return { kind: 'refused', detail: `it wants a certificate of the shop, which has none (${code})` };
  if (during === 'binding' && code === 'ECONNRESET') return closedBeforeBind(` (${code})`);
  return { kind: during === 'session' ? 'lost' : 'unreachable', detail: code };
}

/** A centre that wants TLS and gets a bind without it ends like this, and one that knows our address by no account. */
export function closedBeforeBind(code = ''): SessionEnd {
  const detail = `it closed the connection without an answer to the bind; it may want smpps://, or not know our address${code}`;
  return { kind: 'unreachable', detail };
}

/** `isReached`: there is something at the address, but it has not begun TLS. */
export function notConnected(timeoutMs: number, isReached: boolean): SessionEnd {
  if (!isReached) return { kind: 'unreachable', detail: `no connection within ${timeoutMs} ms` };
  const detail = `no TLS within ${timeoutMs} ms; it may want smpp:// in the place of smpps://`;
  return { kind: 'unreachable', reason: 'other_protocol', detail };
}

const TLS_ALERT = 0x15;
const TLS_MAJOR = 0x03;

/** The stream cannot be cut into PDUs; `first` is how what came last begins. */
export function noSmpp(first: Buffer, wasBound: boolean): SessionEnd {
  if (wasBound) return { kind: 'lost', detail: 'it sent a PDU whose length is impossible' };
  const isTls = first[0] === TLS_ALERT && first[1] === TLS_MAJOR;
  const detail = isTls ? 'it speaks TLS: the address must begin with smpps://' : 'what answers there is no SMPP';
  return { kind: 'unreachable', reason: 'other_protocol', detail };
}
