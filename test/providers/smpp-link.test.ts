import { startSmscVendor } from '../../src/sandbox/vendors';
import { COMMAND, deliverBody, writePdu } from '../../src/sandbox/vendors/smsc/pdu';
import { fastClock } from '../support/smsc/fast-clock';
import { type LinkOptions, linkedProvider } from '../support/smsc/linked-provider';
import { npmCentre as openNpmCentre } from '../support/smsc/npm-centre';
import {
  message,
  rudeCentre as openRudeCentre,
  plainSms,
  type RudeOptions,
  withLength,
} from '../support/smsc/rude-centre';
import { until } from '../telegram/support/until';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** The shop's side, with a store that the test may break. */
function linkTo(port: number, options: object = {}, more: Omit<LinkOptions, 'options' | 'store'> = {}) {
  const store = { fails: 0 };
  const link = linkedProvider(port, {
    ...{ ...more, options },
    async store() {
      if (store.fails-- > 0) throw new Error('the database is away');
    },
  });
  open.push(link);
  return { ...link, store };
}

/** Closed when the test is over. */
async function kept<Centre extends { close(): unknown }>(centre: Promise<Centre>): Promise<Centre> {
  const opened = await centre;
  open.push(opened);
  return opened;
}
const npmCentre = () => kept(openNpmCentre());
const rudeCentre = (o?: RudeOptions) => kept(openRudeCentre(o));

describe('a link to a centre that npm smpp plays', () => {
  it('takes texts in every alphabet, and answers when they are stored', async () => {
    const centre = await npmCentre();
    const { got, states } = linkTo(centre.port, { ia5: 'gsm' });
    await centre.bound();
    expect(await centre.deliver({ short_message: 'Your code: 48213 @home {x} €' })).toBe(0);
    expect(await centre.deliver({ short_message: 'Ваш код 48213 🔑' })).toBe(0);
    expect(await centre.deliver({ data_coding: 3, short_message: 'Café 48213' })).toBe(0);
    expect(await centre.deliver({ short_message: '', message_payload: `Long ${'x'.repeat(400)} 48213` })).toBe(0);
    expect(got.map(({ text }) => text)).toEqual([
      ...['Your code: 48213 @home {x} €', 'Ваш код 48213 🔑', 'Café 48213', `Long ${'x'.repeat(400)} 48213`],
    ]);
    expect(got[0]).toMatchObject({ phone: '37120000001', sender: 'WhatsApp' });
    expect(states.at(-1)).toEqual({ kind: 'up', sessions: 1 });
  });

  it('asks for another try when storing failed, and goes on', async () => {
    const centre = await npmCentre();
    const { got, store } = linkTo(centre.port);
    await centre.bound();
    store.fails = 1;
    expect(await centre.deliver({ data_coding: 1, short_message: Buffer.from('Code 48213') })).toBe(0x64);
    expect(await centre.deliver({ data_coding: 1, short_message: Buffer.from('Code 48213') })).toBe(0);
    expect(got).toHaveLength(1);
  });

  it('tells receipts, binaries, wrong numbers and parts apart', async () => {
    const centre = await npmCentre();
    const { got } = linkTo(centre.port, { country: 'LV' });
    await centre.bound();
    const text = Buffer.from('part');
    expect(await centre.deliver({ esm_class: 0x04, short_message: 'id:1 stat:DELIVRD' })).toBe(0);
    expect(await centre.deliver({ data_coding: 4, short_message: Buffer.of(1, 2) })).toBe(0x65);
    expect(await centre.deliver({ destination_addr: '12', short_message: 'x' })).toBe(0x0b);
    expect(
      await centre.deliver({ esm_class: 0x40, short_message: Buffer.concat([Buffer.of(5, 0, 3, 9, 2, 1), text]) }),
    ).toBe(0);
    const sar = { sar_msg_ref_num: 77, sar_total_segments: 3, sar_segment_seqnum: 2 };
    expect(await centre.deliver({ ...sar, short_message: text, dest_addr_ton: 2, destination_addr: '20000002' })).toBe(
      0,
    );
    expect(got.map(({ phone, part }) => ({ phone, part }))).toEqual([
      { phone: '37120000001', part: { group: '9', number: 1, total: 2 } },
      { phone: '37120000002', part: { group: '77', number: 2, total: 3 } },
    ]);
  });

  it('says that a password is refused, to the owners and to whoever tests the connection', async () => {
    const centre = await npmCentre();
    const { states, provider } = linkTo(centre.port, {}, { row: { apiKey: () => 'wrong' } });
    await until('the centre refused', () => states.length > 0);
    expect(states[0]).toEqual({ kind: 'refused', detail: expect.stringContaining('ESME_RINVPASWD') });
    expect(await provider.testLink!()).toMatchObject({ kind: 'fault', fault: 'auth' });
    const right = linkTo(centre.port);
    expect(await right.provider.testLink!()).toEqual({ kind: 'bound', detail: 'centre' });
    const nowhere = linkTo(1);
    expect(await nowhere.provider.testLink!()).toMatchObject({ fault: 'unavailable', detail: 'ECONNREFUSED' });
  });

  it('holds as many sessions as it is told, as a receiver where that is wanted, and says goodbye', async () => {
    const centre = await npmCentre();
    const { link, states } = linkTo(centre.port, {
      sessions: 3,
      bind: 'receiver',
      systemType: 'VMA',
      addressRange: '^3712',
    });
    await until('three sessions are bound', () => states.some((state) => state.kind === 'up' && state.sessions === 3));
    expect(centre.binds[0]).toMatchObject({ command: 'bind_receiver', system_type: 'VMA', address_range: '^3712' });
    const goodbyes: unknown[] = [];
    for (const session of centre.sessions) session.on('unbind', () => void goodbyes.push(1));
    await link.close();
    expect(goodbyes).toHaveLength(3);
  });
});

describe('a link to a centre that does everything wrong', () => {
  it('answers what is wrong with each PDU, takes what is right, and goes on', async () => {
    const centre = await rudeCentre();
    const { got } = linkTo(centre.port);
    await centre.bound();
    const body = deliverBody(plainSms());
    const tlv = Buffer.of(0x14, 0x00, 0, 3, 1, 2, 3);
    centre.send(
      message(1, body.subarray(0, 9)), // ends in the middle of an address
      message(2, body.subarray(0, body.length - 4)), // sm_length says more than is there
      message(3, Buffer.concat([body, Buffer.of(0x04, 0x24, 0xff, 0xff, 1)])), // a parameter longer than its PDU
      message(4, Buffer.concat([body, Buffer.of(0x04)])), // and one that has no length
      message(5, Buffer.concat([body, tlv])), // one that nobody knows
      writePdu({ command: 0x00abcdef, sequence: 6 }),
      writePdu({ command: 0x80000005, sequence: 999, body: Buffer.of(0) }), // an answer to nothing
      writePdu({ command: COMMAND.enquireLink, sequence: 7 }),
    );
    await until('all are answered', () => centre.answers.length === 7);
    const statuses = new Map(centre.answers.map(({ sequence, status, command }) => [sequence, [command, status]]));
    expect(Object.fromEntries(statuses)).toEqual({
      1: [0x80000005, 0x02],
      2: [0x80000005, 0x01],
      3: [0x80000005, 0xc0],
      4: [0x80000005, 0xc0],
      5: [0x80000005, 0],
      6: [0x80000000, 0x03],
      7: [0x80000015, 0],
    });
    expect(got.map(({ text }) => text)).toEqual(['Code 48213']);
  });

  it('takes PDUs that come one octet at a time', async () => {
    const centre = await rudeCentre();
    const { got } = linkTo(centre.port);
    await centre.bound();
    for (const octet of message(1)) {
      centre.send(Buffer.of(octet));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until('it arrived', () => got.length === 1);
  });

  it.each([0, 4, 15, 0x7fffffff])('says that a length of %s is impossible, and binds anew', async (length) => {
    const centre = await rudeCentre();
    const { got, states } = linkTo(centre.port);
    await centre.bound();
    centre.send(withLength(message(1), length));
    await centre.bound(2);
    expect(centre.answers[0]).toMatchObject({ command: COMMAND.genericNack, status: 0x02 });
    centre.send(message(2));
    await until('the next one arrived', () => got.length === 1);
    expect(states.map(({ kind }) => kind)).toEqual(['up', 'down', 'up']);
  });

  it('binds anew when the connection breaks, or the centre unbinds', async () => {
    const centre = await rudeCentre();
    const { got } = linkTo(centre.port);
    await centre.bound();
    centre.sockets.at(-1)!.destroy();
    await centre.bound(2);
    centre.send(writePdu({ command: COMMAND.unbind, sequence: 1 }));
    await until('the goodbye is answered', () => centre.answers.some(({ command }) => command === COMMAND.unbindResp));
    await centre.bound(3);
    centre.send(message(2));
    await until('it arrived', () => got.length === 1);
  });

  it('asks a silent centre whether it is there, and binds anew when it does not answer', async () => {
    const centre = await rudeCentre();
    linkTo(centre.port, { enquireLinkS: 30 }, hurried);
    await centre.bound(2);
    expect(centre.answers.some(({ command }) => command === COMMAND.enquireLink)).toBe(true);
  });
});

/** A hundred times as fast as the machine's clock. */
const hurried = { clock: fastClock(100), row: { timeoutMs: 20_000 } };
const STATUS = { alreadyBound: 0x05, systemError: 0x08, bindFailed: 0x0d, queueFull: 0x14, throttled: 0x58 };

describe('a link to a centre that does not let it in', () => {
  it.each([
    ['still has a session of ours', STATUS.alreadyBound, 'held_elsewhere', 'ESME_RALYBND'],
    ['throttles', STATUS.throttled, 'throttled', 'ESME_RTHROTTLED'],
    ['has a full queue', STATUS.queueFull, 'throttled', 'ESME_RMSGQFUL'],
    ['has a fault of its own', STATUS.systemError, undefined, 'ESME_RSYSERR'],
  ])('because it %s is down, not refused, and comes up by itself', async (_, status, reason, words) => {
    const centre = await rudeCentre({ onBind: (count) => (count <= 2 ? status : 0) });
    const { states } = linkTo(centre.port, {}, hurried);
    await centre.bound();
    const trouble = { kind: 'down', reason, detail: expect.stringContaining(words) };
    await until('it is up', () => states.length === 3);
    expect(states).toEqual([trouble, trouble, { kind: 'up', sessions: 1 }]);
  });

  it.each([
    ['refuses the bind', STATUS.bindFailed, 'ESME_RBINDFAIL'],
    ['says a status that nobody knows', 0x0401, 'status 0x00000401'],
    [
      'does not know the command',
      writePdu({ command: COMMAND.genericNack, status: 0x03, sequence: 0 }),
      'status 0x00000003',
    ],
    ['answers with something else', writePdu({ command: 0x80000015, sequence: 1 }), 'something else'],
  ])('because it %s is refused, and tried again slowly', async (_, said, words) => {
    const centre = await rudeCentre({ onBind: () => said });
    const { states, logged } = linkTo(centre.port, {}, hurried);
    await until('it was tried three times', () => states.length === 3);
    expect(states[0]).toEqual({ kind: 'refused', detail: expect.stringContaining(words) });
    expect(waits(logged)).toEqual([15_000, 15_000, 15_000]);
  });

  it('and says nothing to the bind is told apart from one that is not there', async () => {
    const centre = await rudeCentre({ onBind: () => Buffer.alloc(0) });
    const { states } = linkTo(centre.port, {}, hurried);
    await until('that is said', () => states.length > 0);
    expect(states[0]).toEqual({ kind: 'down', reason: undefined, detail: 'it did not answer the bind' });
    const nowhere = linkTo(1, {}, hurried);
    await until('that is said', () => nowhere.states.length > 0);
    expect(nowhere.states[0]).toEqual({ kind: 'down', reason: undefined, detail: 'ECONNREFUSED' });
  });

  it('and is not there is tried ever later, up to about half a minute', async () => {
    const { logged } = linkTo(1, {}, hurried);
    await until('it was tried ten times', () => waits(logged).length >= 10, 60_000);
    const waited = waits(logged);
    expect(waited[0]).toBeLessThanOrEqual(625);
    for (const [index, ms] of waited.slice(1, 7).entries()) expect(ms / waited[index]!).toBeGreaterThan(1.1);
    expect(Math.min(...waited.slice(7))).toBeGreaterThanOrEqual(22_500);
    expect(Math.max(...waited)).toBeLessThanOrEqual(37_500);
  });

  it('but throws it out soon after says so in the end, since somebody else may have its session', async () => {
    const centre = await rudeCentre();
    const { states, logged } = linkTo(centre.port, {}, { ...hurried, clock: fastClock(20) });
    for (let session = 1; session <= 4; session += 1) {
      await centre.bound(session);
      centre.send(writePdu({ command: COMMAND.unbind, sequence: session }));
    }
    await until('it was thrown out four times', () => states.filter(({ kind }) => kind === 'down').length === 4);
    const reasons = states.flatMap((state) => (state.kind === 'down' ? [state.reason] : []));
    expect(reasons).toEqual([undefined, undefined, 'held_elsewhere', 'held_elsewhere']);
    const [first, , third] = waits(logged);
    expect(third! / first!).toBeGreaterThan(2);
  });

  it('tells of SMS that it refuses for good, at once and then together', async () => {
    const centre = await npmCentre();
    const { refused, logged } = linkTo(centre.port, {}, hurried);
    await centre.bound();
    for (let n = 0; n < 20; n += 1)
      expect(await centre.deliver({ dest_addr_ton: 2, destination_addr: '2', short_message: 'x' })).toBe(0x0b);
    await until('all are told', () => refused.reduce((sum, { count }) => sum + count, 0) === 20);
    expect(refused[0]).toEqual({ count: 1, detail: 'destination_addr is no phone number' });
    expect(refused.length).toBeLessThan(20);
    expect(logged.filter(({ msg }) => /no text for a number/.test(String(msg)))).toHaveLength(refused.length);
  });

  it('goes even when it asked just before whether the centre is there', async () => {
    const centre = await rudeCentre();
    const { link } = linkTo(centre.port, { enquireLinkS: 5 }, { clock: fastClock(5), row: { timeoutMs: 100_000 } });
    await centre.bound();
    const asked = () => centre.answers.find(({ command }) => command === COMMAND.enquireLink);
    await until('it asks', () => asked() !== undefined);
    const closing = link.close();
    centre.send(writePdu({ command: COMMAND.enquireLinkResp, sequence: asked()!.sequence }));
    await until('it says goodbye', () => centre.answers.some(({ command }) => command === COMMAND.unbind));
    await closing;
  });
});

/** How long it waited before each try but the first. */
function waits(logged: readonly Record<string, unknown>[]): number[] {
  return logged.flatMap(({ waitMs }) => (typeof waitMs === 'number' ? [waitMs] : []));
}

describe('the centre of the sandbox', () => {
  it('delivers what reaches its SIMs, long texts in parts, and again what was not taken', async () => {
    const centre = await startSmscVendor({
      name: 'bank',
      systemId: 'shop',
      apiKey: 'secret',
      numbers: ['37120000001'],
    });
    open.push({ close: () => centre.stop() });
    expect(centre.receive('37129999999', 'x')).toEqual({ kind: 'unknown_phone' });
    expect(centre.receive('37120000001', 'Code 48213')).toEqual({ kind: 'held' });
    const { got, store } = linkTo(centre.port);
    store.fails = 1;
    await until('it was sent again', () => got.length === 1, 30_000);
    centre.receive('37120000001', 'код '.repeat(40), 'Bank');
    await until('all parts are there', () => got.length === 4);
    expect(got.slice(1).map(({ part }) => part?.total)).toEqual([3, 3, 3]);
    expect(
      got
        .slice(1)
        .map(({ text }) => text)
        .join(''),
    ).toBe('код '.repeat(40));
    await until('nothing waits', () => centre.waiting === 0);
  });
});
