import { Clockwork } from './clockwork';
import { DhSecret } from './crypto/diffie-hellman';
import { FaultSwitches } from './faults/fault-switches';
import { linkEffects } from './faults/link-effects';
import { sufferingDelivery } from './faults/suffering-delivery';
import { Journal } from './journal/journal';
import { Listener } from './listener';
import { allMethods } from './methods/all-methods';
import { AuthKeys } from './mtproto/auth-keys';
import { Outbox } from './mtproto/outbox';
import { Protocol } from './mtproto/protocol';
import { Sessions } from './mtproto/sessions';
import type { TelegramSandboxOptions } from './options';
import { CallCounters } from './rpc/call-counters';
import { Engine } from './rpc/engine';
import { RunningSandbox } from './running-sandbox';
import { serverKey } from './server-key';
import { telegramCodec } from './tl/telegram-schema';
import { buildWorld } from './world/build-world';

const apiId = 20_000;
const apiHash = '5a6d0b0e5a6d0b0e5a6d0b0e5a6d0b0e';

/** Builds the data centre, replays its journal and listens. The one place that knows all parts. */
export async function startTelegramSandbox(options: TelegramSandboxOptions = {}): Promise<RunningSandbox> {
  const { host = '127.0.0.1', now = Date.now, log = () => {} } = options;
  const nowSeconds = () => Math.floor(now() / 1000);
  const clockwork = new Clockwork();
  const later = (delayMs: number, work: () => void) => clockwork.later(delayMs, work);
  const journal = new Journal(options.journalPath);
  const codec = telegramCodec();
  const keys = new AuthKeys(journal);
  const rsa = serverKey(journal, options.journalPath !== undefined);
  const sessions = new Sessions();
  const outbox = new Outbox(codec, () => journal.flush());
  const effects = linkEffects({ sessions, keys, outbox, clockwork, connections: () => listener.connections });
  const faults = new FaultSwitches(options.seed ?? 1, effects);
  const delivery = sufferingDelivery(codec, faults, later);
  const maxMessagesPerChat = options.maxMessagesPerChat ?? 10_000;
  const world = buildWorld({ journal, codec, sessions, outbox, delivery, nowSeconds, later, maxMessagesPerChat });
  const calls = new CallCounters(now);
  const dataCentre = { dcId: 2 as const, host, port: 0, apiId, apiHash, keys, faults, log };
  const engine = new Engine(codec, outbox, world, dataCentre, allMethods, calls);
  const service = {
    codec,
    outbox,
    sessions,
    later,
    pongDelayMs: faults.pongDelayMs.bind(faults),
    forgetKey: (session: { key: { id: string } }) => keys.forget(session.key.id),
  };
  const protocol = new Protocol(codec, sessions, outbox, service, engine.run.bind(engine), log);
  const onMessage = protocol.onMessage.bind(protocol);
  const owner = { codec, keys, rsa, log, dh: new DhSecret(), onMessage };
  const listener: Listener = new Listener(owner, (connection) => sessions.detachAll(connection));
  dataCentre.port = await listener.listen(host, options.port ?? 0);
  journal.flush();
  log('telegram.sandbox_listening', { host, port: dataCentre.port });
  return new RunningSandbox({ world, dataCentre, rsa, calls, faults, keys, journal, listener, clockwork });
}
