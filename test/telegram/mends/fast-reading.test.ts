import '../../../src/bot/telegram/mends/early';
import { fastFields } from '../../../src/bot/telegram/mends/fast-fields';
import { fastMessageIds } from '../../../src/bot/telegram/mends/fast-message-ids';
import { fastReading } from '../../../src/bot/telegram/mends/fast-reading';
import { type Argument, argumentsOf } from '../../../src/bot/telegram/mends/schema';

const { Api } = require('telegram') as typeof import('telegram');
const { BinaryReader } = require('telegram/extensions') as typeof import('telegram/extensions');
const { MTProtoState } = require('telegram/network/MTProtoState') as typeof import('telegram/network/MTProtoState');
const { tlobjects } = require('telegram/tl/AllTLObjects') as {
  tlobjects: Record<number, new (fields: object) => Tl>;
};
const bigInt = require('big-integer') as (value: number | string) => unknown;

type Tl = Record<string, unknown> & { CONSTRUCTOR_ID: number; className: string; getBytes(): Buffer };
type Read = Tl & { senderId?: unknown; chatId?: unknown };
const read = (bytes: Buffer): Read => new BinaryReader(bytes).tgReadObject() as Read;

const SAMPLES: Readonly<Record<string, unknown>> = {
  int: -7,
  long: bigInt('-81985529216486896'),
  int128: bigInt('170141183460469231731687303715884105727'),
  int256: bigInt(3),
  double: 1.5,
  string: 'سلام, and longer than any of the others',
  bytes: Buffer.alloc(300, 5),
  Bool: true,
  true: true,
  date: 1_790_000_000,
};

function sample({ type, isVector }: Argument): unknown {
  const one = Object.hasOwn(SAMPLES, type ?? '')
    ? SAMPLES[type as string]
    : new Api.PeerUser({ userId: SAMPLES.long as never });
  return isVector ? [one, one] : one;
}

/** An object of every class there is, with all that it can have, or with no more than it must. */
function specimens(): { name: string; bytes: Buffer }[] {
  return Object.entries(tlobjects).flatMap(([id, tlClass]) => {
    const args = Object.entries(argumentsOf(Number(id)) ?? {}).filter(([, { flagIndicator }]) => !flagIndicator);
    return [true, false].flatMap((isFull) => {
      const given = args
        .filter(([, { isFlag }]) => isFull || !isFlag)
        .map(([name, one]) => [name, sample(one)] as const);
      const whole = new tlClass(Object.fromEntries(given));
      return { name: `${whole.className}, ${isFull ? 'full' : 'bare'}`, bytes: whole.getBytes() };
    });
  });
}

/** Every field that its class has, whether it stands in the object or not. */
function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (value instanceof Date || Buffer.isBuffer(value) || value === null || typeof value !== 'object') return value;
  if (!('CONSTRUCTOR_ID' in value)) return String(value);
  const { CONSTRUCTOR_ID, SUBCLASS_OF_ID, className, classType, ...rest } = value as Read;
  const names = Object.keys(argumentsOf(CONSTRUCTOR_ID) ?? {});
  const fields = names.map((name) => [name, shown((value as Read)[name])]);
  const strangers = Object.keys(rest).filter((name) => !names.includes(name) && name !== 'originalArgs');
  return { CONSTRUCTOR_ID, SUBCLASS_OF_ID, className, classType, ...Object.fromEntries(fields), strangers };
}

const outcome = (bytes: Buffer): unknown => {
  try {
    return shown(read(bytes));
  } catch (error) {
    return (error as Error).constructor.name;
  }
};

describe('what the mended package reads', () => {
  const all = specimens();
  const withMends = <T>(work: () => T): T => {
    const undo = [fastFields.apply(), fastReading.apply()];
    try {
      return work();
    } finally {
      for (const step of undo) step();
    }
  };

  it('is, for every class of the layer, what the package reads', () => {
    expect(all.length).toBeGreaterThan(3_000);
    const before = all.map(({ name, bytes }) => [name, outcome(bytes)]);
    const after = withMends(() => all.map(({ name, bytes }) => [name, outcome(bytes)]));
    for (const [at, one] of before.entries()) expect(after[at]).toEqual(one);
  });

  it('is of the same classes, can be written again, and a message knows whose it is', () => {
    const peerId = new Api.PeerUser({ userId: SAMPLES.long as never });
    const bytes = new Api.Message({ id: 5, peerId, date: 1, message: 'Hi', post: true }).getBytes();
    const [stock, mended] = [read(bytes), withMends(() => read(bytes))];
    expect(mended).toBeInstanceOf(Api.Message);
    expect([mended.senderId, mended.chatId].map(String)).toEqual([stock.senderId, stock.chatId].map(String));
    const user = withMends(() => read(new Api.User({ id: SAMPLES.long as never, firstName: 'Ann' }).getBytes()));
    expect(user).toBeInstanceOf(Api.User);
    expect(user.getBytes()).toEqual(new Api.User({ id: SAMPLES.long as never, firstName: 'Ann' }).getBytes());
  });

  it('is refused when it is cut off, as before', () => {
    const { bytes } = all.find(({ name }) => name === 'User, full')!;
    for (let length = 0; length < bytes.length; length += 3) {
      expect(() => read(bytes.subarray(0, length))).toThrow();
      expect(() => withMends(() => read(bytes.subarray(0, length)))).toThrow();
    }
  });

  it('is read in a fraction of the time', () => {
    const { bytes } = all.find(({ name }) => name === 'User, bare')!;
    const cpuMs = () => {
      for (let round = 0; round < 500; round += 1) read(bytes);
      const before = process.cpuUsage();
      for (let round = 0; round < 5_000; round += 1) read(bytes);
      return process.cpuUsage(before).user / 1_000;
    };
    const slowMs = cpuMs();
    expect(withMends(cpuMs)).toBeLessThan(slowMs / 2);
  });
});

describe('the ids of messages', () => {
  it('grow with each message, hold the time, and are what the package would have made', () => {
    const log = { debug: () => undefined };
    const ids = (state: { _getNewMsgId(): unknown }) => [1, 2, 3].map(() => String(state._getNewMsgId()));
    jest.useFakeTimers({ now: 1_790_000_000_123 });
    const before = ids(new MTProtoState(undefined, log as never, false) as never);
    const undo = fastMessageIds.apply();
    const after = ids(new MTProtoState(undefined, log as never, false) as never);
    undo();
    jest.useRealTimers();
    expect(after).toEqual(before);
    expect(BigInt(after[0]!) >> 32n).toBe(1_790_000_000n);
  });
});
