import type { TelegramSandbox } from '../../../../src/sandbox/telegram';

/** What a bot process is told at its start. */
export interface BotOrder {
  readonly apiId: number;
  readonly apiHash: string;
  readonly host: string;
  readonly port: number;
  readonly dcId: number;
  readonly publicKeyPem: string;
  readonly token: string;
  readonly stringSession: string;
  /** Only for the whole edge. */
  readonly databaseUrl?: string;
}

/** Both bots answer each message with formatted text and two buttons. */
export const ANSWER = {
  bold: 'Answer',
  rest: ' to what you wrote, with a few words more.',
  buttons: ['One', 'Two'],
} as const;

export function orderFor(sandbox: TelegramSandbox, botId: bigint, token: string, databaseUrl?: string): BotOrder {
  const { apiId, apiHash, host, port, dcId, publicKeyPem } = sandbox;
  const { stringSession } = sandbox.sessionFor(botId);
  return { apiId, apiHash, host, port, dcId, publicKeyPem, token, stringSession, databaseUrl };
}

/** A bot process: waits for its order, starts, and tells its CPU time (microseconds) whenever it is asked. */
export function runBot(start: (order: BotOrder) => Promise<void>): void {
  process.on('message', (message: { order?: BotOrder }) => {
    if (message.order) {
      start(message.order).then(
        () => process.send?.({ kind: 'ready' }),
        (error) => process.send?.({ kind: 'failed', reason: String(error) }),
      );
      return;
    }
    const { user, system } = process.cpuUsage();
    process.send?.({ kind: 'cpu', micros: user + system });
  });
  process.on('disconnect', () => process.exit(0));
}
