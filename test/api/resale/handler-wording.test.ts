import { readParameters } from '../../../src/api/resale/handler-api/parameters';
import type { HandlerRefusal } from '../../../src/api/resale/handler-api/refusals';
import { writeRefusal } from '../../../src/api/resale/handler-api/wording';
import type { CloseReply } from '../../../src/ports/sms-provider';
import { readClose, readPurchase } from '../../../src/providers/handler-api/read-order';

const now = new Date('2026-02-13T11:00:00Z');

/** What stands in the answer, in both wordings. */
const said = (refusal: HandlerRefusal, action = 'getNumberV2') => {
  const classic = writeRefusal(refusal, 'CLASSIC', action);
  const hero = writeRefusal(refusal, 'HERO', action);
  return [
    classic.status,
    classic.body,
    hero.status,
    hero.type === 'application/json' ? JSON.parse(hero.body) : hero.body,
  ];
};

describe('a no of the shop to resellers, in the words of handler_api', () => {
  it.each<[HandlerRefusal, string, number, unknown]>([
    [{ kind: 'bad_key' }, 'BAD_KEY', 401, { title: 'BAD_KEY', details: 'Unauthorized' }],
    [{ kind: 'bad_action' }, 'BAD_ACTION', 404, { title: 'BAD_ACTION', details: 'Method Not Found' }],
    [{ kind: 'no_balance' }, 'NO_BALANCE', 402, { title: 'NO_BALANCE', details: 'Payment Required' }],
    [{ kind: 'no_numbers' }, 'NO_NUMBERS', 200, 'NO_NUMBERS'],
    [
      { kind: 'too_dear', price: 105_500n },
      'WRONG_MAX_PRICE:10.55',
      400,
      { title: 'WRONG_MAX_PRICE', info: { min: 10.55 } },
    ],
    [
      { kind: 'banned', until: new Date('2026-02-13T12:00:00Z'), now },
      'BANNED:2026-02-13 12-00-00',
      403,
      {
        title: 'BANNED',
        info: {
          scope: 'global',
          banned_until: 1_770_984_000,
          retry_after_seconds: 3_600,
          readable_date: '2026-02-13T12:00:00+00:00',
        },
      },
    ],
    [{ kind: 'no_activation' }, 'NO_ACTIVATION', 404, { title: 'NOT_FOUND', details: 'Activation Not Found' }],
    [
      { kind: 'too_early', minAgeS: 120 },
      'EARLY_CANCEL_DENIED',
      409,
      { title: 'EARLY_CANCEL_DENIED', info: { minActivationTime: 120 } },
    ],
    [{ kind: 'code_received' }, 'BAD_STATUS', 409, { title: 'OTP_RECEIVED' }],
    [{ kind: 'order_exists' }, 'ORDER_ALREADY_EXISTS', 409, { title: 'ORDER_ALREADY_EXISTS' }],
    [{ kind: 'unclear' }, 'ERROR_SQL', 500, { title: 'SERVER_ERROR' }],
    [
      { kind: 'bad_parameter', field: 'maxPrice' },
      'BAD_MAX_PRICE',
      422,
      { title: 'UNPROCESSABLE_ENTITY', info: { field: 'maxPrice' } },
    ],
  ])('%j', (refusal, classic, status, hero) => {
    const [classicStatus, classicBody, heroStatus, heroBody] = said(refusal);
    expect([classicStatus, classicBody, heroStatus]).toEqual([200, classic, status]);
    if (typeof hero === 'string') expect(heroBody).toBe(hero);
    else expect(heroBody).toMatchObject(hero as object);
  });

  it('has a status of its own for too many requests in both, and says when to come back', () => {
    const refusal = { kind: 'rate_limited', retryAfterS: 3 } as const;
    expect(writeRefusal(refusal, 'CLASSIC', 'getStatus')).toMatchObject({
      status: 429,
      body: 'RATE_LIMIT',
      retryAfterS: 3,
    });
    expect(writeRefusal(refusal, 'HERO', 'getStatus')).toMatchObject({ status: 429, retryAfterS: 3 });
  });

  it('says bad parameters of getNumber in text, as clients of the newer wording expect it', () => {
    const answer = writeRefusal({ kind: 'bad_service' }, 'HERO', 'getNumber');
    expect([answer.status, answer.body]).toEqual([200, 'UNPROCESSABLE_ENTITY:service:INVALID']);
  });

  it('is understood by our own adapter in either wording', () => {
    const reply = (refusal: HandlerRefusal, wording: 'CLASSIC' | 'HERO', action: string) => {
      const { status, body } = writeRefusal(refusal, wording, action);
      return { status, body, headers: {} };
    };
    const faults: [HandlerRefusal, string][] = [
      [{ kind: 'no_numbers' }, 'out_of_stock'],
      [{ kind: 'no_balance' }, 'balance_empty'],
      [{ kind: 'bad_key' }, 'auth'],
      [{ kind: 'unclear' }, 'unknown_outcome'],
      [{ kind: 'rate_limited', retryAfterS: 1 }, 'rate_limited'],
    ];
    for (const wording of ['CLASSIC', 'HERO'] as const) {
      for (const [refusal, fault] of faults)
        expect([wording, refusal.kind, readPurchase(reply(refusal, wording, 'getNumberV2'))]).toMatchObject([
          wording,
          refusal.kind,
          { kind: 'fault', fault },
        ]);
      const early = readClose('cancel', reply({ kind: 'too_early', minAgeS: 60 }, wording, 'setStatus')) as CloseReply;
      expect(early.kind).toBe('too_early');
    }
  });
});

describe('parameters of handler_api', () => {
  const read = (url: string, form = '') => Object.fromEntries(readParameters(url, form));

  it('come from the query before the form, the last of a repeated name, without blanks around', () => {
    expect(read('/x?action=a&action=b&operator%20=%20tele2', 'action=c&id=7')).toEqual({
      action: 'b',
      operator: 'tele2',
      id: '7',
    });
  });

  it('are read from anything that a stranger sends', () => {
    expect(read('/x?%zz&=&a=%ff&b', '%%%=')).toEqual({ '': '', '%zz': '', a: '\uFFFD', b: '', '%%%': '' });
    expect(Object.keys(read(`/x?${Array.from({ length: 1_000 }, (_, i) => `p${i}=1`).join('&')}`))).toHaveLength(200);
  });
});
