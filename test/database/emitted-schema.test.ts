import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { printAdminSchema } from '../../src/api/schema';
import { printConfigurationSchema, printOpenApi } from '../../src/cli/commands/emit-schema.command';
import { emitDatabaseSql } from '../../src/database/emit-database-sql';
import { openTestDatabase } from '../support/database';

const REMEDY = 'run "npm run shop -- emit-schema" and commit what it writes';

describe('the folder schema/', () => {
  it(`shows the database as migrations make it (else ${REMEDY})`, async () => {
    const database = await openTestDatabase();
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      const emitted = await emitDatabaseSql(client);
      expect(emitted).toBe(stored('database.sql'));
      expect(await emitDatabaseSql(client)).toBe(emitted);
    } finally {
      await client.end();
      await database.drop();
    }
  });

  it(`shows the API as the program offers it (else ${REMEDY})`, () => {
    expect(printAdminSchema()).toBe(stored('admin.graphql'));
  });

  it(`shows the configuration document as the program reads it (else ${REMEDY})`, () => {
    expect(printConfigurationSchema()).toBe(stored('configuration.schema.json'));
  });

  it(`shows the REST as the program serves it (else ${REMEDY})`, () => {
    expect(printOpenApi()).toBe(stored('openapi.json'));
  });
});

function stored(file: string): string {
  return readFileSync(join(__dirname, '../../schema', file), 'utf8');
}
