import type { Api, TelegramClient } from 'telegram';
import type { SandboxDescription, SandboxUser } from '../sandbox-description';
import { within } from './deadline';
import { loadGramjs } from './gramjs';
import { sandboxSocket } from './sandbox-socket';
import { signIn } from './sign-in';
import { trustDataCentre } from './trust-data-centre';

const CONNECT_MS = 10_000;
const CALL_MS = 10_000;

export interface UserClientOptions {
  readonly telegram: SandboxDescription['telegram'];
  readonly user: SandboxUser;
  readonly language: string;
  /** A session from before; empty signs in anew. */
  readonly session: string;
  /** Every update as it arrives, whole containers unpacked. */
  onUpdate(update: Api.TypeUpdate | Api.TypeUpdates): void;
  onLink(state: 'up' | 'down' | 'broken'): void;
}

/** A signed-in MTProto user. */
export interface UserClient {
  readonly api: typeof Api;
  /** Keeps the sign-in; give it to the next client of this user. */
  readonly session: string;
  /** Rejects with GramJS's RPCError, or with DeadlineError after `ms` (10 s unless told). */
  invoke<R extends Api.AnyRequest>(request: R, ms?: number): Promise<R['__response']>;
  /** Ends connection and timers. May be called twice. */
  destroy(): Promise<void>;
}

/** Connects and signs in. Rejects within 10 s when the data centre cannot be reached; nothing is left open then. */
export async function openUserClient(options: UserClientOptions): Promise<UserClient> {
  const gramjs = loadGramjs();
  const { telegram } = options;
  trustDataCentre(gramjs, telegram.publicKeyPem);
  const session = new gramjs.StringSession(options.session);
  session.setDC(telegram.dcId, telegram.host, 80);
  // GramJS would remember every object of every update here, and never forget one; we name peers in full instead.
  session.processEntities = () => undefined;
  const owner = { destroyed: false };
  const client = new gramjs.TelegramClient(session, telegram.apiId, telegram.apiHash, {
    networkSocket: sandboxSocket(gramjs, telegram.host, telegram.port, owner),
    baseLogger: new gramjs.Logger(gramjs.LogLevel.NONE),
    connectionRetries: 5,
    retryDelay: 200,
    floodSleepThreshold: 0,
    deviceModel: 'Sandbox page',
    appVersion: '1.0',
    langCode: options.language,
    systemLangCode: options.language,
  });
  client.onError = async () => undefined;
  const destroy = async () => {
    if (owner.destroyed) return;
    owner.destroyed = true;
    await client.destroy();
  };
  try {
    await within(CONNECT_MS, 'connecting', connect(client));
    if (!options.session) await signIn({ client, api: gramjs.Api, telegram, user: options.user });
    // Until its own user is known GramJS would ask for it before it hands on each update.
    await within(CALL_MS, 'users.getUsers', client.getMe());
  } catch (error) {
    await destroy();
    throw error;
  }
  client.addEventHandler((update: { className?: string; state?: number }) => {
    if (owner.destroyed) return;
    if (update.className) options.onUpdate(update as Api.TypeUpdate);
    else options.onLink(update.state === 1 ? 'up' : update.state === 0 ? 'broken' : 'down');
  }, new gramjs.Raw({}));
  return {
    api: gramjs.Api,
    session: session.save(),
    invoke: (request, ms = CALL_MS) => within(ms, request.className, client.invoke(request)),
    destroy,
  };
}

async function connect(client: TelegramClient): Promise<void> {
  if (!(await client.connect())) throw new Error('the data centre cannot be reached');
}
