import type { Logger } from '../../platform/logger';
import type { Clock } from '../../ports/clock';
import type { InboundMigration } from '../../ports/inbound-update';
import type { Messenger } from '../../ports/messenger';
import type { PreCheckout } from '../../ports/stars';
import { ConnectionEnded } from './connection/connection-ended';
import { ReconnectingConnection, type ReconnectingConnectionOptions } from './connection/reconnecting-connection';
import { trustServerKey } from './connection/server-key';
import { checkMends } from './mends';
import { createTelegramMessenger } from './messenger';
import { PeerBook } from './peers';
import { FloodBook } from './requests/attempt';
import type { TelegramStore } from './session-store';
import { preCheckoutsIn } from './updates/read-payment';
import { UpdateFlow } from './updates/update-flow';

export interface TelegramGatewayOptions {
  readonly apiId: number;
  readonly apiHash: () => string;
  readonly botToken: () => string;
  /** Another data centre than Telegram's public ones. */
  readonly dc?: { readonly id: number; readonly host: string; readonly port: number; readonly publicKeyPem: string };
  readonly store: TelegramStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timing?: Partial<GatewayTiming>;
  /** 0 to 1, for jitter. */
  readonly random?: () => number;
}

/** Milliseconds. */
export interface GatewayTiming {
  /** For one act of the messenger, reconnections included. */
  readonly callMs: number;
  readonly openMs: number;
  /** Without a byte for so long, a ping goes out; without a byte for `pongMs` after it, the connection is given up. */
  readonly quietMs: number;
  readonly pongMs: number;
  /** How long an update waits for those before it. */
  readonly gapMs: number;
  /** After so long without an update the difference is asked for; then after twice as long, up to the longest. */
  readonly silenceMs: number;
  readonly longestSilenceMs: number;
}

const TIMING: GatewayTiming = {
  callMs: 10_000,
  openMs: 15_000,
  quietMs: 2_000,
  pongMs: 6_000,
  gapMs: 250,
  silenceMs: 15_000,
  longestSilenceMs: 600_000,
};

export interface ConnectOptions {
  /** New rows are in the inbox. */
  onStored?(): void;
  /** Whether posts in this channel or group (marked id) go into the inbox. By default none do. */
  followsChat?(chatId: bigint): boolean;
  /** A small group became a supergroup: from then on `followsChat` is asked by its new id. */
  onMigration?(moved: InboundMigration): void;
  /** Somebody is about to pay: called at once, whatever the inbox waits for. Must not throw. */
  onPreCheckout?(query: PreCheckout): void;
  /** Asked before each byte that goes out or comes in; a connection on which one is refused is given up. */
  maySpeak?(): boolean;
}

export interface TelegramGateway {
  readonly botId: bigint;
  readonly messenger: Messenger;
  readonly isConnected: boolean;
  /**
   * Signs in if need be and begins to store updates. Resolves when the first connection stands, which takes as long as
   * Telegram is out of reach. Throws SignInRefused for a wrong token. Call only while owning the session.
   */
  connect(o?: ConnectOptions): Promise<void>;
  /** Ends the connection at once; nothing is sent or stored afterwards. */
  close(): Promise<void>;
}

/** Where a first sign-in begins on Telegram's own network. */
const PUBLIC_HOME = { dcId: 2, host: '149.154.167.50' };

/** Builds the gateway; nothing is opened before `connect`. Throws when the package is not the one its mends are for. */
export function createTelegramGateway(options: TelegramGatewayOptions): TelegramGateway {
  checkMends();
  const { dc, store, clock, log } = options;
  const timing = { ...TIMING, ...options.timing };
  const botId = botIdOf(options.botToken());
  const floods = new FloodBook(store, clock);
  const peers = new PeerBook(store);
  let connection: ReconnectingConnection | undefined;
  let connecting: object | undefined;
  let flow: UpdateFlow | undefined;
  const connected = () => {
    if (!connection) throw new Error('The Telegram gateway is not connected.');
    return connection;
  };
  const messenger = createTelegramMessenger({
    call: (request, timeoutMs) => connected().call(request, timeoutMs),
    floods,
    peers,
    callMs: timing.callMs,
    take: (updates) => flow?.take(updates),
    takeAffected: (counter) => flow?.takeAffected(counter),
    isClosed: () => connection === undefined,
  });

  async function connect({
    onStored = () => undefined,
    followsChat = () => false,
    onMigration = () => undefined,
    onPreCheckout = () => undefined,
    maySpeak,
  }: ConnectOptions = {}): Promise<void> {
    if (connecting) throw new Error('The Telegram gateway is connected already.');
    const own = {};
    connecting = own;
    if (dc) trustServerKey(dc.publicKeyPem);
    const [stored, channelStates] = await Promise.all([store.loadSession(), store.listChannelStates(), floods.load()]);
    if (connecting !== own) throw new ConnectionEnded('closed');
    const updates = new UpdateFlow({
      ...timing,
      botId,
      clock,
      log,
      store,
      peers,
      state: stored?.state,
      channelStates,
      ask: (request, timeoutMs) => connected().call(request, timeoutMs),
      floods,
      followsChat,
      onMigration,
      onStored,
    });
    const lineOptions: ReconnectingConnectionOptions = {
      apiId: options.apiId,
      apiHash: options.apiHash(),
      botToken: options.botToken,
      home: dc ? { dcId: dc.id, host: dc.host } : PUBLIC_HOME,
      address: dc && { host: dc.host, port: dc.port },
      stored: stored?.facts,
      openTimeoutMs: timing.openMs,
      quietMs: timing.quietMs,
      pongMs: timing.pongMs,
      clock,
      log,
      floods,
      store,
      random: options.random ?? Math.random,
      onUpdates(object) {
        updates.take(object);
        for (const query of preCheckoutsIn(object)) onPreCheckout(query);
      },
      maySpeak,
      onUnreadable: () => updates.catchUp(),
      onReady: () => updates.reconnected(),
    };
    flow = updates;
    connection = new ReconnectingConnection(lineOptions);
    await connection.start();
  }

  async function close(): Promise<void> {
    const [ending, last] = [connection, flow];
    connection = undefined;
    flow = undefined;
    connecting = undefined;
    const flowEnds = last?.close();
    await ending?.close();
    await flowEnds;
  }

  return {
    botId,
    messenger,
    get isConnected() {
      return connection?.isReady === true;
    },
    connect,
    close,
  };
}

/** A bot's token begins with its id. */
function botIdOf(token: string): bigint {
  const id = /^(\d{1,18}):/.exec(token)?.[1];
  if (!id) throw new Error('A bot token begins with the digits of the bot id and a colon.');
  return BigInt(id);
}
