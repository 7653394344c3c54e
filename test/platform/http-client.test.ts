import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Secret } from '../../src/config';
import { createHttpClient, type HttpClient } from '../../src/platform/http-client';

describe('a request to a vendor', () => {
  let client: HttpClient;
  let server: Server;
  let base: string;
  let answer: RequestListener;
  const requests: IncomingMessage[] = [];

  beforeAll(async () => {
    client = createHttpClient();
    server = createServer((request, response) => {
      requests.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    requests.length = 0;
  });
  afterAll(async () => {
    client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('brings back status, headers and the text as it is, even JSON and even an error page', async () => {
    answer = (_, response) =>
      response.writeHead(502, { 'content-type': 'text/html', 'X-Cost': '0.3' }).end('<h1>Bad</h1>');
    expect(await client.send({ url: base })).toMatchObject({
      ...{ kind: 'answered', status: 502, body: '<h1>Bad</h1>' },
      headers: { 'content-type': 'text/html', 'x-cost': '0.3' },
    });
    answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": 12345678901234567890}');
    expect(await client.send({ url: base })).toMatchObject({ body: '{"id": 12345678901234567890}' });
    answer = (_, response) => response.writeHead(204).end();
    expect(await client.send({ url: base })).toMatchObject({ status: 204, body: '' });
  });

  it('brings back every byte of a header, since a text may stand in one', async () => {
    const text = Buffer.from('\u0645\u0631 \u2014 \u00e0', 'utf8').toString('latin1');
    answer = (_, response) => response.writeHead(200, { 'X-Text': text }).end();
    expect(await client.send({ url: base })).toMatchObject({ headers: { 'x-text': text } });
  });

  it('carries query, headers and body; secrets are revealed only on the wire', async () => {
    let body = '';
    answer = (request, response) => {
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => response.end('ok'));
    };
    const query = { api_key: new Secret('k&1'), country: 0, none: undefined };
    await client.send({
      method: 'POST',
      url: `${base}/x?a=1`,
      query,
      headers: { 'X-Key': new Secret('h') },
      body: { n: 1 },
    });
    expect(requests[0]?.url).toBe('/x?a=1&api_key=k%261&country=0');
    expect(requests[0]?.headers['x-key']).toBe('h');
    expect(requests[0]?.headers['content-type']).toMatch('application/json');
    expect(body).toBe('{"n":1}');
  });

  it('reuses its connection', async () => {
    answer = (_, response) => response.end('ok');
    await client.send({ url: base });
    await client.send({ url: base });
    expect(requests[1]?.socket).toBe(requests[0]?.socket);
  });

  it('that hangs times out as sent, since the server may have acted', async () => {
    answer = () => undefined;
    expect(await client.send({ url: base, timeoutMs: 60 })).toEqual({ kind: 'timed_out', sent: true });
  });

  it('whose answer trickles for ever times out as a whole', async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(drip));
    };
    expect(await client.send({ url: base, timeoutMs: 100 })).toEqual({ kind: 'timed_out', sent: true });
  });

  it('that is reset before or in the middle of the answer has failed as sent', async () => {
    answer = (request) => request.socket.resetAndDestroy();
    expect(await client.send({ url: base })).toEqual({ kind: 'failed', sent: true, reason: 'ECONNRESET' });
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.destroy());
    };
    expect(await client.send({ url: base })).toMatchObject({ kind: 'failed', sent: true });
  });

  it('with a huge answer fails without reading it all, also when it is huge only after decompression', async () => {
    answer = (_, response) => response.end(Buffer.alloc(300_000, 'x'));
    const tooLarge = { kind: 'failed', sent: true, reason: 'too_large' };
    expect(await client.send({ url: base, maxBytes: 100_000 })).toEqual(tooLarge);
    answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(300_000, 'x')));
    };
    expect(await client.send({ url: base, maxBytes: 100_000 })).toEqual(tooLarge);
    answer = (_, response) => {
      response.writeHead(200);
      for (let i = 0; i < 20; i++) response.write(Buffer.alloc(10_000, 'x'));
      response.end();
    };
    expect(await client.send({ url: base, maxBytes: 100_000 })).toEqual(tooLarge);
  });

  it('is not sent on by a redirect, which could carry the key elsewhere', async () => {
    answer = (_, response) => response.writeHead(302, { location: `${base}/elsewhere` }).end();
    expect(await client.send({ url: base })).toMatchObject({ kind: 'answered', status: 302 });
    expect(requests).toHaveLength(1);
  });

  it('to a closed port or an unknown name was never sent', async () => {
    const closed = createTcpServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const refused = await client.send({ url: `http://127.0.0.1:${port}/`, query: { api_key: new Secret('hunter2') } });
    expect(refused).toEqual({ kind: 'failed', sent: false, reason: 'ECONNREFUSED' });
    expect(await client.send({ url: 'http://nowhere.invalid/' })).toMatchObject({ sent: false });
  });

  it('that never gets through the TLS handshake was never sent', async () => {
    const answered = await client.send({ url: base.replace('http:', 'https:'), timeoutMs: 2000 });
    expect(answered).toMatchObject({ kind: 'failed', sent: false });
    const silent = createTcpServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    expect(await client.send({ url, timeoutMs: 60 })).toEqual({ kind: 'timed_out', sent: false });
    await new Promise((resolve) => silent.close(resolve));
  });

  it('with a nonsensical address fails without repeating it', async () => {
    const failed = await client.send({ url: 'nonsense://hunter2' });
    expect(failed).toMatchObject({ kind: 'failed', sent: false });
    expect(JSON.stringify(failed)).not.toContain('hunter2');
  });

  it('with a body that is no UTF-8 comes back with replacement characters', async () => {
    answer = (_, response) => response.end(Buffer.from([0x61, 0xff, 0x62]));
    expect(await client.send({ url: base })).toMatchObject({ kind: 'answered', body: 'a\ufffdb' });
  });
});
