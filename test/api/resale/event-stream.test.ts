import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { revokeResaleKey } from '../../../src/usecases/resale/revoke-resale-key';
import { openResaleShop, type ResaleShop } from '../../conformance/support/resale-shop';
import { usd } from '../../support/shop';
import { type RestProgram, restProgram } from './rest-program';

interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly type: string; readonly activationId: string; readonly code: string | null };
}

/** Server-sent events as a browser reads them. */
class Stream {
  readonly told: Told[] = [];
  lastEventId = '';
  comments = 0;
  isOver = false;
  private rest = '';

  constructor(
    readonly request: ClientRequest,
    readonly answer: IncomingMessage,
  ) {
    answer.setEncoding('utf8');
    answer.on('data', (piece: string) => this.take(piece));
    for (const end of ['end', 'close', 'error']) answer.on(end, () => (this.isOver = true));
    request.on('error', () => (this.isOver = true));
  }

  cut(): void {
    this.request.destroy();
  }

  private take(piece: string): void {
    const blocks = (this.rest + piece).split('\n\n');
    this.rest = blocks.pop()!;
    for (const block of blocks) {
      if (block.startsWith(':')) this.comments += 1;
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const id = field('id');
      if (id !== undefined) this.lastEventId = id;
      const data = field('data');
      if (data !== undefined) this.told.push({ id: id!, event: field('event')!, data: JSON.parse(data) });
    }
  }
}

let world: ResaleShop;
beforeAll(async () => {
  world = await openResaleShop();
});
afterEach(() => world.verifies());
afterAll(() => world.close());

function follow(program: RestProgram, path = '/events', headers: Record<string, string> = {}): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const request = get(
      `${world.address}/api/v1${path}`,
      { agent: false, headers: { 'x-api-key': program.reseller.key, ...headers } },
      (answer) => resolve(new Stream(request, answer)),
    );
    request.once('error', reject);
  });
}

/** Time passes until it is so: what waits in the shop goes by its clock, and bytes take their own. */
async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let looks = 0; looks < 4_000; looks += 1) {
    if (isSo()) return;
    await world.shop.clock.advance(250);
    await pause(5);
  }
  throw new Error(`It did not come about: ${what}.`);
}

let orders = 0;
async function orders_(program: RestProgram): Promise<{ id: number; phone: string }> {
  orders += 1;
  const { json } = await program.buys(`order-${orders}`);
  return { id: json.id, phone: json.phone.slice(1) };
}
const types = ({ told }: Stream) => told.map(({ event, data }) => [event, data.activationId, data.code]);

describe('the stream of events', () => {
  it('tells what happens to orders by any key of a buyer as it happens, and nothing of anybody else', async () => {
    const [program, other] = [await restProgram(world), await restProgram(world)];
    const before = await orders_(program);
    await world.sms(before.phone, 'Your code is 111000');
    const stream = await follow(program);
    expect(stream.answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    const [paid, gone, theirs] = [await orders_(program), await orders_(program), await orders_(other)];
    await world.sms(theirs.phone, 'Your code is 111003');
    await world.sms(paid.phone, 'Your code is 111001');
    await until(() => stream.told.length === 2, 'two events');
    await program.send(`/orders/${gone.id}/cancel`, { method: 'POST' });
    await until(() => stream.told.length === 3, 'three events');
    expect(types(stream)).toEqual([
      ['order.completed', String(paid.id), null],
      ['order.sms', String(paid.id), '111001'],
      ['order.canceled', String(gone.id), null],
    ]);
    expect(stream.told[1]!.data).toMatchObject({ type: 'order.sms', status: 'completed', service: 'wa', country: 49 });
    await until(() => stream.comments > 1, 'two signs of life');
    expect(stream.told).toHaveLength(3);
    stream.cut();
    expect(await program.reseller.buyer.balance()).toBe(usd('8.40'));
  });

  it('goes on behind what was read last, however it was cut, with nothing lost and nothing twice', async () => {
    const program = await restProgram(world);
    const all: string[] = [];
    let stream = await follow(program);
    // Before anything has happened a reader knows already where to go on.
    await until(() => stream.lastEventId !== '', 'a place');
    stream.cut();
    const expected: string[] = [];
    for (let rounds = 0; rounds < 4; rounds += 1) {
      for (let more = 0; more < 2; more += 1) {
        const { phone } = await orders_(program);
        const code = String(240_000 + expected.length);
        await world.sms(phone, `Your code is ${code}`);
        expected.push(code);
      }
      const { lastEventId } = stream;
      // By the header as browsers do, or in the address.
      stream =
        rounds % 2 === 0
          ? await follow(program, '/events?after=oldest', { 'last-event-id': lastEventId })
          : await follow(program, `/events?after=${lastEventId}`);
      const reading = stream;
      // In the last rounds it is cut in the middle of what there is to read.
      const enough = rounds === 1 ? 3 : 4;
      await until(() => reading.told.length >= enough, 'events since the cut');
      const kept = rounds === 1 ? reading.told.slice(0, enough) : reading.told;
      stream.lastEventId = kept.at(-1)!.id;
      all.push(...kept.flatMap(({ data }) => data.code ?? []));
      stream.cut();
    }
    const last = await follow(program, `/events?after=${stream.lastEventId}`);
    await until(() => all.length + last.told.filter(({ data }) => data.code).length >= expected.length, 'the rest');
    all.push(...last.told.flatMap(({ data }) => data.code ?? []));
    last.cut();
    expect(all).toEqual(expected);
    const whole = await follow(program, '/events?after=oldest');
    await until(() => whole.told.length === expected.length * 2, 'all of it');
    whole.cut();
  });

  it('refuses a place that is none, and more streams than a key may have', async () => {
    const program = await restProgram(world);
    expect((await program.send('/events?after=x')).json.code).toBe('invalid_request');
    expect((await program.send('/events', { headers: { 'last-event-id': 'x' } })).json.code).toBe('invalid_request');
    expect((await program.send('/events', { headers: { 'x-api-key': 'nobody' } })).status).toBe(401);
    const streams = await Promise.all(Array.from({ length: 5 }, () => follow(program)));
    const refused = await program.send('/events');
    expect([refused.status, refused.json.code, refused.headers.get('retry-after')]).toEqual([
      429,
      'too_many_streams',
      '5',
    ]);
    streams[0]!.cut();
    let again: Stream | undefined;
    for (let tries = 0; !again && tries < 100; tries += 1) {
      await world.shop.clock.advance(250);
      const stream = await follow(program);
      if (stream.answer.statusCode === 200) again = stream;
    }
    expect(again?.isOver).toBe(false);
    for (const stream of [...streams, again!]) stream.cut();
  });

  it('ends with its key', async () => {
    const program = await restProgram(world);
    const stream = await follow(program);
    await until(() => stream.lastEventId !== '', 'a place');
    const { userId, keyId } = program.reseller;
    await revokeResaleKey(world.shop.app, { id: keyId, userId, actor: { type: 'USER', id: String(userId) } });
    await until(() => stream.isOver, 'its end');
    expect(stream.told).toEqual([]);
    expect((await program.send('/events')).status).toBe(401);
  });

  it('drops whoever does not read, instead of keeping all of it for them', async () => {
    const program = await restProgram(world);
    const { id } = await orders_(program);
    // More than a connection takes by itself.
    await world.shop.all(
      `INSERT INTO events (type, data, at, resale_key_id, buyer_id)
       SELECT 'order.refunded', jsonb_build_object('orderId', $1::text, 'status', 'completed'), $2, $3, $4
       FROM generate_series(1, 40000) RETURNING 1`,
      [String(id), world.shop.clock.now(), program.reseller.keyId, program.reseller.userId],
    );
    const sleeper = await follow(program, '/events?after=oldest');
    sleeper.answer.pause();
    // With four others the key has all that it may: another one is let in once the sleeper is dropped.
    const others = await Promise.all(Array.from({ length: 4 }, () => follow(program)));
    for (let isFull = true; isFull; ) {
      const another = await follow(program);
      isFull = another.answer.statusCode === 429;
      another.cut();
      await world.shop.clock.advance(250);
    }
    for (const other of others) other.cut();
    sleeper.answer.resume();
    await until(() => sleeper.isOver, 'its end');
    expect(sleeper.told.length).toBeLessThan(40_000);
    // They resume where they stopped.
    const again = await follow(program, `/events?after=${sleeper.lastEventId}`);
    // All of it is there: no time needs to pass for it.
    while (sleeper.told.length + again.told.length < 40_000) await pause(5);
    again.cut();
    expect(new Set([...sleeper.told, ...again.told].map((one) => one.id)).size).toBe(40_000);
  });

  it('ends when the program does', async () => {
    const mine = await openResaleShop();
    const theirs = world;
    world = mine;
    try {
      const stream = await follow(await restProgram(mine));
      await until(() => stream.lastEventId !== '', 'a place');
      const closed = mine.close();
      while (!stream.isOver) await pause(5);
      await closed;
    } finally {
      world = theirs;
    }
  });
});
