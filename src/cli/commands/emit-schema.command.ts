import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locateProject } from '../../database/data-source';
import type { Command } from '../command';
import { emitSchemas } from '../emit-schemas';

export const emitSchemaCommand: Command = {
  name: 'emit-schema',
  usage: '',
  summary: 'Writes the database, the API and the configuration document into schema/, from the program as it is.',
  async run(_args, terminal) {
    const folder = join(locateProject().root, 'schema');
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(await emitSchemas())) {
      writeFileSync(join(folder, file), text);
      terminal.print(`schema/${file}`);
    }
    return 0;
  },
};
