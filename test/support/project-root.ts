import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json, from the sources as well as from a compiled benchmark. */
export const projectRoot = upFrom(__dirname);

function upFrom(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : upFrom(dirname(folder));
}
