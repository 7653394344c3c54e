import type { Loop } from '../app';
import type { Database } from '../database/database';
import type { OutboxDraft, OutboxRow } from '../database/queues/outbox';
import type { Logger } from '../platform/logger';
import type { Clock } from '../ports/clock';
import type { Ids } from '../ports/ids';
import type { HandleUpdate, InboundMigration } from '../ports/inbound-update';
import type { Messenger, SendOutcome } from '../ports/messenger';
import type { RenderedMessage } from '../ports/rendered-message';
import type { PreCheckout, PreCheckoutVerdict } from '../ports/stars';
import { createSessionOwner, type SessionOwnerOptions } from '../usecases/upkeep/session-owner';
import { createInboxRunner, type InboxRunnerOptions } from './inbox';
import { createOutboxSender, type OutboxSenderOptions } from './outbox/outbox-sender';
import { createPreCheckouts } from './pre-checkouts';
import type { SourceChats } from './source-chats';

/** The part of the gateway that the edge drives. */
export interface Gateway {
  readonly botId: bigint;
  readonly messenger: Messenger;
  readonly isConnected: boolean;
  /** `onStored` is called when new rows are in the inbox, `onPreCheckout` as soon as somebody is about to pay. */
  connect(o: {
    onStored(): void;
    followsChat?(chatId: bigint): boolean;
    onMigration?(moved: InboundMigration): void;
    onPreCheckout?(query: PreCheckout): void;
    maySpeak?(): boolean;
  }): Promise<void>;
  close(): Promise<void>;
}

export interface BotEdgeOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly gateway: Gateway;
  /** Whose posts go into the inbox; without it none do. */
  readonly sourceChats?: SourceChats;
  readonly handle: HandleUpdate;
  render(row: OutboxRow): Promise<RenderedMessage | undefined>;
  onSent(row: OutboxRow, messageId: number | undefined): Promise<void>;
  readonly troubles?: Pick<OutboxSenderOptions, 'onChatTrouble' | 'onPutAside' | 'onMadeAfterAll'>;
  /** Whether somebody may pay, asked while they wait for it; without it nobody may. */
  answerPreCheckout?(query: PreCheckout): Promise<PreCheckoutVerdict>;
  /** What they read when there is no answer within 8 s. */
  preCheckoutExcuse(query: PreCheckout): string;
  /** Called each time this process becomes the owner and is connected: set commands, for example. */
  onConnected?(): Promise<void>;
  readonly drainMs?: number;
  readonly lease?: Pick<SessionOwnerOptions, 'validityMs' | 'renewMs'>;
  readonly inbox?: Pick<InboxRunnerOptions, 'atOnce' | 'maxAttempts' | 'retryMs' | 'pollMs'>;
  readonly outbox?: Pick<
    OutboxSenderOptions,
    'atOnce' | 'settings' | 'perChatMs' | 'perChannelMs' | 'pollMs' | 'leaseMs'
  >;
}

export interface BotEdge {
  readonly messenger: Messenger;
  /** Begins as soon as no other process owns the session, which may be now or never. */
  start(): void;
  stop(): Promise<void>;
  /** To be called when new rows are in the inbox or outbox. */
  readonly wakes: Readonly<Record<Loop, () => void>>;
  /** Puts a row and sends it at once; see OutboxSender. */
  sendNow(draft: OutboxDraft): Promise<SendOutcome | undefined>;
  /** Owns the session and is signed in. */
  readonly isConnected: boolean;
  /** Connected, or standing by while another process serves the chat. */
  readonly isReady: boolean;
}

/** Gateway, inbox and outbox, working for as long as this process owns the session. */
export function createBotEdge(options: BotEdgeOptions): BotEdge {
  const { db, clock, ids, log, gateway, sourceChats } = options;
  const { messenger } = gateway;
  const inbox = createInboxRunner({ db, clock, log, handle: options.handle, ...options.inbox });
  const { render, onSent } = options;
  const outbox = createOutboxSender({
    db,
    clock,
    log,
    messenger,
    render,
    onSent,
    ...options.troubles,
    ...options.outbox,
  });
  const { answerPreCheckout: judge, preCheckoutExcuse: excuse } = options;
  const preCheckouts = createPreCheckouts({ clock, log, messenger, judge, excuse });
  let opening = Promise.resolve();

  async function open(): Promise<void> {
    try {
      await sourceChats?.start();
      if (isEnding) return;
      const { wake: onStored } = inbox;
      const { has: followsChat, follow: onMigration } = sourceChats ?? {};
      const maySpeak = () => owner.isCertain;
      await gateway.connect({ onStored, followsChat, onMigration, maySpeak, onPreCheckout: preCheckouts.take });
      await options.onConnected?.();
    } catch (error) {
      if (!isEnding) log.error({ err: error }, 'the bot cannot work');
    }
  }

  let isEnding = false;
  const lease = `telegram-session:${gateway.botId}`;
  const owner = createSessionOwner({
    db,
    clock,
    ids,
    log,
    lease,
    ...options.lease,
    async begin(term) {
      isEnding = false;
      // Telegram may be out of reach for long; the lease must be renewed meanwhile, so nobody waits here.
      opening = open();
      inbox.start();
      outbox.start({ lease, term });
    },
    async end() {
      isEnding = true;
      const stopping = Promise.all([inbox.stop(), outbox.stop(), sourceChats?.stop(), preCheckouts.settled()]);
      // What is under way gets a moment for its last answers; the link must not outlive the lease for it.
      await Promise.race([stopping, pause(clock, LAST_ANSWERS_MS)]);
      await gateway.close();
      await Promise.race([Promise.all([stopping, opening]), pause(clock, options.drainMs ?? DRAIN_MS)]);
    },
  });

  return {
    messenger,
    start: owner.start,
    stop: owner.stop,
    wakes: { inbox: inbox.wake, outbox: outbox.wake },
    sendNow: outbox.sendNow,
    get isConnected() {
      return gateway.isConnected;
    },
    get isReady() {
      return gateway.isConnected || owner.isElsewhere;
    },
  };
}

const LAST_ANSWERS_MS = 1_000;
/** A handler that never ends must not keep the program from ending; its row is taken up at the next start. */
const DRAIN_MS = 5_000;

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}
