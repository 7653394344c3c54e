import { createHash, createPublicKey } from 'node:crypto';
import bigInt from 'big-integer';
import { Api, TelegramClient } from 'telegram';
import { _serverKeys } from 'telegram/crypto/RSA';
import { Logger, LogLevel } from 'telegram/extensions/Logger';
import { PromisedNetSockets } from 'telegram/extensions/PromisedNetSockets';
import { StringSession } from 'telegram/sessions';
import type { TelegramSandbox } from '../../src/sandbox/telegram';

/** Makes GramJS trust the sandbox's key, in the place where it keeps Telegram's own. */
export function trustSandbox(sandbox: TelegramSandbox): void {
  const jwk = createPublicKey(sandbox.publicKeyPem).export({ format: 'jwk' });
  const n = Buffer.from(jwk.n!, 'base64url');
  const e = Buffer.from(jwk.e!, 'base64url');
  const long = Buffer.from([254, n.length & 255, n.length >> 8, 0]);
  const digest = createHash('sha1')
    .update(Buffer.concat([long, n, Buffer.from([e.length]), e]))
    .digest();
  const fingerprint = digest.readBigInt64LE(12).toString();
  _serverKeys.set(fingerprint, { n: bigInt(n.toString('hex'), 16), e: Number(BigInt(`0x${e.toString('hex')}`)) });
}

/** GramJS dials port 80 whatever it is told; this socket goes to the sandbox. */
function socketsTo(sandbox: TelegramSandbox) {
  return class SandboxSockets extends PromisedNetSockets {
    override async connect() {
      await super.connect(sandbox.port, sandbox.host);
      (this as unknown as { client: { setNoDelay(on: boolean): void } }).client.setNoDelay(true);
    }
  };
}

export interface ClientOptions {
  session?: string;
  /** A connection class of GramJS; full transport by default. */
  connection?: unknown;
  /** Without pings, whose timers outlive the client by ten seconds. A link that is cut is noticed all the same. */
  isQuiet?: boolean;
}

/** A GramJS client that is connected but perhaps not signed in. Always destroy it. */
export async function connectGramjs(sandbox: TelegramSandbox, options: ClientOptions = {}): Promise<TelegramClient> {
  trustSandbox(sandbox);
  const session = new StringSession(options.session ?? '');
  if (!options.session) session.setDC(sandbox.dcId, sandbox.host, 80);
  const client = new TelegramClient(session, sandbox.apiId, sandbox.apiHash, {
    networkSocket: socketsTo(sandbox) as never,
    baseLogger: new Logger(LogLevel.NONE),
    connectionRetries: 5,
    retryDelay: 50,
    floodSleepThreshold: 0,
    ...(options.connection ? { connection: options.connection as never } : {}),
  });
  client.onError = async () => {};
  if (options.isQuiet) (client as unknown as { _loopStarted: boolean })._loopStarted = true;
  forgetDownloadsAtTheEnd(client);
  await client.connect();
  return client;
}

/** GramJS forgets to end the link of a download with its client: it would reconnect for ever, and hold up the run. */
function forgetDownloadsAtTheEnd(client: TelegramClient): void {
  const { _exportedSenderReleaseTimeouts: timers, _exportedSenderPromises: senders } = client as unknown as {
    _exportedSenderReleaseTimeouts: Map<number, NodeJS.Timeout>;
    _exportedSenderPromises: Map<number, Promise<{ disconnect(): Promise<void> }>>;
  };
  const destroy = client.destroy.bind(client);
  client.destroy = async () => {
    for (const timer of timers.values()) clearTimeout(timer);
    for (const sender of senders.values()) await (await sender).disconnect();
    await destroy();
  };
}

/** A user who is signed in already, by a key made for it. */
export async function connectGramjsUser(sandbox: TelegramSandbox, userId: bigint): Promise<TelegramClient> {
  const client = await connectGramjs(sandbox, { session: sandbox.sessionFor(userId).stringSession, isQuiet: true });
  await client.getMe();
  return client;
}

/** A bot that signs in with its token. */
export async function connectGramjsBot(sandbox: TelegramSandbox, token: string): Promise<TelegramClient> {
  const client = await connectGramjs(sandbox);
  const { apiId, apiHash } = sandbox;
  await client.invoke(new Api.auth.ImportBotAuthorization({ apiId, apiHash, botAuthToken: token, flags: 0 }));
  await client.getMe();
  return client;
}
