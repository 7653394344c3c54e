import { Client } from 'pg';
import { databaseUrl } from '../../support/database';

/** A database and a role for daemons in the server of the tests, with the tables that these statements make. */
export async function openSmsdDatabase(tables: string) {
  const name = `smsd_${process.pid}`;
  const password = 'of-the-daemons';
  const admin = await connected(databaseUrl(undefined, 'postgres'));
  await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
  const url = new URL(databaseUrl(name, name));
  url.password = password;
  const owner = await connected(url.href);
  await owner.query(tables);
  return {
    ...{ host: admin.host, port: admin.port, name, user: name, password },
    one: async (text: string): Promise<unknown> => (await owner.query(text)).rows[0],
    async drop() {
      await owner.end();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.query(`DROP ROLE ${name}`);
      await admin.end();
    },
  };
}

async function connected(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}
