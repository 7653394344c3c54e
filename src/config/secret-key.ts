import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config-error';
import { makeFolder } from './make-folder';

/** The key in `DATA_DIR/secret-key`, base64; made on the first start, readable by its owner alone. */
export function readSecretKey(dataDir: string): string {
  const file = join(dataDir, 'secret-key');
  try {
    makeFolder(dataDir);
    // "wx" lets exactly one of several programs that start together make it.
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new ConfigError([`DATA_DIR: give a folder that can be written (${code})`]);
  }
  const key = readFileSync(file, 'utf8').trim();
  if (Buffer.from(key, 'base64').length === 32) return key;
  throw new ConfigError([`SECRET_KEY: the file secret-key in DATA_DIR is damaged; restore it, or set SECRET_KEY`]);
}
