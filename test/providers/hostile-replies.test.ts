import fc from 'fast-check';
import { readInbox } from '../../src/providers/generic-inbox/read-inbox';
import { readActive } from '../../src/providers/handler-api/read-active';
import { readBalance } from '../../src/providers/handler-api/read-balance';
import { readCatalogueOfPrices, readCountries, readServices } from '../../src/providers/handler-api/read-catalogue';
import { readClose } from '../../src/providers/handler-api/read-close';
import { readPrices } from '../../src/providers/handler-api/read-prices';
import { readPurchase } from '../../src/providers/handler-api/read-purchase';
import { readStatus } from '../../src/providers/handler-api/read-status';
import { readStatusV2 } from '../../src/providers/handler-api/read-status-v2';
import { readHandlerWebhook } from '../../src/providers/handler-api/read-webhook';
import { readClose as readOnlineSimClose } from '../../src/providers/onlinesim/read-close';
import { readPurchase as readOnlineSimPurchase } from '../../src/providers/onlinesim/read-purchase';
import { readState } from '../../src/providers/onlinesim/read-state';
import * as onlineSimStats from '../../src/providers/onlinesim/read-stats';
import * as smsManLists from '../../src/providers/sms-man/read-lists';
import * as smsManPrices from '../../src/providers/sms-man/read-prices';
import * as smsManRequest from '../../src/providers/sms-man/read-request';

const bytes = fc.uint8Array({ maxLength: 300 }).map((raw) => Buffer.from(raw).toString('utf8'));
const words = fc.constantFrom(
  'ACCESS_NUMBER',
  'STATUS_OK',
  'NO_NUMBERS',
  '{',
  '[',
  '"',
  ':',
  ',',
  '<html>',
  '\uFEFF',
  '79991234567',
  'null',
  '__proto__',
);
const scraps = fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 12 }).map((parts) => parts.join(''));
const json = fc.json({ maxDepth: 5 });
const body = fc.oneof(bytes, fc.string({ unit: 'binary', maxLength: 300 }), scraps, json);
const status = fc.constantFrom(200, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502);
const answers = fc.record({ status, body, headers: fc.constant({}) });

const places = {
  pull: { method: 'GET', path: '/', headers: {}, query: {}, limit: 10 },
  reply: {
    list: 'messages',
    phone: 'to',
    text: 'body',
    id: 'id',
    time: 'at',
    timeFormat: 'iso',
    order: 'oldest_first',
  },
  paging: { cursor: { from: 'reply', place: 'next' }, more: { when: 'flag', place: 'more' } },
} as const;
const FAULTS =
  /^(auth|out_of_stock|too_dear|mapping|balance_empty|rate_limited|blocked|unsupported|gone|wrong_state|unavailable|unknown_outcome)$/;

describe('a supplier that answers rubbish', () => {
  it('has a phone number glued to a known word kept out of what operators and logs read', () => {
    for (const step of ['cancel', 'finish', 'resend'] as const) {
      const reply = readClose(step, { status: 200, body: 'ACCESS_NUMBER79991234567', headers: {} });
      expect(reply).toMatchObject({ kind: 'fault', fault: 'wrong_state', detail: '***' });
    }
  });

  it('never breaks a reader, whatever it sends', () => {
    const readers = [
      readPurchase,
      readStatus,
      readActive,
      readPrices,
      readBalance,
      readStatusV2,
      readServices,
      readCountries,
      readCatalogueOfPrices,
      readOnlineSimPurchase,
      readState,
      onlineSimStats.readCatalogue,
      ...Object.values(smsManLists),
      ...Object.values(smsManPrices),
      ...Object.values(smsManRequest),
      (one: Parameters<typeof readPurchase>[0]) => readOnlineSimClose('close', one),
      (one: Parameters<typeof readPurchase>[0]) => onlineSimStats.readPrices(one, undefined),
      (one: Parameters<typeof readPurchase>[0]) => readClose('cancel', one),
      (one: Parameters<typeof readPurchase>[0]) => readInbox(one, places, undefined),
    ];
    fc.assert(
      fc.property(answers, (answer) => {
        readHandlerWebhook(answer.body);
        for (const read of readers) {
          const reply = read(answer);
          if (reply.kind === 'fault') {
            expect(reply.fault).toMatch(FAULTS);
            expect(reply.detail).not.toMatch(/\d{7,}/);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never sells a number by accident', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        for (const other of [readOnlineSimPurchase(answer), smsManRequest.readPurchase(answer)])
          if (other.kind !== 'fault') expect(answer.body).toMatch(/^[\s\uFEFF]*\{[\s\S]*"(tzid|request_id)"/);
        const reply = readPurchase(answer);
        if (reply.kind !== 'acquired') return;
        // Only the two forms that a purchase has can be one, and then order and phone are whole.
        expect(answer.body).toMatch(/^[\s\uFEFF]*(ACCESS_NUMBER\s*:|\{[\s\S]*"activationId")/);
        expect(reply.phone).toMatch(/^[1-9]\d{6,14}$/);
        expect(reply.orderId).toMatch(/^[\w-]{1,64}$/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never ends an order, and never finds a code, without the word for it', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const reply = readStatus(answer);
        if (reply.kind === 'code') expect(answer.body).toContain('STATUS_OK');
        for (const one of [reply, readStatusV2(answer)])
          if (one.kind === 'ended') expect(answer.body).toMatch(/STATUS_CANCEL|ACCESS_CANCEL/);
      }),
      { numRuns: 1_000 },
    );
  });
});
