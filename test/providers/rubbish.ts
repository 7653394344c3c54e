import fc from 'fast-check';
import type { VendorReply } from '../../src/providers/kit/reply';

const WORDS =
  'ACCESS_NUMBER STATUS_OK NO_NUMBERS STATUS_CANCEL { } [ ] " : , <html> \uFEFF 79991234567 +371_20000001 null __proto__'.split(
    ' ',
  );
const VALUES = ['79991234567', '+371 2000 0001', '0', '1', '-1', '1e9', '0.25', '200', 'LV', 'latvia', 'PENDING', ''];
const STATUSES = [200, 202, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502];

/** What readers look for. */
export interface Words {
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/**
 * What a supplier might answer on its worst day: bytes, scraps of its own words, JSON of any shape, and JSON that is almost
 * right, made of the fields and values that its readers look for.
 */
export function rubbish(words: Words): fc.Arbitrary<VendorReply> {
  const known = fc.constantFrom(...WORDS, ...words.names, ...words.values);
  const scraps = fc
    .array(fc.oneof(known, fc.string({ maxLength: 6 })), { maxLength: 12 })
    .map((parts) => parts.join(''));
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((raw) => Buffer.from(raw).toString('utf8')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    scraps,
    fc.json({ maxDepth: 5 }),
    { arbitrary: almostRight(words).map((value) => JSON.stringify(value)), weight: 8 },
  );
  const status = fc.oneof({ arbitrary: fc.constant(200), weight: 3 }, fc.constantFrom(...STATUSES));
  return fc.record({ status, body, headers: fc.constant({}) });
}

/** An object with about half of the fields there are, objects and lists of them among its values, three deep. */
function almostRight({ names, values }: Words): fc.Arbitrary<unknown> {
  const scalar = fc.oneof(
    fc.constantFrom<unknown>(...VALUES, ...values),
    fc.constantFrom<unknown>(0, 1, -1, 200, 1.5, 79_991_234_567, 37_120_000_001, true, false, null),
    fc.constantFrom<unknown>('79991234567', '37120000001', 200, 1),
  );
  const record = (value: fc.Arbitrary<unknown>) =>
    fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
  const within = (inner: fc.Arbitrary<unknown>) =>
    fc.oneof({ arbitrary: scalar, weight: 12 }, inner, fc.array(inner, { maxLength: 2 }));
  const middle = record(within(record(scalar)));
  return fc.oneof(record(scalar), record(within(record(scalar))), fc.array(middle, { maxLength: 2 }));
}
