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
