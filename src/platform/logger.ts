import pino from 'pino';
import { redact, redactText } from './redact';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export type LogFormat = 'json' | 'pretty';

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
  /** Left out: for people where standard output is a terminal, otherwise JSON lines. */
  format?: LogFormat;
  /** Where lines go; standard output by default. */
  destination?: { write(line: string): void };
}

/** As it was asked for, or as whoever reads standard output can read it. */
export function logFormat(asked?: LogFormat): LogFormat {
  return asked ?? (process.stdout.isTTY ? 'pretty' : 'json');
}

/** A logger that never writes secrets, codes, texts of messages or full phone numbers (see `redact`). */
export function createLogger({ level, format, destination }: LoggerOptions): Logger {
  const raw = destination ?? pino.destination({ fd: 1, sync: true });
  const isPretty = (destination ? format : logFormat(format)) === 'pretty';
  const stream = isPretty ? prettyLines(raw) : raw;
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

const COLOURS: Readonly<Record<string, number>> = { trace: 90, debug: 36, info: 32, warn: 33, error: 31, fatal: 35 };
const GREY = 90;

/** Turns JSON log lines into lines for people: the time of day here, level, sentence, facts; in colours on a terminal. */
export function prettyLines(
  out: { write(line: string): void },
  isColoured = Boolean(process.stdout.hasColors?.()),
): { write(line: string): void } {
  const coloured = (text: string, colour: number) => (isColoured && text ? `\u001b[${colour}m${text}\u001b[0m` : text);
  return {
    write(line) {
      const { level, time, msg, err, ...facts } = JSON.parse(line);
      const rest = Object.entries(facts).map(([name, value]) => ` ${name}=${shown(value)}`);
      const stack = err ? `\n  ${(err.stack ?? `${err.type}: ${err.message}`).replaceAll('\n', '\n  ')}` : '';
      const label = coloured(String(level).toUpperCase().padEnd(5), COLOURS[level] ?? 0);
      out.write(`${timeOfDay(new Date(time))} ${label} ${msg ?? ''}${coloured(rest.join(''), GREY)}${stack}\n`);
    },
  };
}

function timeOfDay(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

function shown(value: unknown): string {
  return typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value);
}
