import 'reflect-metadata';
import { createHttpServer } from '../../../../src/api/server';
import { Secret } from '../../../../src/config/secret';
import { createDataSource } from '../../../../src/database/data-source';
import { Database } from '../../../../src/database/database';
import { SecretBox } from '../../../../src/platform/secret-box';
import { benchApp } from '../bench-app';
import { announce } from './server-process';

/** The shop's own HTTP edge. */
async function main(url: string): Promise<void> {
  const dataSource = createDataSource({ url, poolSize: 16 });
  await dataSource.initialize();
  const app = benchApp(new Database(dataSource));
  const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
  const server = await createHttpServer({ app, secretBox, http: { host: '127.0.0.1', port: 0 } });
  await server.listen();
  announce(Number(new URL(server.address).port));
}

void main(process.argv[2]!);
