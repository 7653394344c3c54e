/** A small program with an embedded database: prints its addresses, stops it when its standard input says or ends. */
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../../src/platform/embedded-postgres';

async function main(options: EmbeddedPostgresOptions): Promise<void> {
  const server = await startEmbeddedPostgres(options);
  console.log(JSON.stringify(server));
  await new Promise((resolve) => process.stdin.once('data', resolve).once('end', resolve));
  await server.stop();
  process.exit(0);
}

void main(JSON.parse(process.argv[2] as string));
