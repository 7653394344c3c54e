import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { type Problem, problem, sentence } from '../domain/problems';
import type { EventSender, SentEvent } from '../ports/event-sender';
import type { SecretBox } from './secret-box';

/** Everything that is not the public internet: a webhook must not reach what stands beside the shop. */
const INSIDE = new BlockList();
for (const [net, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
  ] as const),
  ...([
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
])
  INSIDE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ...([
    ['::', 96],
    ['::1', 128],
    ['64:ff9b::', 96],
    ['100::', 64],
    ['2001::', 23],
    ['2001:db8::', 32],
  ] as const),
  ...([
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ] as const),
])
  INSIDE.addSubnet(net, prefix, 'ipv6');

/** True for an address of the public internet. IPv4 inside IPv6 counts as the IPv4 that it is. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPublicAddress(mapped);
  const family = isIP(address);
  if (family === 0 || /^::ffff:/i.test(address)) return false;
  return !INSIDE.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Of this computer itself, however it is written. */
function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/i.test(address) || address === '::1';
}

/** `reach`: the public internet by https, or loopback alone, by http too, where the shop is in its sandbox. */
export function createEventSender(o: {
  reach: 'internet' | 'loopback';
  box: Pick<SecretBox, 'seal' | 'open'>;
}): EventSender {
  const isInside = o.reach === 'loopback';
  const mayCall = isInside ? isLoopback : isPublicAddress;
  function addressProblem(text: string): Problem | undefined {
    if (text.length > 500 || !URL.canParse(text)) return problem('event_address');
    const { protocol, username, password, hostname } = new URL(text);
    if (username || password) return problem('event_address_with_password');
    if (protocol !== 'https:' && !(isInside && protocol === 'http:')) return problem('event_address_plain');
    const bare = hostname.replace(/^\[|\]$/g, '');
    const isLocalName = bare === 'localhost' || bare.endsWith('.localhost');
    if (isIP(bare) ? mayCall(bare) : !isLocalName || isInside) return undefined;
    return problem(isInside ? 'event_address_outside' : 'event_address_inside');
  }

  async function send({ url, headers, body, timeoutMs }: Parameters<EventSender['send']>[0]): Promise<SentEvent> {
    const refused = addressProblem(url);
    if (refused) return { kind: 'failed', detail: sentence(refused) };
    const target = new URL(url);
    const bare = target.hostname.replace(/^\[|\]$/g, '');
    const found = await lookup(bare, { all: true }).catch(() => []);
    const address = found.find((one) => mayCall(one.address));
    if (!address)
      return {
        kind: 'failed',
        detail:
          found.length === 0
            ? 'its name is not known'
            : `its name leads to ${isInside ? 'another computer' : 'a private address'}`,
      };
    return post({ target, address, headers, body, timeoutMs });
  }
  const sealSecret = (secret: string) => o.box.seal(secret);
  const openSecret = (sealed: Buffer) => o.box.open(sealed);
  return { addressProblem, send, sealSecret, openSecret };
}

interface Posting {
  readonly target: URL;
  readonly address: { readonly address: string; readonly family: number };
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

/** Calls the very address that was looked at; a second lookup could give another one. Follows no redirects. */
function post({ target, address, headers, body, timeoutMs }: Posting): Promise<SentEvent> {
  return new Promise((resolve) => {
    const request = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'numbershop' },
      lookup: (_name, options, done) =>
        options.all ? done(null, [address] as never) : done(null, address.address, address.family),
    });
    const deadline = setTimeout(() => request.destroy(new Error('no answer in time')), timeoutMs);
    const end = (sent: SentEvent) => {
      clearTimeout(deadline);
      resolve(sent);
    };
    request.on('response', (answer) => {
      end({ kind: 'answered', status: answer.statusCode ?? 0 });
      request.destroy(); // whatever else it says is of no interest
    });
    request.on('error', (error: NodeJS.ErrnoException) => end({ kind: 'failed', detail: error.code ?? error.message }));
    request.end(body);
  });
}
