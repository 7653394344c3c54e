import fc from 'fast-check';
import type { AcquiredNumber, ProviderFault } from '../../src/ports/sms-provider';
import { readClose, readPurchase, readStatus, readStatusV2 } from '../../src/providers/handler-api/read-order';
import { adapterFolders, readersOf, wordsOf } from './all-readers';
import { rubbish } from './rubbish';

const FAULTS =
  /^(auth|out_of_stock|too_dear|mapping|balance_empty|rate_limited|blocked|unsupported|gone|wrong_state|unavailable|unknown_outcome)$/;
const MOST_RUNS = 500;
/** A sale there needs four right values in two objects: chance does not get that far. */
const TOO_DEEP = 'sms-pva';
const READING = adapterFolders().filter((folder) => readersOf(folder).length > 0);

/** Every result in a result: some readers are fed in several ways at once. */
const results = (result: unknown): { kind?: string }[] =>
  (Array.isArray(result) ? result : [result]).filter((one) => typeof one === 'object' && one !== null);

describe('a supplier that answers rubbish', () => {
  it('is read by readers that are all known: no adapter is left out but those that read nothing', () => {
    expect(adapterFolders().filter((folder) => !READING.includes(folder))).toEqual([
      'rate-limit',
      'sms-encoding',
      'source-chat',
    ]);
  });

  it.each(READING)('never breaks a reader of %s, sells no half number, and tells operators no phone', (folder) => {
    const readers = readersOf(folder);
    let sold = 0;
    fc.assert(
      fc.property(rubbish(wordsOf(folder)), (reply) => {
        for (const { name, read } of readers)
          for (const result of results(read(reply))) {
            if (result.kind === 'fault') {
              const { fault, detail } = result as ProviderFault;
              expect([name, fault]).toEqual([name, expect.stringMatching(FAULTS)]);
              expect([name, detail]).toEqual([name, expect.not.stringMatching(/\d{7,}/)]);
            }
            if (result.kind === 'ordered') sold += 1;
            if (result.kind === 'acquired') {
              sold += 1;
              const { orderId, phone } = result as AcquiredNumber;
              expect([name, phone]).toEqual([name, expect.stringMatching(/^[1-9]\d{6,14}$/)]);
              expect([name, orderId]).toEqual([name, expect.stringMatching(/^[\w-]{1,64}$/)]);
            }
          }
      }),
      { numRuns: MOST_RUNS },
    );
    // The rubbish is good enough to be taken for a sale now and then; else the check would check nothing.
    if (folder !== TOO_DEEP && readers.some(({ name }) => name.endsWith('/readPurchase')))
      expect(sold).toBeGreaterThan(0);
  });

  it('has a phone number glued to a known word kept out of what operators and logs read', () => {
    for (const step of ['cancel', 'finish', 'resend'] as const) {
      const reply = readClose(step, { status: 200, body: 'ACCESS_NUMBER79991234567', headers: {} });
      expect(reply).toMatchObject({ kind: 'fault', fault: 'wrong_state', detail: '***' });
    }
  });

  it('never sells a number by accident', () => {
    fc.assert(
      fc.property(rubbish(wordsOf('handler-api')), (answer) => {
        // Only the two forms that a purchase has can be one.
        if (readPurchase(answer).kind === 'acquired')
          expect(answer.body).toMatch(/^[\s\uFEFF]*(ACCESS_NUMBER\s*:|\{[\s\S]*"activationId")/);
      }),
      { numRuns: MOST_RUNS },
    );
  });

  it('never ends an order, and never finds a code, without the word for it', () => {
    fc.assert(
      fc.property(rubbish(wordsOf('handler-api')), (answer) => {
        const reply = readStatus(answer);
        if (reply.kind === 'code') expect(answer.body).toContain('STATUS_OK');
        for (const one of [reply, readStatusV2(answer)])
          if (one.kind === 'ended') expect(answer.body).toMatch(/STATUS_CANCEL|ACCESS_CANCEL/);
      }),
      { numRuns: MOST_RUNS },
    );
  });
});
