export interface TelegramSandboxOptions {
  /** Default 127.0.0.1. */
  host?: string;
  /** 0, the default, is any free port below 32768. */
  port?: number;
  /** Where the world is remembered; without it, in memory only. */
  journalPath?: string;
  /** Milliseconds; dates of messages follow it, the protocol itself follows the machine's clock. */
  now?: () => number;
  log?: (event: string, facts: Record<string, unknown>) => void;
  /** Of the random choices of the fault switches. */
  seed?: number;
  /** Older messages of a chat are dropped silently; default 10 000. */
  maxMessagesPerChat?: number;
}
