import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError } from './config-error';

/** The process's variables over those of a `.env` file in the working directory, if there is one. */
export function readEnvironment(folder: string = process.cwd()): Record<string, string | undefined> {
  return { ...readFile(join(folder, '.env')), ...process.env };
}

function readFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new ConfigError([
      `.env: ${path} cannot be read (${(error as NodeJS.ErrnoException).code}); mend it, or move it away.`,
    ]);
  }
}
