import 'reflect-metadata';
import { ResaleLimiter } from '../../../../src/api/limits/resale-limiter';
import { createHttpServer } from '../../../../src/api/server';
import { Secret } from '../../../../src/config/secret';
import { createDataSource } from '../../../../src/database/data-source';
import { Database } from '../../../../src/database/database';
import { SecretBox } from '../../../../src/platform/secret-box';
import { benchApp } from '../bench-app';
import { announce } from '../graphql/server-process';

/** The shop's own HTTP edge, without its limits of calls: what is measured is what a call costs. */
async function main(url: string): Promise<void> {
  ResaleLimiter.prototype.waitMs = async () => 0;
  const dataSource = createDataSource({ url, poolSize: 16 });
  await dataSource.initialize();
  const app = benchApp(new Database(dataSource), { maxOpenResaleOrders: 1_000_000 });
  const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
  const server = await createHttpServer({ app, secretBox, http: { host: '127.0.0.1', port: 0 } });
  await server.listen();
  announce(Number(new URL(server.address).port));
}

void main(process.argv[2]!);
