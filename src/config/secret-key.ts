import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config-error';
import { makeFolder } from './make-folder';
import { folderTrouble } from './start-trouble';

/** The key in `DATA_DIR/secret-key`, base64; made on the first start, readable by its owner alone. */
export function readSecretKey(dataDir: string): string {
  const key = readOrMake(dataDir, join(dataDir, 'secret-key'));
  if (Buffer.from(key, 'base64').length === 32) return key;
  throw new ConfigError([`SECRET_KEY: the file secret-key in DATA_DIR is damaged; restore it, or set SECRET_KEY`]);
}

function readOrMake(dataDir: string, file: string): string {
  try {
    makeFolder(dataDir);
    try {
      // "wx" lets exactly one of several programs that start together make it.
      writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError([
      folderTrouble(error, dataDir) ?? `DATA_DIR: ${dataDir} cannot be used; give another folder (${code}).`,
    ]);
  }
}
