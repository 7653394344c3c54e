import pino from 'pino';
import { redact, redactText } from './redact';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** Writes one line: facts first, then a sentence. Put an error under the name `err`. */
interface LogMethod {
  (facts: object, message: string): void;
  (message: string): void;
}

export interface Logger {
  trace: LogMethod;
  debug: LogMethod;
  info: LogMethod;
  warn: LogMethod;
  error: LogMethod;
  fatal: LogMethod;
  /** A logger that adds these facts to every line. */
  child(facts: object): Logger;
}

export interface LoggerOptions {
  level: LogLevel;
  format?: 'json' | 'pretty';
  /** Where lines go; standard output by default. */
  destination?: { write(line: string): void };
}

/** A logger that never writes secrets, codes, texts of messages or full phone numbers (see `redact`). */
export function createLogger({ level, format = 'json', destination }: LoggerOptions): Logger {
  const raw = destination ?? pino.destination({ fd: 1, sync: true });
  const stream = format === 'pretty' ? prettyLines(raw) : raw;
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (e: unknown) => e },
  };
  return wrap(pino({ ...options, formatters: { level: (label) => ({ level: label }) } }, stream));
}

/** A logger that writes nothing, for tests and tools. */
export const silentLogger: Logger = createLogger({ level: 'silent', destination: { write: () => undefined } });

/** Redaction happens here, before pino sees the facts, so that nothing depends on paths or serializers. */
function wrap(target: pino.Logger): Logger {
  const at =
    (level: Exclude<LogLevel, 'silent'>): LogMethod =>
    (first: object | string, message?: string) => {
      if (!target.isLevelEnabled(level)) return;
      if (typeof first === 'string') target[level](redactText(first));
      else target[level](redact(asFacts(first)) as object, redactText(message ?? ''));
    };
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    child: (facts) => wrap(target.child(redact(facts) as pino.Bindings)),
  };
}

function asFacts(first: object): object {
  return first instanceof Error ? { err: first } : first;
}

const colours: Record<string, number> = { trace: 90, debug: 36, info: 32, warn: 33, error: 31, fatal: 35 };

/** Turns JSON log lines into lines for people: time, level, sentence, facts. */
export function prettyLines(out: { write(line: string): void }): { write(line: string): void } {
  return {
    write(line) {
      const { level, time, msg, err, ...facts } = JSON.parse(line);
      const rest = Object.entries(facts).map(([name, value]) => ` ${name}=${shown(value)}`);
      const stack = err ? `\n  ${(err.stack ?? `${err.type}: ${err.message}`).replaceAll('\n', '\n  ')}` : '';
      const label = `\u001b[${colours[level] ?? 0}m${String(level).toUpperCase().padEnd(5)}\u001b[0m`;
      out.write(`${String(time).slice(11, 23)} ${label} ${msg ?? ''}\u001b[90m${rest.join('')}\u001b[0m${stack}\n`);
    },
  };
}

function shown(value: unknown): string {
  return typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value);
}
