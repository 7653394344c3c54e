import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';

const DELAY_MS = 30_000;
const LIFE_MS = 900_000;
/** Names of services by which TextVerified lets a client be tried out without money. */
const REFUSALS: Readonly<Record<string, string>> = {
  test_insufficient_balance: 'InsufficientBalance',
  test_no_numbers: 'Unavailable',
  test_too_many_unfinished_verifications: 'TooManyUnfinishedVerifications',
};
const KINDS = ['test_success', 'test_delayed_success', 'test_pending', 'test_timeout', 'test_reactivatable'];
const MARK = { 'X-Phoneblur-Mock': 'true' };

export const isMockService = (name: string): boolean => Object.hasOwn(REFUSALS, name) || KINDS.includes(name);
export const isMockId = (id: string): boolean => id.startsWith('mock_ver_');

/** A mock needs no memory: its id says what it is and when it began. */
export function createMock(name: string, base: string, now: number): VendorAnswer {
  const refusal = REFUSALS[name];
  if (refusal) return jsonAnswer({ errorCode: refusal, errorDescription: 'A mock.' }, 400, MARK);
  const href = `${base}/verifications/mock_ver_${name}-${now}`;
  return jsonAnswer({ href, method: 'GET' }, 201, { ...MARK, location: href });
}

export function readMock(id: string, base: string, now: number): VendorAnswer {
  const { name, since } = partsOf(id);
  const age = now - since;
  const zoned = (at: number) => new Date(at).toISOString().replace('Z', '+00:00');
  const isOver = name === 'test_timeout' || (age >= LIFE_MS && !hasCode(name, age));
  const state = hasCode(name, age) ? 'verificationCompleted' : isOver ? 'verificationTimedOut' : 'verificationPending';
  const body = {
    ...{ id, number: '2065550100', serviceName: name, state, totalCost: 0 },
    ...{ createdAt: zoned(since), endsAt: zoned(since + LIFE_MS) },
    sms: { href: `${base}/sms?reservationId=${id}&reservationType=verification`, method: 'GET' },
    cancel: { canCancel: false, link: null },
    report: { canReport: false, link: null },
  };
  return jsonAnswer(body, 200, MARK);
}

export function mockSms(id: string, now: number): VendorAnswer {
  const { name, since } = partsOf(id);
  const createdAt = new Date(since).toISOString().replace('Z', '+00:00');
  const sms = {
    id: `sms_${id}`,
    from: '22395',
    to: '2065550100',
    createdAt,
    smsContent: 'Your code is 123456',
    parsedCode: '123456',
    encrypted: false,
  };
  const data = hasCode(name, now - since) ? [sms] : [];
  return jsonAnswer({ data, hasNext: false, hasPrevious: false, count: data.length, links: {} }, 200, MARK);
}

function hasCode(name: string, age: number): boolean {
  return name === 'test_success' || (name === 'test_delayed_success' && age >= DELAY_MS);
}

function partsOf(id: string): { name: string; since: number } {
  const [name = '', since = '0'] = id.slice('mock_ver_'.length).split('-');
  return { name, since: Number(since) };
}
