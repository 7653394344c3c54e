import fc from 'fast-check';
import { COMMAND, deliverBody, writePdu } from '../../src/sandbox/vendors/smsc/pdu';
import { seededRandom } from '../support/seeded-random';
import { fastClock } from '../support/smsc/fast-clock';
import { disorder, nonsense } from '../support/smsc/hostile-pdus';
import { type LinkOptions, linkedProvider } from '../support/smsc/linked-provider';
import { plainSms, type RudeOptions, rudeCentre } from '../support/smsc/rude-centre';
import { TestClock } from '../support/test-clock';
import { until } from '../telegram/support/until';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function kept<One extends { close(): unknown }>(one: One): One {
  open.push(one);
  return one;
}
const centreWith = async (o?: RudeOptions) => kept(await rudeCentre(o));
const linkTo = (port: number, o?: LinkOptions) => kept(linkedProvider(port, o));
const sms = (text: string) => deliverBody(plainSms({ bytes: Buffer.from(text) }));
const passes = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a centre that sends nonsense', () => {
  it('is answered, is cut anywhere, and every SMS between it is taken once', async () => {
    const centre = await centreWith();
    const { got, states, logged } = linkTo(centre.port);
    await centre.bound();
    const sent: string[] = [];
    let pieces = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = seededRandom(seed);
        const noise = Array.from({ length: 1 + Math.floor(random() * 12) }, () => nonsense(random).bytes);
        const stream = Buffer.concat(noise);
        for (let at = 0; at < stream.length; pieces += 1) {
          const end = at + 1 + Math.floor(random() * 200);
          centre.send(stream.subarray(at, end));
          at = end;
          if (random() < 0.2) await new Promise((resolve) => setImmediate(resolve));
        }
        const text = `Code ${100_000 + sent.length}`;
        sent.push(text);
        expect(await centre.deliver(sms(text))).toBe(0);
      }),
      { numRuns: 300 },
    );
    expect(pieces).toBeGreaterThan(1_000);
    expect(got.map(({ text }) => text).filter((text) => text.startsWith('Code '))).toEqual(sent);
    expect(centre.sockets).toHaveLength(1);
    expect(states).toEqual([{ kind: 'up', sessions: 1 }]);
    // Thousands of PDUs are some lines.
    expect(logged.length).toBeLessThan(10);
  });

  it('loses its session by a length that no PDU has, whatever it sends with it, and gets a new one', async () => {
    const centre = await centreWith({ saysItIsThere: true });
    const { got, states } = linkTo(centre.port, { clock: fastClock(200), row: { timeoutMs: 600_000 } });
    const random = seededRandom(11);
    for (let round = 1; round <= 20; round += 1) {
      await centre.bound(round);
      centre.send(nonsense(random).bytes, disorder(random).bytes, sms('never read'));
      await until('it is told', () => centre.answers.some(({ status }) => status === 0x02));
      centre.answers.length = 0;
    }
    await centre.bound(21);
    expect(await centre.deliver(sms('Code 48213'))).toBe(0);
    expect(got.map(({ text }) => text)).toEqual(['Code 48213']);
    expect(states.filter(({ kind }) => kind === 'down')).toHaveLength(20);
  });

  it('is told apart from a centre before the bind: a banner, a page, octets of chance', async () => {
    const random = seededRandom(5);
    const chance = () =>
      Buffer.concat([Buffer.of(0xff), Buffer.from(Array.from({ length: 400 }, () => random() * 256))]);
    for (const greeting of [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), Buffer.from('220 mail\r\n'), chance()]) {
      const centre = await centreWith({ greeting });
      const { states } = linkTo(centre.port);
      await until('it is said', () => states.length > 0);
      expect(states[0]).toMatchObject({
        kind: 'down',
        reason: 'other_protocol',
        detail: 'what answers there is no SMPP',
      });
    }
  });

  it('may send an SMS before the bind is through: it is told so, and bound all the same', async () => {
    const early = writePdu({ command: COMMAND.deliverSm, sequence: 3, body: sms('too early') });
    const centre = await centreWith({ greeting: early });
    const { got } = linkTo(centre.port);
    await centre.bound();
    expect(await centre.deliver(sms('Code 48213'))).toBe(0);
    expect(centre.answers[0]).toMatchObject({ command: COMMAND.deliverSmResp, status: 0x04, sequence: 3 });
    expect(got.map(({ text }) => text)).toEqual(['Code 48213']);
  });
});

describe('a centre that falls silent', () => {
  const quick: LinkOptions = { clock: fastClock(50), options: { enquireLinkS: 10 }, row: { timeoutMs: 10_000 } };

  it('in the middle of a PDU loses its session', async () => {
    const centre = await centreWith();
    const { states } = linkTo(centre.port, quick);
    await centre.bound();
    centre.send(sms('half').subarray(0, 3));
    await centre.bound(2);
    expect(states[1]).toEqual({ kind: 'down', detail: 'it did not answer enquire_link', reason: undefined });
  });

  it('is not kept by an octet now and then', async () => {
    const centre = await centreWith();
    linkTo(centre.port, quick);
    await centre.bound();
    const pdu = writePdu({ command: COMMAND.deliverSm, sequence: 5, body: Buffer.alloc(60_000) });
    let at = 0;
    const drip = setInterval(() => centre.sockets[0]!.write(pdu.subarray(at, ++at)), 20);
    open.push({ close: () => clearInterval(drip) });
    await centre.bound(2);
    expect(at).toBeLessThan(pdu.length / 10);
  });
});

/** What of it has left the centre, once that is all, or does not grow any more. */
async function taken(socket: { bytesWritten: number; writableLength: number }): Promise<number> {
  for (let last = -1, same = 0; ; await passes(20)) {
    const now = socket.bytesWritten - socket.writableLength;
    same = now === last ? same + 1 : 0;
    if (same === 25 || socket.writableLength === 0) return now;
    last = now;
  }
}

/** The kernel keeps some megabytes for either side. */
const KERNEL_OCTETS = 16_000_000;
const FLOOD_OCTETS = 2 * KERNEL_OCTETS;
/** Sent at once, to be taken before the next are. */
const QUESTIONS = 20_000;
const MOST_QUESTIONS = 1_500_000;

describe('a centre that sends without end', () => {
  it('and takes no answers is read no further than some answers wait', async () => {
    const centre = await centreWith();
    const { got } = linkTo(centre.port);
    await centre.bound();
    const socket = centre.sockets[0]!;
    socket.pause();
    const question = writePdu({ command: COMMAND.enquireLink, sequence: 9 });
    const block = Buffer.concat(Array.from({ length: QUESTIONS }, () => question));
    let asked = 0;
    // Until it takes no more: whoever reads on without an end takes all of them.
    for (let isTaken = true; isTaken && asked < MOST_QUESTIONS; asked += QUESTIONS) {
      socket.write(block);
      await taken(socket);
      isTaken = socket.writableLength === 0;
    }
    expect(asked).toBeLessThan(MOST_QUESTIONS);
    expect(socket.bytesWritten - socket.writableLength).toBeLessThan(KERNEL_OCTETS);
    socket.resume();
    const text = 'Code 48213';
    expect(await centre.deliver(sms(text))).toBe(0);
    expect(got.map((one) => one.text)).toEqual([text]);
    expect(centre.heard).toBe(asked + 1);
  });

  it('is read no further than can be stored, is not taken for dead meanwhile, and loses nothing', async () => {
    let goesOn: () => void = () => undefined;
    const stored = new Promise<void>((resolve) => {
      goesOn = resolve;
    });
    const centre = await centreWith({ saysItIsThere: true });
    const clock = new TestClock();
    const { got, states } = linkTo(centre.port, { clock, store: () => stored });
    await centre.bound();
    const payload = Buffer.alloc(60_000, 'x');
    const head = Buffer.of(0x04, 0x24, payload.length >> 8, payload.length & 0xff);
    const bodies = Array.from({ length: FLOOD_OCTETS / 60_000 }, (_, n) =>
      Buffer.concat([deliverBody(plainSms({ from: `Bank ${n}`, bytes: Buffer.alloc(0) })), head, payload]),
    );
    const answers = Promise.all(bodies.map((body) => centre.deliver(body)));
    expect(await taken(centre.sockets[0]!)).toBeLessThan(KERNEL_OCTETS);
    // Minutes by its clock, and it has asked nothing: it knows that it is itself behind.
    await clock.advance(200_000);
    goesOn();
    expect(new Set(await answers)).toEqual(new Set([0]));
    expect(got).toHaveLength(bodies.length);
    expect(states).toEqual([{ kind: 'up', sessions: 1 }]);
    // By its clock, which stands still now, it would wait for a goodbye.
    centre.sockets[0]!.destroy();
  });

  it('hurts no other link of the same process', async () => {
    const [flood, good] = [await centreWith(), await centreWith()];
    let ends: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      ends = resolve;
    });
    // Of the flood nothing is stored before the other centre has had all its answers.
    const [flooded, calm] = [linkTo(flood.port, { store: () => ended }), linkTo(good.port)];
    await Promise.all([flood.bound(), good.bound()]);
    const random = seededRandom(23);
    const answers: Promise<number | undefined>[] = [];
    for (let i = 0; i < 100; i += 1) {
      for (let n = 0; n < 20; n += 1) {
        flood.send(nonsense(random).bytes);
        answers.push(flood.deliver(sms(`Flood ${answers.length}`)));
      }
      expect(await good.deliver(sms(`Code ${100_000 + i}`))).toBe(0);
    }
    expect([calm.got.length, flooded.got.length]).toEqual([100, 0]);
    ends();
    expect(new Set(await Promise.all(answers))).toEqual(new Set([0]));
    expect(flooded.got.filter(({ text }) => text.startsWith('Flood'))).toHaveLength(answers.length);
    expect(flood.sockets).toHaveLength(1);
  });
});
