import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openApiDocument } from '../../api/resale/rest/openapi';
import { printAdminSchema } from '../../api/schema';
import { locateProject } from '../../database/data-source';
import { emitDatabaseSql } from '../../database/emit-database-sql';
import { migrate } from '../../database/migrate';
import { startEmbeddedPostgres } from '../../platform/embedded-postgres';
import { configurationSchema } from '../../usecases/configuration/document';
import type { Command } from '../command';

export const emitSchemaCommand: Command = {
  name: 'emit-schema',
  usage: '',
  summary: 'Writes the database, the APIs and the configuration document into schema/, from the program as it is.',
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

/** All schemas by file name; that of the database comes from an empty one, migrated for this alone. */
export async function emitSchemas(): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-schema-'));
  chmodSync(folder, 0o711); // as root the server runs as nobody, who must be able to reach its files
  const whenAbandoned = { graceSeconds: 0, deleteFolder: folder };
  const server = await startEmbeddedPostgres({ dataDir: folder, durable: false, whenAbandoned });
  try {
    await migrate(server.ownerUrl);
    const client = new Client({ connectionString: server.ownerUrl });
    await client.connect();
    const sql = await emitDatabaseSql(client).finally(() => client.end());
    return {
      'database.sql': sql,
      'admin.graphql': printAdminSchema(),
      'configuration.schema.json': printConfigurationSchema(),
      'openapi.json': printOpenApi(),
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The REST for other shops and programs. */
export function printOpenApi(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}

/** The JSON Schema of the configuration document. */
export function printConfigurationSchema(): string {
  return `${JSON.stringify(configurationSchema(), null, 2)}\n`;
}
